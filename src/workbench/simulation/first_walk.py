"""First walk: two customers of two steps, so that processes forked afterwards need not load the compiled engine."""

from __future__ import annotations

import numpy as np

from workbench.simulation.controls import controls_of
from workbench.simulation.process import Process
from workbench.simulation.sampler import simulate, total


def load_engine() -> None:
    """Load the compiled engine in all the forms a study walks by; no thread is started."""
    process = Process(
        steps=("looks", "buys"),
        exits=("done",),
        start=np.array([1.0, 0.0]),
        matrix=np.array([[0.0, 0.5, 0.5], [0.0, 0.0, 1.0]]),
        sojourns=(None, None),
        conversion=1,
        horizon=1.0,
        kinds=("completed",),
    )
    total(process, n_journeys=2, seed=0, threads=1)
    simulate(process, n_journeys=2, seed=0, threads=1, controls=controls_of(process))
