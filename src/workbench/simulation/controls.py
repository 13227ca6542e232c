"""Controls: what a customer's outcome is expected to be from each state, to tell luck from effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.simulation.process import Floats, Process


@dataclass(frozen=True, slots=True)
class Controls:
    """What is expected from each state on.

    `values` is outcomes x states; `once` says of each outcome whether the first conversion settles it.

    A walk adds up how much better each move turned out than it was to be expected: a sum of mean 0
    whatever the values, and near the outcome's own luck where they are right (approximating
    martingale; Henderson & Glynn, 2002).
    """

    values: Floats
    once: NDArray[np.bool_]

    def expected(self, process: Process) -> Floats:
        """Return outcomes x steps: the expectation over the next move."""
        return np.ascontiguousarray(self.values @ process.matrix.T)

    def at_start(self, process: Process) -> Floats:
        """Return the expectation of each outcome at the start."""
        return np.asarray(self.values[:, : len(process.steps)] @ process.start)


def no_controls(process: Process) -> Controls:
    """Return controls of no outcome."""
    return Controls(np.zeros((0, len(process.states))), np.zeros(0, dtype=np.bool_))
