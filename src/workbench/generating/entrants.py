"""Entrants: synthetic customers as the journey's simulation takes them, each walking by the codes drawn for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import WorkbenchError
from workbench.model.journey import Journey
from workbench.simulation.process import Process, persona_effects, process_of, shifted


@dataclass(frozen=True, slots=True)
class Entrants:
    """Customers who hold the same driving codes, by their numbers, and the journey as they walk it."""

    codes: tuple[str, ...]
    customers: NDArray[np.int64]
    process: Process


def driving_codes(customers: pd.DataFrame, journey: Journey) -> pd.DataFrame:
    """Return customers x driving codes, true where held; WorkbenchError where a driving code was not drawn."""
    codes = sorted({driver.code for driver in journey.drivers})
    missing = [code for code in codes if f"code_{code}" not in customers.columns]
    if missing:
        raise WorkbenchError(f"customers have no {', '.join(missing)}: make their segment with the study's codings")
    own = customers[[f"code_{code}" for code in codes]].set_axis(codes, axis=1)
    return own.set_axis(customers["customer"], axis=0).astype(np.bool_)


def entrants(customers: pd.DataFrame, journey: Journey, pooled: Mapping[str, float]) -> tuple[Entrants, ...]:
    """Return groups of customers who walk alike, the most alike in number first.

    `pooled` is everybody's share of each driving code: a customer's own 1 or 0 less that share scales each
    driver, as a persona's share does. Shifts are on the log-odds scale, so the mean of such customers is near
    the persona's walk and not equal to it.
    """
    held = driving_codes(customers, journey)
    plain = process_of(journey)
    groups = []
    for own in _alike(held):
        shares = {str(code): float(share) for code, share in own.iloc[0].items()}
        process = shifted(plain, persona_effects(journey, shares, pooled))
        codes = tuple(code for code, share in shares.items() if share)
        groups.append(Entrants(codes, own.index.to_numpy(dtype=np.int64), process))
    return tuple(sorted(groups, key=lambda group: (-len(group.customers), group.codes)))


def _alike(held: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of customers who hold the same codes; without codes, all of them."""
    if held.empty or not len(held.columns):
        return [held] if len(held) else []
    return [own for _, own in held.groupby(list(held.columns))]
