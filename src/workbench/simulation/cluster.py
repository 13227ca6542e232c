"""Cluster: customers spread over the workers of a Dask scheduler, with the results of one machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from workbench.simulation.dask_client import connected
from workbench.simulation.process import Process
from workbench.simulation.sampler import Engine, checked, total
from workbench.simulation.totals import BLOCK, Totals

PART = 256 * BLOCK
"""Customers a task; a worker that dies costs as many, and they are walked again elsewhere."""
RETRIES = 3
T = TypeVar("T")


def total_on(
    address: str, process: Process, *, n_journeys: int, seed: int, engine: Engine = "compiled", part: int = PART
) -> Totals:
    """Return what `sampler.total` returns, byte for byte, from customers walked by a scheduler's workers.

    Parts are functions of (process, seed, customers): one that is walked twice, because a worker
    died, counts once. WorkbenchError where Dask is not installed or nobody answers at `address`.
    """
    checked(n_journeys)
    size = max(1, -(-part // BLOCK)) * BLOCK
    tasks = [(first, min(first + size, n_journeys)) for first in range(0, n_journeys, size)]

    def run(span: tuple[int, int]) -> Totals:
        return total(process, n_journeys=span[1], first=span[0], seed=seed, engine=engine, threads=1)

    first, *later = _spread(address, run, tasks)
    return first.followed_by(later)


def _spread(address: str, run: Callable[[Any], T], tasks: list[Any]) -> list[T]:
    with connected(address) as client:
        futures = client.map(run, tasks, pure=False, retries=RETRIES)
        return list(client.gather(futures))
