"""Arrivals: customers brought by customers, generation by generation, each walked like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from workbench.errors import WorkbenchError
from workbench.simulation.luck import GOLDEN, mixed
from workbench.simulation.process import Process
from workbench.simulation.sampler import MOST_CUSTOMERS, total
from workbench.simulation.totals import Totals

MOST_GENERATIONS = 50


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Totals of each generation, the first of those who come by themselves.

    `ended` is false where the last generation still brought somebody who is not walked any more.
    """

    generations: tuple[Totals, ...]
    ended: bool

    @property
    def customers(self) -> int:
        """Everybody walked, of all generations."""
        return sum(totals.n for totals in self.generations)

    @property
    def growth(self) -> float:
        """Customers in all for one who comes by themselves: 1 / (1 - K) on average, where K is below 1."""
        return self.customers / self.generations[0].n


def arrivals(process: Process, entry: str, *, n_journeys: int, seed: int, most: int = MOST_GENERATIONS) -> Arrivals:
    """Walk customers, then those they brought from `entry` on, until nobody brings anybody (Watson & Galton, 1875).

    The luck of a generation is its own. WorkbenchError where `entry` is no step, or where more come
    than can be walked, as they do when each brings one or more.
    """
    if entry not in process.steps:
        raise WorkbenchError(f"customers brought along would start at {entry}; steps are {', '.join(process.steps)}")
    found = [total(process, n_journeys=n_journeys, seed=seed)]
    begun = replace(process, start=np.eye(len(process.steps))[process.steps.index(entry)])
    while (brought := _brought(found[-1])) and len(found) < most:
        if sum(totals.n for totals in found) + brought >= MOST_CUSTOMERS:
            raise WorkbenchError(
                f"generation {len(found) + 1} would bring {brought:,} customers: each brings about one or more, "
                "so the number never ends growing; lower the invitations or their conversion"
            )
        found.append(total(begun, n_journeys=brought, seed=generation_seed(seed, len(found))))
    return Arrivals(tuple(found), ended=not brought)


def generation_seed(seed: int, generation: int) -> int:
    """Return the seed of a generation, the first being 0 with the seed itself."""
    if not generation:
        return seed
    with np.errstate(over="ignore"):
        bits = np.array([seed], dtype=np.uint64) ^ (np.uint64(generation) * GOLDEN)
        return int(mixed(bits)[0] >> np.uint64(1))


def _brought(totals: Totals) -> int:
    mean, _ = totals.mean("referrals")
    return round(mean * totals.n)
