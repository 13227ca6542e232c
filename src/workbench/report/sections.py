"""Sections: the parts of a report, each shown as it is in a notebook and in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from workbench.analysis.crosstabs import held_together, passages, said_together
from workbench.analysis.intervals import SMALLEST_FOR_SHARE
from workbench.analysis.profiling import EXPECTED
from workbench.figures.crosstabs import passages_matrix, together_matrix
from workbench.figures.drawing import Figure
from workbench.figures.emotion import emotion_curve
from workbench.figures.matrix import MOST_ROOMY
from workbench.figures.own_output import own_output
from workbench.figures.participants import participants_map
from workbench.figures.portrait import portrait
from workbench.figures.scales import scales_chart
from workbench.figures.style import mark, persona_colour
from workbench.language.speech import Speech
from workbench.model.codebook import Kind
from workbench.model.evidence import Evidence, Status
from workbench.report.by_hand import decision, found_by_method, moved_here, of_these
from workbench.report.cells import SHOWN_IN_CELL, lanes
from workbench.report.change import Change
from workbench.report.cross_check import hanging, opinion_row, verdict
from workbench.report.difference import MARKS, since
from workbench.report.dress import notebook_style
from workbench.report.exhibits import exhibits, short
from workbench.report.file_names import notice_words, shown_names
from workbench.report.origins import origins
from workbench.report.pictures import comparison_of, empathy_of, feeling_words, matrix_of, question_for
from workbench.report.questioned import matters_most
from workbench.report.register import registered_claims, run_facts, used_claims
from workbench.report.run_record import run_record, written
from workbench.report.shared_facts import buying_of, fact_lines, facts_note, relation_totals, sample_words
from workbench.report.standing import review, standing
from workbench.report.summary import compared, findings, headline, stability_words, support, unknowns
from workbench.walk import Results, variables

FIRST_ROWS = 10
"""Disagreements printed on paper; the page has all."""
NAMES = ("cover", "answer", "people", "journeys", "change", "know", "evidence", "limits", "reproduce")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report as HTML; `title` and `language` are those of the whole page.

    `card` holds what a list of studies shows, on the cover; `run` what it was made from, where that is told.
    """

    html: str
    title: str
    language: str
    card: str = ""
    run: str = ""

    def _repr_html_(self) -> str:
        run = f' data-run="{Markup.escape(self.run)}"' if self.run else ""
        return f'<div class="wb" lang="{self.language}"{run}>{self.html}</div>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, dict[str, str]]:
        return own_output(title=self.title, language=self.language, card=self.card)


