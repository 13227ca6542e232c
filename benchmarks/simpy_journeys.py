"""SimPy journeys: the same journey with one SimPy process a customer and the random module's draws."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Generator
from itertools import accumulate
from random import Random

import simpy

from workbench.model.duration import Sojourn
from workbench.simulation.laws import lognormal_parameters, scale
from workbench.simulation.process import Process


class SimpyJourneys:
    """Customers who walk a process side by side; `events` counts visits, `converted` who ever converted."""

    def __init__(self, process: Process, seed: int) -> None:
        self.process = process
        self.events = 0
        self.converted: set[int] = set()
        self._random = Random(seed)
        self._entry = _thresholds(process.start.tolist())
        self._next = [_thresholds(row) for row in process.matrix.tolist()]
        self._stay = [_duration(law, self._random) for law in process.sojourns]

    def walk(self, n_journeys: int, *, at_once: int) -> None:
        """Walk customers 0 to `n_journeys` - 1 until they leave or the horizon ends, so many in one world."""
        for first in range(0, n_journeys, at_once):
            world = simpy.Environment()
            for number in range(first, min(first + at_once, n_journeys)):
                world.process(self._customer(world, number))
            world.run(until=self.process.horizon)

    def _customer(self, world: simpy.Environment, number: int) -> Generator[simpy.Timeout, None, None]:
        draw, stay, steps = self._random.random, self._stay, len(self.process.steps)
        state = bisect_right(self._entry, draw())
        while state < steps:
            self.events += 1
            if state == self.process.conversion:
                self.converted.add(number)
            yield world.timeout(stay[state]())
            state = bisect_right(self._next[state], draw())


def _thresholds(shares: list[float]) -> list[float]:
    return [*list(accumulate(shares))[:-1], float("inf")]


def _duration(law: Sojourn | None, random: Random) -> Callable[[], float]:
    if law is None:
        return lambda: 0.0
    days = scale(law)
    if law.distribution == "exponential":
        rate = 1.0 / (law.mean * days)
        return lambda: random.expovariate(rate)
    if law.distribution == "lognormal":
        mu, sigma = lognormal_parameters(law.mean * days, law.cv)
        return lambda: random.lognormvariate(mu, sigma)
    raise ValueError(f"{law.distribution} sojourns are not compared")
