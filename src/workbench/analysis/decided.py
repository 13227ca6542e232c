"""Decided: groups a person set in the place of the method's, measured as the method's own are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.analysis.grouping import LEFT_OVER, distances, rarity, silhouettes
from workbench.analysis.segmentation import Segmentation
from workbench.analysis.stability import group_stability


def decided(
    found: Segmentation,
    groups: Sequence[Sequence[str]],
    table: pd.DataFrame,
    *,
    max_segments: int,
    resamples: int,
    seed: int,
) -> Segmentation:
    """Return a person's groups, largest first, with what the method `found`.

    Silhouettes and stability (Hennig, 2007: how much of a group comes back when the method groups subsamples of the
    people) are reckoned as for groups that were found, where there are variables to reckon from. Neither says
    that a person was wrong: they may know what nobody coded.
    """
    table = table.sort_index()
    people = [str(name) for name in table.index]
    own = sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group))
    named = {f"p{number}": group for number, group in enumerate(own, 1)}
    place = {person: number for number, group in enumerate(own) for person in group}
    labels = np.array([place.get(person, LEFT_OVER) for person in people])
    left = tuple(person for person in people if person not in place)
    if table.shape[1] < 2:  # nobody is told apart by one variable
        return Segmentation(named, left, "decided", found=found)
    data = table.to_numpy(dtype=bool)
    weights = rarity(data)
    most = max(min(max_segments, len(people) // 2), len(own), 2)
    rng = np.random.default_rng(np.random.SeedSequence([seed, 2]))
    stability = group_stability(data, labels, most=most, weights=weights, resamples=resamples, rng=rng)
    inside = labels != LEFT_OVER
    widths: dict[str, float] = {}
    if len(own) > 1:
        square = distances(data, weights)[np.ix_(inside, inside)]
        grouped = [person for person, is_in in zip(people, inside, strict=True) if is_in]
        values = silhouettes(square, labels[inside])
        widths = {person: float(value) for person, value in zip(grouped, values, strict=True)}
    return Segmentation(
        named,
        left,
        "decided",
        silhouette=float(np.mean([*widths.values()])) if widths else None,
        silhouettes=widths or None,
        stability={f"p{number}": stability[number - 1] for number in range(1, len(own) + 1)},
        found=found,
    )