class Report:
    """The sections of one study's report, in one language."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.say = Speech(results.language)
        self.title = self.say.of(results.material.brief.title)

    def section(self, name: str) -> Section:
        """Return one section; KeyError for a name that is not in NAMES.

        >>> from workbench.study import Study
        >>> from workbench.walk import results
        >>> Report(results(Study(study="travel", language="en", n_journeys=1000))).section("cover").language
        'en'
        """
        if name not in NAMES:
            raise KeyError(f"no section {name!r}; there are {', '.join(NAMES)}")
        template = environment().get_template(f"sections/{name}.html.j2")
        card = json.dumps(self.card(), ensure_ascii=False, sort_keys=True) if name == "cover" else ""
        run = written(run_record(self.results, self.say)) if name == "reproduce" else ""
        return Section(template.render(self._context()), self.title, self.results.language, card, run)

    def card(self) -> dict[str, Any]:
        """Return what a list of studies shows of this one."""
        brief, say = self.results.material.brief, self.say
        return {
            "id": brief.id,
            "title": self.title,
            "question": say.of(brief.question),
            "headline": headline(self.results, say),
            "compared": compared(self.results, say),
            "personas": [persona.identity.name for persona in self.results.personas],
            "participants": len(self.results.material.participants),
            "language": say.language,
            "illustrative": say("illustrative") if brief.illustrative else "",
        }

    def __iter__(self) -> Iterator[Section]:
        """Yield every section in the order of the report."""
        return (self.section(name) for name in NAMES)

    def render(self, template: str, **more: object) -> str:
        """Return another of the templates, filled with what sections are filled with and with `more`."""
        return environment().get_template(template).render(self._context() | more)

    def _context(self) -> dict[str, Any]:
        results, say = self.results, self.say
        names = {persona.id: persona.identity.name for persona in results.personas}
        labels = {claim.code: claim.text for persona in results.personas for claim in persona.claims}
        labels |= {code.id: code.label for code in results.material.codebook.codes}
        return {
            "r": results,
            "say": say,
            "brief": results.material.brief,
            "journey": results.material.journey,
            "codes": {code.id: code for code in results.material.codebook.codes},
            "label_of": lambda code: say.of(labels[code]),
            "names": names,
            "maps": {journey_map.persona: journey_map for journey_map in results.maps},
            "Status": Status,
            "kinds": (*EXPECTED, Kind.DELIGHT, Kind.CONTEXT),
            "shown_in_cell": SHOWN_IN_CELL,
            "first_rows": FIRST_ROWS,
            "most_roomy": MOST_ROOMY,
            "spoken": _spoken(results, say),
            "short": short,
            "labels": lambda codes: ", ".join(say.of(results.material.codebook[code].label) for code in codes),
            "lanes": lanes(results, say),
            "headline": lambda: headline(results, say),
            "findings": lambda: findings(results, say),
            "unknowns": lambda: unknowns(results, say),
            "exhibits": lambda: exhibits(results),
            "exhibited": lambda: {x.evidence.id for own in exhibits(results).values() for x in own},
            "claims_register": lambda: registered_claims(results, say),
            "used_claims": lambda: used_claims(results.material.journey, say),
            "matters_most": lambda: matters_most(results, say),
            "run_facts": lambda: run_facts(results, say),
            "support": lambda claim: support(claim, say),
            "moved_here": lambda claim: moved_here(results.personas, claim),
            "decision": lambda: decision(results.material.decided, say),
            "found_by_method": lambda: found_by_method(results.segments, say),
            "of_these": lambda: of_these(results.segments, say),
            "stability": lambda persona: stability_words(persona, say),
            "status": lambda status: _status(Status(status), say),
            "mark": lambda status: Markup(mark(Status(status)).replace('width="12" height="12"', "")),
            "colour": persona_colour,
            "portrait": lambda persona, named=None: Markup(portrait(persona, named=named)),
            "empathy": lambda persona: empathy_of(results, persona),
            "question_for": lambda field: question_for(field, say),
            "felt": lambda value: feeling_words(value, say),
            "compared": lambda: comparison_of(results, say),
            "stands": lambda: matrix_of(results, say),
            "fact_lines": lambda persona: fact_lines(results, persona, say),
            "facts_note": lambda: facts_note(results, say),
            "fewest": results.study.k_report,
            "smallest_for_share": SMALLEST_FOR_SHARE,
            "relation_totals": lambda: relation_totals(results, say),
            "sample_words": lambda warning: sample_words(results, warning, say),
            "review": lambda: review(results, say),
            "standing": lambda persona: standing(results, persona, say),
            "origins": lambda persona: origins(results, persona, say),
            "buying": lambda: buying_of(results),
            "sentence": lambda label: _sentence(say.of(label)),
            "called": shown_names(results.material, say),
            "told": lambda notice: notice_words(results.material, notice, say),
            "curve": lambda journey_map: emotion_curve(journey_map, results.material.journey, say),
            "participants": lambda: _participants(results, names, say),
            "crosstabs": lambda: _crosstabs(results, names, say),
            "scales_chart": lambda: _scales(results, names, say),
            "second_verdict": lambda: verdict(results, say),
            "second_rows": lambda: [opinion_row(opinion, say) for opinion in results.opinions],
            "hanging": lambda: hanging(results, say),
            "change": Change(results, say),
            "since": lambda: since(results, say),
            "change_marks": MARKS,
            "quoted": lambda evidence: _quoted(evidence, say, results),
        }


def style_sheet() -> Section:
    """Return the report's style for a notebook on screen; an exported page brings its own."""
    return Section(f"<style>{notebook_style()}</style>", "", "en")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, an unknown name is an error."""
    folder = str(files("workbench.report") / "template")
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _participants(results: Results, names: dict[str, str], say: Speech) -> Figure:
    return participants_map(variables(results.material, results.codings), results.segments, names, say)


def _crosstabs(results: Results, names: dict[str, str], say: Speech) -> tuple[Figure, Figure]:
    """Return who said what, and which codes go together."""
    material, book = results.material, results.material.codebook
    counts = passages(results.codings, book, [person.pseudonym for person in material.participants])
    turns = said_together(results.codings, material.transcripts, book)
    return (
        passages_matrix(counts, book, results.segments.groups, names, say),
        together_matrix(counts, held_together(counts), turns, book, say),
    )


def _scales(results: Results, names: dict[str, str], say: Speech) -> Figure | None:
    """Return everybody on the variables that tell people apart; None where there are none."""
    behaviour = results.behaviour.telling()
    groups = results.segments.groups if results.segments.reason in ("found", "decided") else {}
    return scales_chart(behaviour, groups, names, say) if behaviour.variables else None


def _status(status: Status, say: Speech) -> Markup:
    return Markup(f'<span class="status">{mark(status)} {Markup.escape(say(f"status_{status}"))}</span>')


def _quoted(evidence: Evidence, say: Speech, results: Results) -> Markup:
    return Markup(f"<q{_spoken(results, say)}>{Markup.escape(evidence.text)}</q>")


def _sentence(text: str) -> str:
    """Return what somebody wrote as a sentence of ours, with its full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _spoken(results: Results, say: Speech) -> Markup:
    """Return the attribute that names the language of the interviews where it is not the report's."""
    other = results.material.brief.language
    return Markup(f' lang="{other}"' if other != say.language else "")
