"""Summary: the answer of a study as plain sentences, each with how sure it is and where its evidence is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.intervals import SMALLEST_FOR_SHARE, wilson
from workbench.analysis.mapping import JourneyMap
from workbench.analysis.profiling import distinction
from workbench.analysis.stability import VALID
from workbench.figures.what_if import kept, mean_gain, points, ranked
from workbench.language.speech import Speech
from workbench.model.codebook import Kind
from workbench.model.evidence import Status
from workbench.model.persona import Claim, Persona
from workbench.report.by_hand import found_by_method
from workbench.simulation.pairs import Comparison
from workbench.walk import Results


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, how sure it is, what it rests on (its status) and a place in the page that shows it."""

    text: str
    sure: str
    status: Status
    link: str


def findings(results: Results, say: Speech) -> list[Finding]:
    """Return three to five findings, most important first."""
    found = [_personas(results, say), _difference(results, say), _pain(results, say)]
    found += [_feeling(results, say), _lever(results, say)]
    return [finding for finding in found if finding is not None]


def compared(results: Results, say: Speech) -> dict[str, str]:
    """Return what studies are compared by, as sentences: the most shared pain, and what helps most."""
    told = {"pain": _pain(results, say), "lever": _lever(results, say)}
    return {name: finding.text for name, finding in told.items() if finding is not None}


def headline(results: Results, say: Speech) -> str:
    """Return the answer in one sentence."""
    people = len(results.material.participants)
    if results.segments.reason not in ("found", "decided"):
        return say(f"headline_{results.segments.reason}", n=people)
    key = "headline_one" if len(results.personas) == 1 else "headline_found"
    key = "headline_decided" if results.segments.found else key
    codebook = results.material.codebook
    first = (next((claim.code for claim in p.claims if claim.code in codebook), None) for p in results.personas)
    telling = [codebook[code].label for code in first if code is not None]
    names = say.listed([say.quoted(say.of(label)) for label in telling])
    told = say(key, k=say.count(len(results.personas)), n=people, names=names)
    return told[:1].upper() + told[1:]


def unknowns(results: Results, say: Speech) -> list[str]:
    """Return what the study does not know, as sentences."""
    told: list[str] = []
    for persona in results.personas:
        kinds = [say(f"kind_{gap.kind}").lower() for gap in persona.gaps if gap.reason == "unsupported"]
        if kinds:
            told.append(say("unknown_gaps", name=persona.identity.name, kinds=say.listed(kinds)))
    uncoded = {gap.kind for persona in results.personas for gap in persona.gaps if gap.reason == "uncoded"}
    if uncoded:
        told.append(say("unknown_uncoded", kinds=say.listed([say(f"kind_{kind}").lower() for kind in sorted(uncoded)])))
    silent = [
        say.of(step.label)
        for step in results.material.journey.steps
        if not any(journey_map.speakers[step.id] for journey_map in results.maps)
    ]
    if silent:
        told.append(say("unknown_steps", steps=say.listed(silent)))
    machine = {c.evidence.document for c in results.codings if c.origin == "machine"}
    if machine:
        told.append(say("unknown_reviewed", x=len(machine), n=len(results.material.transcripts)))
    if results.segments.left_over:
        told.append(say("unknown_left_over", x=len(results.segments.left_over), n=len(results.material.participants)))
    told.append(say("unknown_assumed"))
    return told


def stability_words(persona: Persona, say: Speech) -> str:
    """Return how firmly a persona's group holds, in words and as a number."""
    value = persona.provenance.stability
    if value is None:
        return say("stability_none")
    if persona.provenance.decided:
        return say("stability_decided", value=say.number(value, 2))
    if persona.size < 3:
        return say("stability_pair", value=say.number(value, 2))
    return say("stability_valid" if value >= VALID else "stability_doubtful", value=say.number(value, 2))


def support(claim: Claim, say: Speech) -> str:
    """Return "x of n", with the Wilson interval from ten people on, never a bare share."""
    return x_of_n(claim.holders, claim.size, say)


def x_of_n(x: int, n: int, say: Speech) -> str:
    """Return "x of n", from ten people on with the Wilson interval of the share."""
    told = say("x_of_n", x=x, n=n)
    if n < SMALLEST_FOR_SHARE:
        return told
    low, high = wilson(x, n)
    return f"{told} ({say.percent(low)}–{say.percent(high)})"


