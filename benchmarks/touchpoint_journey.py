"""Touchpoint journey: the made-up journey as a journey's file would describe it, with a change to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.touchpoints import BOUGHT, KINDS, PRICE
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.model.stage_names import CANONICAL
from workbench.simulation.process import Process

LABEL = {"en": "made up", "fr": "inventé"}
SURER = {"from": f"t{BOUGHT - 1:02}", "to": f"t{BOUGHT:02}", "log_odds": 0.5, "range": (0.2, 0.8)}


def touchpoint_journey(process: Process) -> Journey:
    """Return the description of a process, as far as a what-if asks for it."""
    names = dict(zip((name for name, _ in process.stages), CANONICAL, strict=True))
    stage_of = {place: name for name, places in process.stages for place in places}
    told: dict[str, Any] = dict.fromkeys(("title", "persona_goal", "scenario", "expectations"), LABEL)
    told |= {
        "id": "touchpoints",
        "market": "b2c",
        "illustrative": True,
        "source": {"document": "made up"},
        "stages": [{"id": name, "canonical": canonical, "label": LABEL} for name, canonical in names.items()],
        "steps": [
            {"id": step, "stage": stage_of[place], "label": LABEL, "basis": "assumed"}
            for place, step in enumerate(process.steps)
        ],
        "start": [{"step": process.steps[i], "p": p} for i, p in enumerate(process.start) if p],
        "exits": [{"id": name, "kind": kind, "label": LABEL} for name, kind in zip(process.exits, KINDS, strict=True)],
        "conversion": process.steps[process.conversion],
        "transitions": _transitions(process),
        "horizon": {"value": process.horizon, "unit": "days"},
        "version": "1",
        "valid_from": date(2025, 1, 1),
    }
    return Journey.model_validate(told)


def surer_purchase() -> Intervention:
    """Return a change that makes the purchase likelier, at a price for each who comes to it."""
    amount = {"value": PRICE / 100, "basis": "assumed", "range": (1.0, 4.0)}
    told = {"id": "surer", "label": LABEL, "why": LABEL, "effects": [SURER], "costs": {"per_exposed": amount}}
    return Intervention.model_validate(told)


def _transitions(process: Process) -> list[dict[str, Any]]:
    return [
        {"from": source, "to": target, "p": p}
        for source, row in zip(process.steps, process.matrix.tolist(), strict=True)
        for target, p in zip(process.states, row, strict=True)
        if p
    ]
