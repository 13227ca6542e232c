"""Returns: the steps customers can come to again."""

from __future__ import annotations

import numpy as np

from workbench.model.journey import Journey


def returned_to(journey: Journey) -> tuple[str, ...]:
    """Return the steps that lie on a loop of moves that can happen, in the order of the journey.

    A step that leads to itself lies on one. With none, the journey is a funnel in the strict sense.
    """
    place = {step.id: i for i, step in enumerate(journey.steps)}
    leads = np.zeros((len(place), len(place)), dtype=bool)
    for arrow in journey.transitions:
        if arrow.p > 0 and arrow.to in place:
            leads[place[arrow.from_], place[arrow.to]] = True
    for middle in range(len(place)):  # Warshall (1962)
        leads |= np.outer(leads[:, middle], leads[middle])
    return tuple(step for step, i in place.items() if leads[i, i])