def margin_of(found: Sequence[Comparison]) -> str:
    """Return what a change does to the margin of all personas: pays, loses, or is open; unknown without any revenue."""
    if not all(own.break_even for own in found):
        return "unpriced"
    margins = [own.gain("margin").best for own in found]
    if all(margin.low > 0 for margin in margins):
        return "pays"
    return "loses" if all(margin.high < 0 for margin in margins) else "open"


def _personas(results: Results, say: Speech) -> Finding:
    segments, people = results.segments, len(results.material.participants)
    if segments.reason not in ("found", "decided"):
        text = say(f"finding_{segments.reason}", n=people)
        sure = say("sure_shuffles", x=segments.clearer_than, n=segments.shuffles) if segments.shuffles else ""
        return Finding(text, sure, Status.REPORTED, "#know")
    names = say.listed([f"{p.identity.name} ({say('x_of_n', x=p.size, n=people)})" for p in results.personas])
    told = f"finding_{segments.reason}"
    text = say(told, k=say.count(len(results.personas)), names=names, left=len(segments.left_over))
    sure = found_by_method(results.segments, say) or say("sure_shuffles", x=segments.clearer_than, n=segments.shuffles)
    return Finding(text[:1].upper() + text[1:], sure, Status.REPORTED, "#people")


def _difference(results: Results, say: Speech) -> Finding | None:
    best: tuple[float, Persona, Claim] | None = None
    for persona in results.personas:
        for claim in persona.claims:
            if best is None or distinction(claim) > best[0]:
                best = distinction(claim), persona, claim
    if best is None:
        return None
    _, persona, claim = best
    values = {"name": persona.identity.name, "claim": say.of(claim.text)}
    if claim.others_size == 0:
        text = say("finding_common", support=support(claim, say), **values)
    else:
        others = say("x_of_n", x=claim.others, n=claim.others_size)
        text = say("finding_difference", support=support(claim, say), others=others, **values)
    sure = say("sure_reviewed" if claim.reviewed else "sure_machine")
    return Finding(text, sure, claim.status, f"#c-{claim.id}")


def _feeling(results: Results, say: Speech) -> Finding | None:
    worst: tuple[float, JourneyMap, str] | None = None
    for journey_map in results.maps:
        for step, felt in journey_map.feelings.items():
            told = len(felt.people) >= max(2, journey_map.size / 2)
            if told and (worst is None or felt.mean < worst[0]):
                worst = felt.mean, journey_map, step
    if worst is None:
        return None
    mean, journey_map, step = worst
    felt = journey_map.feelings[step]
    name = next(p.identity.name for p in results.personas if p.id == journey_map.persona)
    text = say(
        "finding_feeling" if felt.told else "finding_feeling_inferred",
        name=name,
        step=say.of(results.material.journey.step(step).label),
        value=say.signed(mean),
        x=len(felt.people),
        n=journey_map.size,
    )
    sure = (
        say("sure_feeling_interval", low=say.signed(felt.low), high=say.signed(felt.high or 0.0))
        if (felt.low is not None)
        else say("sure_feeling_few")
    )
    status = Status.REPORTED if felt.told else Status.INFERRED
    return Finding(text, sure, status, f"#journey-{journey_map.persona}")


def _pain(results: Results, say: Speech) -> Finding | None:
    claims = [c for p in results.personas for c in p.claims_of(Kind.PAIN_POINT, Kind.OBJECTION, Kind.DEAL_KILLER)]
    claims = [claim for claim in claims if claim.code in results.material.codebook]
    if not claims:
        return None
    claim = max(claims, key=lambda own: (own.holders + own.others, own.holders, own.id))
    label = say.of(results.material.codebook[claim.code].label)
    x, n = claim.holders + claim.others, len(results.material.participants)
    text = say("finding_pain", label=label, claim=say.of(claim.text), support=x_of_n(x, n, say))
    return Finding(text, say("sure_reviewed" if claim.reviewed else "sure_machine"), claim.status, f"#c-{claim.id}")


def _lever(results: Results, say: Speech) -> Finding | None:
    if not results.what_ifs:
        return None
    journey = results.material.journey
    name = ranked(results.what_ifs, journey)[0]
    label = next(say.of(action.label) for action in journey.interventions if action.id == name)
    gains = [kept(r).mean for r in results.what_ifs if r.interventions == (name,)]
    text = say("finding_lever", action=label, gain=points(mean_gain(results.what_ifs, name), say))
    sure = say("sure_paired", low=points(min(gains), say), high=points(max(gains), say))
    sure += say(f"sure_{margin_of([r for r in results.what_ifs if r.interventions == (name,)])}")
    return Finding(text, sure, Status.SIMULATED, "#change")
