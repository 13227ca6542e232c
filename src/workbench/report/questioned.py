"""Questioned: which assumption a persona's results depend on most, in words and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.figures.drawing import Figure
from workbench.language.speech import Speech
from workbench.model.label import Label
from workbench.model.persona import Persona
from workbench.report.influence import basis_sentence, influence_sentence, still_sentence
from workbench.report.influence_chart import influence_chart
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.influence import Morris, Tornado, morris
from workbench.walk import QUESTIONED, Results


@dataclass(frozen=True, slots=True)
class Questioned:
    """What a persona's results depend on most: a sentence for each measure of QUESTIONED, the first as a picture."""

    persona: Persona
    sentences: tuple[str, ...]
    figure: Figure


def questioned(results: Results, say: Speech) -> tuple[Questioned, ...]:
    """Return the answer for each persona."""
    return tuple(
        Questioned(
            own, tuple(_sentence(results, own, measure, say) for measure in QUESTIONED), _figure(results, own, say)
        )
        for own in results.personas
    )


def screened(results: Results, persona: Persona, say: Speech) -> Figure:
    """Return how much the strongest assumptions move customers kept, whatever the others are (Morris, 1991)."""
    found = morris(results.cases[persona.id], QUESTIONED[0], seed=results.study.seed)
    return _chart(results, persona, found, say)


def matters_most(results: Results, say: Speech) -> str:
    """Return the one assumption that moves the customers kept of any persona most, as a sentence; empty without one."""
    widths = {own.id: _width(results.influence[own.id, Measure.KEPT]) for own in results.personas}
    if not any(widths.values()):
        return ""
    persona = max(results.personas, key=lambda own: widths[own.id])
    told = influence_sentence(results.cases[persona.id], Measure.KEPT, say, codes=_labels(results))
    return say("matters_persona", name=persona.identity.name, told=told[:1].lower() + told[1:])


def left_alone(results: Results, say: Speech) -> str:
    """Return how many numbers have no range and were not questioned, as a sentence; empty where all were."""
    return still_sentence(max((found.still for found in results.influence.values()), default=0), say)


def _sentence(results: Results, persona: Persona, measure: Measure, say: Speech) -> str:
    told = influence_sentence(results.cases[persona.id], measure, say, codes=_labels(results))
    found = results.influence[persona.id, measure]
    if not _width(found):
        return told
    return f"{told} {basis_sentence(found.swings[0], say, currency=results.material.journey.currency)}"


def _figure(results: Results, persona: Persona, say: Speech) -> Figure:
    return _chart(results, persona, results.influence[persona.id, QUESTIONED[0]], say)


def _chart(results: Results, persona: Persona, found: Tornado | Morris, say: Speech) -> Figure:
    outcome = say("matters_outcome", name=persona.identity.name, measure=say(f"influence_on_{found.measure}"))
    currency = results.material.journey.currency
    return influence_chart(found, say, currency=currency, outcome=outcome, codes=_labels(results))


def _width(found: Tornado) -> float:
    return found.swings[0].width if found.swings else 0.0


def _labels(results: Results) -> Mapping[str, Label]:
    return {code.id: code.label for code in results.material.codebook.codes}
