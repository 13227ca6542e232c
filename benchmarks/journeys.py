"""Journeys: how the simulation does beside SimPy, Mesa and NumPy on the same model, and what it takes alone."""

from __future__ import annotations

from benchmarks import event_writing, first_call, journey_answers, journey_memory, journey_speed
from benchmarks.journey_sizes import sizes
from benchmarks.measurement import Measurement


def measure(runs: int) -> list[Measurement]:
    """Measure all of it; a single run walks fewer customers and is only a first look."""
    own = sizes(runs)
    return [
        *journey_speed.measure(runs, own),
        *journey_answers.measure(runs, own),
        *event_writing.measure(runs, own),
        *journey_memory.measure(own),
        *first_call.measure(runs),
    ]
