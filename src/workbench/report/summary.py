"""Summary: the answer of a study as plain sentences, each with how sure it is and where its evidence is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.intervals import SMALLEST_FOR_SHARE, wilson
from workbench.analysis.profiling import distinction
from workbench.analysis.stability import VALID
from workbench.figures.what_if import average_gain, kept, mean_gain, points, ranked
from workbench.language.speech import Speech
from workbench.model.codebook import Kind
from workbench.model.evidence import Status
from workbench.model.persona import Claim, Persona
from workbench.report.by_hand import found_by_method
from workbench.simulation.pairs import Comparison
from workbench.walk import Results

TIME_MATTERS = 0.25
"""How far, of a gain, the same without a time limit lies from it where both are told."""


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
    without = results.sensitivity.of("participant") if results.segments.reason == "found" else ()
    moved = sum(bool(one.moved) for one in without)
    if moved and 2 * moved >= len(without):
        told.append(say("unknown_places", x=moved, n=len(without)))
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
    return Finding(text, _coded(claim, claim.size, say), claim.status, f"#c-{claim.id}")


def _coded(claim: Claim, n: int, say: Speech) -> str:
    """Return who coded a claim, and what stands in brackets behind a count of so many people."""
    told = say("sure_reviewed" if claim.reviewed else "sure_machine")
    return f"{told} · {say('sure_interval')}" if n >= SMALLEST_FOR_SHARE else told


def _feeling(results: Results, say: Speech) -> Finding | None:
    hard = [
        (round(felt.mean, 1), -len(felt.people), journey_map, step)
        for journey_map in results.maps
        for step, felt in journey_map.feelings.items()
        if len(felt.people) >= max(2, journey_map.size / 2)
    ]
    if not hard:
        return None
    mean, _, journey_map, step = min(hard, key=lambda moment: moment[:2])
    felt = journey_map.feelings[step]
    name = next(p.identity.name for p in results.personas if p.id == journey_map.persona)
    text = say(
        "finding_feeling" if felt.told else "finding_feeling_inferred",
        which=say("hardest_among" if sum(moment[0] == mean for moment in hard) > 1 else "hardest"),
        name=name,
        step=say.of(results.material.journey.step(step).label),
        value=say.signed(mean),
        x=len(felt.people),
        n=journey_map.size,
    )
    sure = (
        say("sure_feeling_interval", low=say.signed(felt.low), high=say.signed(felt.high or 0.0))
        if (felt.low is not None)
        else say("sure_feeling_few" if len(felt.people) < 3 else "sure_feeling_alike")
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
    return Finding(text, _coded(claim, n, say), claim.status, f"#c-{claim.id}")


def _lever(results: Results, say: Speech) -> Finding | None:
    if not results.what_ifs:
        return None
    journey = results.material.journey
    order = ranked(results.what_ifs, journey)
    labels = {action.id: say.of(action.label) for action in journey.interventions}
    tried = {name: [r for r in results.what_ifs if r.interventions == (name,)] for name in order}
    margin = {name: margin_of(own) for name, own in tried.items()}
    gains = [kept(r).mean for r in tried[order[0]]]
    text = say("finding_lever", action=labels[order[0]], gain=average_gain(results.what_ifs, order[0], say))
    if margin[order[0]] == "loses":
        paying = next(
            (name for name in order if margin[name] == "pays" and mean_gain(results.what_ifs, name) > 0), None
        )
        named = {"action": labels[paying], "gain": average_gain(results.what_ifs, paying, say)} if paying else {}
        text += " " + say("finding_lever_pays" if paying else "finding_lever_none", **named)
    low, high = points(min(gains), say), points(max(gains), say)
    sure = say("sure_paired", low=low, high=high) if low != high else say("sure_same")
    exact = [gain for r in tried[order[0]] if (gain := r.gain("kept").exact) is not None]
    if exact and abs(sum(exact) - sum(gains)) > TIME_MATTERS * abs(sum(gains)):
        sure += say("sure_exact", gain=points(sum(exact) / len(exact), say))
    return Finding(text, sure + say(f"sure_{margin[order[0]]}"), Status.SIMULATED, "#change")
