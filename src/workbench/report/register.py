"""Register: every number a report rests on that nobody measured, and what the run was made with."""

from __future__ import annotations

import platform
from importlib.metadata import version

from workbench.language.speech import Speech
from workbench.model.claim import claim_register
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.report.file_names import shown_files
from workbench.report.influence import number_name, number_text
from workbench.simulation.parameter import Parameter
from workbench.simulation.parameters import parameters
from workbench.walk import Results

ARROWS = ("transition", "driver")
"""Numbers told by the passage they belong to."""
LIBRARIES = (
    "persona-workbench",
    "pandas",
    "numpy",
    "scipy",
    "pydantic",
    "faker",
    "simplemma",
    "papermill",
    "nbconvert",
)


def registered_claims(results: Results, say: Speech) -> list[tuple[str, str, str]]:
    """Return (what, value, basis) of each number the simulation rests on, those of interventions included."""
    journey = results.material.journey
    names = {step.id: say.of(step.label) for step in journey.steps} | {e.id: say.of(e.label) for e in journey.exits}
    told = []
    for arrow in journey.transitions:
        span = (
            say("from_to", low=say.number(arrow.range[0], 2), high=say.number(arrow.range[1], 2)) if arrow.range else ""
        )
        value = f"{say.number(arrow.p, 2)} ({span})" if span else say.number(arrow.p, 2)
        told.append((f"{names[arrow.from_]} → {names[arrow.to]}", value, _basis(arrow.basis, arrow.source, say)))
    for driver in journey.drivers:
        label = say.of(results.material.codebook[driver.code].label)
        what = f"{label}{say('colon')} {names[driver.from_]} → {names[driver.to]}"
        told.append((what, say("log_odds", value=say.signed(driver.log_odds, 2)), say(f"basis_{driver.basis}")))
    told += [_number(own, say, journey.currency) for own in parameters(journey) if own.kind not in ARROWS]
    for action in journey.interventions:
        for effect in action.effects:
            what = f"{say.of(action.label)}{say('colon')} {names[effect.from_]} → {names[effect.to]}"
            told.append((what, say("log_odds", value=say.signed(effect.log_odds, 2)), say(f"basis_{action.basis}")))
        for number in _others(journey, action):
            what, value, basis = _number(number, say, journey.currency)
            told.append((f"{say.of(action.label)}{say('colon')} {what}", value, basis))
    return told


def _number(number: Parameter, say: Speech, currency: str) -> tuple[str, str, str]:
    """Return what a number is, its value with its range, and what it rests on."""
    value = number_text(number, number.value, say, currency=currency)
    if number.range:
        low, high = (number_text(number, end, say, currency=currency) for end in number.range)
        value = f"{value} ({say('from_to', low=low, high=high)})"
    return number_name(number, say), value, _basis(number.basis, number.source, say)


def used_claims(journey: Journey, say: Speech) -> list[tuple[str, str, str, str, str]]:
    """Return (claim, grade, use, what is known of it, interventions) of each claim a scenario names, in their order."""
    known = claim_register().by_id
    names = dict.fromkeys(name for action in journey.interventions for name in action.claims if name in known)
    return [
        (
            say.of(known[name].claim),
            say(f"grade_{known[name].grade}"),
            say(f"used_as_{known[name].used_as}"),
            say.of(known[name].known),
            say.listed([say.of(action.label) for action in journey.interventions if name in action.claims]),
        )
        for name in names
    ]


def _others(journey: Journey, action: Intervention) -> list[Parameter]:
    """Return the numbers of an intervention beside its effects."""
    own = parameters(journey, action)[len(parameters(journey)) :]
    return [number for number in own if number.kind != "effect"]


def run_facts(results: Results, say: Speech) -> dict[str, list[tuple[str, str]]]:
    """Return parameters, versions and input digests, each as (name, value)."""
    chosen = results.study.public() | {"study": results.material.brief.id}
    parameters = [(name, str(value)) for name, value in chosen.items()]
    libraries = [(name, version(name)) for name in LIBRARIES]
    libraries.append(("Python", ".".join(platform.python_version_tuple()[:2])))
    called = shown_files(results.material, say)
    digests = [(called[name], value[:16]) for name, value in sorted(results.material.digests.items())]
    return {say("parameters"): parameters, say("versions"): libraries, say("inputs"): digests}


def _basis(basis: str, source: str, say: Speech) -> str:
    return f"{say(f'basis_{basis}')} ({source})" if source else say(f"basis_{basis}")
