"""Crowd: the same customers, walked once as things are and again with each change that is tried on them."""

from __future__ import annotations

from workbench.simulation.controls import controls_of
from workbench.simulation.process import Process
from workbench.simulation.sampler import simulate
from workbench.simulation.walks import Walks


class Crowd:
    """So many customers of one process and seed; `walks` is what became of them without any change.

    With `luck` noted, what a change gains can be told from how lucky each customer was (`controls`). Every
    change is walked on the same memory, since memory new to a process costs as much as the walk.
    """

    def __init__(self, process: Process, *, n_journeys: int, seed: int, luck: bool = True) -> None:
        self.process, self.n_journeys, self.luck = process, n_journeys, luck
        self._changed: Walks | None = None
        self.walks = self._walked(process, seed)
        self.seed = seed

    def meet(self, seed: int) -> None:
        """Become as many other customers, on the memory of those before them."""
        self.walks = self._walked(self.process, seed, used=self.walks)
        self.seed = seed

    def changed(self, process: Process) -> Walks:
        """Return what becomes of them in a changed process; valid until the next change is tried."""
        self._changed = self._walked(process, self.seed, used=self._changed)
        return self._changed

    def _walked(self, process: Process, seed: int, used: Walks | None = None) -> Walks:
        controls = controls_of(process) if self.luck else None
        return simulate(process, n_journeys=self.n_journeys, seed=seed, controls=controls, used=used)
