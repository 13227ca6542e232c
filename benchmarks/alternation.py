"""Alternation: rival ways run in turns, so that a busy moment of the machine meets all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def alternate(ways: Mapping[str, Callable[[int], T]], runs: int, *, title: str) -> dict[str, list[T]]:
    """Return what each way gave in each run; a way is told the number of the run.

    Every other run goes through the ways backwards: going first is nobody's advantage.
    """
    found: dict[str, list[T]] = {name: [] for name in ways}
    with tqdm(total=runs * len(ways), desc=title, unit="run", leave=False, disable=None) as bar:
        for run in range(runs):
            for name in tuple(ways)[:: -1 if run % 2 else 1]:
                bar.set_postfix_str(name)
                gc.collect()
                found[name].append(ways[name](run))
                bar.update()
    return found
