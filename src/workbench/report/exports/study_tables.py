"""Study tables: what a report shows, as tidy tables, a row a thing, for whoever goes on with the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.language.speech import Speech
from workbench.model.evidence import Status
from workbench.report.cells import SHOWN_IN_CELL
from workbench.report.exhibits import Exhibit, exhibits
from workbench.report.file_names import shown_names
from workbench.report.register import registered_claims, run_facts
from workbench.simulation.batch_expectations import Measure
from workbench.walk import Results

Value = str | float | int | None
Row = tuple[Value, ...]
NO_EVIDENCE = "no evidence"
RANGED: Mapping[str, Measure] = {"converted": Measure.CONVERSION, "kept": Measure.KEPT}


class Table(NamedTuple):
    """A table by its name; rows have an entry a column, None where nothing is known."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def study_tables(results: Results, say: Speech) -> tuple[Table, ...]:
    """Return every table of a study: columns are named the same in both languages, words are in the report's.

    Ids are those of the report, so that any row can be followed from a quote to a claim, a cell of a map
    and a page. People stand under their pseudonyms, and only quotes the report shows are there.
    """
    shown = [own for quotes in exhibits(results).values() for own in quotes]
    return (
        Table("about", ("kind", "name", "value"), tuple(_about(results, say))),
        Table("personas", PERSONA_COLUMNS, tuple(_personas(results, say))),
        Table("claims", CLAIM_COLUMNS, tuple(_claims(results, say))),
        Table(
            "quotes",
            ("quote", "participant", "document", "start", "end", "text", "status"),
            tuple(_quotes(shown, shown_names(results.material, say))),
        ),
        Table("links", ("quote", "relation", "persona", "to"), tuple(_links(shown))),
        Table("journeys", MAP_COLUMNS, tuple(_cells(results, say))),
        Table("feelings", ("persona", "step", "mean", "low", "high", "people", "status"), tuple(_feelings(results))),
        Table("results", RESULT_COLUMNS, tuple(_results(results))),
        Table("what_ifs", CHANGE_COLUMNS, tuple(_changes(results))),
        Table("numbers", ("what", "value", "basis"), tuple(registered_claims(results, say))),
    )


PERSONA_COLUMNS = ("persona", "name", "age", "name_status", "summary", "type", "members", "of", "stability")
CLAIM_COLUMNS = (
    "claim", "persona", "kind", "code", "text", "status", "holders", "members", "others", "others_of", "quotes",
    "against", "added_by",
)  # fmt: skip
MAP_COLUMNS = ("persona", "stage", "step", "step_name", "lane", "code", "holders", "members", "quote", "status")
RESULT_COLUMNS = (
    "persona", "what", "of", "value", "low", "high", "customers", "exact", "assumed_low", "assumed_high", "status",
)  # fmt: skip
CHANGE_COLUMNS = (
    "persona", "interventions", "outcome", "before", "after", "gain", "low", "high", "exact_gain", "customers",
    "exposed", "won", "lost", "status",
)  # fmt: skip


def _about(results: Results, say: Speech) -> Iterator[Row]:
    brief = results.material.brief
    yield "study", "id", brief.id
    yield "study", "title", say.of(brief.title)
    yield "study", "question", say.of(brief.question)
    yield "study", "participants", len(results.material.participants)
    if brief.illustrative:
        yield "study", "illustrative", say("illustrative")
    for kind, facts in run_facts(results, say).items():
        for name, value in facts:
            yield kind, name, value


def _personas(results: Results, say: Speech) -> Iterator[Row]:
    for own in results.personas:
        identity, stability = own.identity, own.provenance.stability
        yield (
            own.id, identity.name, identity.age, str(identity.status), say.of(own.summary), own.type,
            len(own.members), own.of, stability,
        )  # fmt: skip


def _claims(results: Results, say: Speech) -> Iterator[Row]:
    for persona in results.personas:
        for claim in persona.claims:
            yield (
                claim.id, persona.id, str(claim.kind), claim.code, say.of(claim.text), str(claim.status),
                claim.holders, claim.size, claim.others, claim.others_size, len(claim.evidence), len(claim.against),
                claim.by,
            )  # fmt: skip
        for gap in persona.gaps:
            unknown = (None,) * 4
            yield (f"{persona.id}.{gap.kind}", persona.id, str(gap.kind), None, None, NO_EVIDENCE, *unknown, 0, 0, None)


def _quotes(shown: Sequence[Exhibit], called: Mapping[str, str]) -> Iterator[Row]:
    for own in shown:
        q = own.evidence
        yield q.id, q.participant, called[q.document], q.start, q.end, q.text, str(Status.REPORTED)


def _links(shown: Sequence[Exhibit]) -> Iterator[Row]:
    for own in shown:
        quote = own.evidence.id
        yield from ((quote, "supports", claim.partition(".")[0], claim) for claim in own.supports)
        yield from ((quote, "contradicts", claim.partition(".")[0], claim) for claim in own.contradicts)
        yield from ((quote, "at_step", persona, step) for persona, step in own.steps)


def _cells(results: Results, say: Speech) -> Iterator[Row]:
    journey = results.material.journey
    for own in results.maps:
        for (step, lane), found in own.cells.items():
            about = journey.step(step)
            place = (own.persona, about.stage, step, say.of(about.label), str(lane))
            for rank, finding in enumerate(found):
                quote = finding.evidence[0].id if rank < SHOWN_IN_CELL else None
                yield (*place, finding.code, finding.holders, own.size, quote, str(Status.REPORTED))
            if not found:
                yield (*place, None, 0, own.size, None, NO_EVIDENCE)


def _feelings(results: Results) -> Iterator[Row]:
    for own in results.maps:
        for step, felt in own.feelings.items():
            if felt.people:
                status = Status.REPORTED if felt.told else Status.INFERRED
                yield own.persona, step, felt.mean, felt.low, felt.high, len(felt.people), str(status)


def _results(results: Results) -> Iterator[Row]:
    status = str(Status.SIMULATED)
    for own in results.outcomes:
        for name, measure in RANGED.items():
            share, span = getattr(own, name), own.ranges.get(measure)
            exact = own.exact if name == "converted" else None
            assumed = (span.low, span.high) if span else (None, None)
            yield (own.persona, name, None, share.count / share.n, *share.interval, share.n, exact, *assumed, status)
        unknown = (None,) * 3
        for what, reached in (
            ("stage", own.stages),
            ("step", own.steps),
            ("exit", own.exits),
            ("lost_at", own.lost_at),
        ):
            for r in reached:
                value = r.count / r.n if r.n else None
                yield (own.persona, what, r.id, value, *(r.interval if r.n else (None, None)), r.n, *unknown, status)
        for name, mean in own.means.items():
            yield (own.persona, "mean", name, mean.value, *mean.interval, own.n, *unknown, status)


def _changes(results: Results) -> Iterator[Row]:
    for own in (*results.what_ifs, *results.together):
        for gain in own.gains:
            best = gain.best
            yield (
                own.persona, " + ".join(own.interventions), gain.outcome, gain.before, gain.after, best.mean, best.low,
                best.high, gain.exact, own.n, own.exposed, gain.wins, gain.losses, str(Status.SIMULATED),
            )  # fmt: skip
