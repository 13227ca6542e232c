"""Opening: hours in which somebody answers, and the share of customers who come within them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from pydantic import Field

from workbench.model.label import Value

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Day, ...] = get_args(Day)
WORKDAYS: tuple[Day, ...] = WEEK[:5]
WEEKEND: tuple[Day, ...] = WEEK[5:]
MINUTES = 7 * 24 * 60
HOURS = 7 * 24


class Opening(Value):
    """Hours of the day, 0 to 24, on some days; one that closes earlier than it opens goes on past midnight."""

    days: tuple[Day, ...] = Field(min_length=1)
    opens: float = Field(ge=0, le=24)
    closes: float = Field(ge=0, le=24)


OFFICE = (Opening(days=WORKDAYS, opens=9, closes=18),)
EVENINGS = (*OFFICE, Opening(days=WORKDAYS, opens=18, closes=22), Opening(days=WEEKEND, opens=10, closes=22))
ALWAYS = (Opening(days=WEEK, opens=0, closes=24),)


def availability(openings: Iterable[Opening], arrivals: Sequence[float] | None = None) -> float:
    """Return the share of arrivals that fall within opening hours, 0 to 1.

    `arrivals` are counts for each of the 168 hours of a week from Monday midnight; without them arrivals
    are taken to be spread evenly. Hours that are opened twice count once. ValueError for other lengths.
    """
    weights = [1.0] * HOURS if arrivals is None else [float(count) for count in arrivals]
    if len(weights) != HOURS or min(weights) < 0 or not sum(weights):
        raise ValueError(f"arrivals need {HOURS} counts, one an hour of the week, and one that is not 0")
    open_ = set[int]()
    for opening in openings:
        for day in opening.days:
            begin = round((WEEK.index(day) * 24 + opening.opens) * 60)
            lasts = opening.closes - opening.opens
            end = begin + round((lasts if lasts > 0 else lasts + 24) * 60)
            open_.update(minute % MINUTES for minute in range(begin, end))
    within = [0] * HOURS
    for minute in open_:
        within[minute // 60] += 1
    return sum(weight * minutes / 60 for weight, minutes in zip(weights, within, strict=True)) / sum(weights)
