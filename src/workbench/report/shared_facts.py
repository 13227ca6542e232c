"""Shared facts: what a report may show of the participants' table, and to whom it does not tell it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.buying_group import BuyingGroup, buying_group
from workbench.analysis.facts import facts_of, spread
from workbench.analysis.sample import SampleWarning
from workbench.language.speech import Speech
from workbench.model.persona import Fact, Persona
from workbench.privacy.disclosure import Release
from workbench.walk import Results

VALUES = {"relation": "relation", "committee_role": "buying_role", "device": "device"}
"""Columns whose values the catalogues know, by what the keys of their texts begin with."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words: its name and how the members are spread over its values, `words` empty where nothing shows.

    `counts` are the numbers of people it tells of, those not shown included: the gate reads them in the page.
    """

    name: str
    words: str
    counts: tuple[int, ...] = ()


def threshold(results: Results) -> int | None:
    """Return the fewest people a fact of this report tells of; None where all people are invented."""
    return None if results.material.brief.illustrative else results.study.k_report


def released(results: Results) -> dict[str, Release]:
    """Return what of each column may be shown in this report, over all personas at once."""
    groups = {persona.id: persona.members for persona in results.personas if persona.members}
    return spread(results.material.participants, groups, threshold(results))


def fact_lines(results: Results, persona: Persona, say: Speech) -> list[FactLine]:
    """Return the facts of a persona's members that may be shown, then those that may not, without words."""
    if not persona.members:
        return []
    facts = facts_of(persona.id, released(results))
    told = [
        FactLine(fact_name(f.name, say), _words(f, results, say), (*f.values.values(), f.hidden))
        for f in facts
        if f.values
    ]
    return [*told, *(FactLine(fact_name(fact.name, say), "") for fact in facts if not fact.values)]


def relation_totals(results: Results, say: Speech) -> FactLine:
    """Return how many participants stand in which relation, where that may be shown."""
    made = released(results).get("relation")
    totals = made.totals if made else {}
    words = ", ".join(f"{say(f'relation_{value}')} {n}" for value, n in totals.items())
    return FactLine("relation", words, tuple(totals.values()))


def facts_note(results: Results, say: Speech) -> str:
    """Return what is shown of facts, and what is not and why."""
    if (k := threshold(results)) is not None:
        return say("facts_note", k=k)
    return say("facts_note_illustrative", k=results.study.k_report)


def sample_words(results: Results, warning: SampleWarning, say: Speech) -> str:
    """Return a warning on the sample, without what it would tell of fewer people than may be told of."""
    k, totals = threshold(results), released(results).get("relation", Release({}, {})).totals
    if k is not None and warning.relation and warning.relation not in totals:
        return say("sample_other_few", k=k) if warning.gap == "other" else say("sample_one_sided_unnamed")
    relation = say(f"relation_{warning.relation}") if warning.relation else ""
    return say(f"sample_{warning.gap}", x=warning.x, n=warning.n, relation=relation)


def buying_of(results: Results) -> BuyingGroup | None:
    """Return who decides with whom, where the study says so; parts of too few participants are not looked at."""
    return buying_group(results.material, results.codings, results.personas, k=threshold(results))


def fact_name(column: str, say: Speech) -> str:
    """Return what a column of the participants' table is called: known ones in our words, others as written."""
    return say(f"fact_{column}") if say.knows(f"fact_{column}") else column.replace("_", " ")


def _value(column: str, value: str, say: Speech) -> str:
    """Return a value as it is told: those of known columns in our words, others as written."""
    key = f"{VALUES[column]}_{value.lower().replace(' ', '_').replace('-', '_')}" if column in VALUES else ""
    return say(key) if say.knows(key) else value


def _words(fact: Fact, results: Results, say: Speech) -> str:
    shown = [f"{_value(fact.name, value, say)} ({n})" for value, n in fact.values.items()]
    if fact.hidden:
        k = threshold(results)
        shown.append(say("facts_others", n=fact.hidden) if k is None else say("facts_hidden", n=fact.hidden, k=k))
    return ", ".join(shown)
