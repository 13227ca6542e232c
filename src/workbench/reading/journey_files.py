"""Journey file: a journey found by a sector's name, a study's folder or a path."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.journey import Journey, Market
from workbench.model.preset import Cost, with_preset
from workbench.reading.study_folder import read_journey, samples_folder
from workbench.study import workspace

SECTORS = ("startup", "consulting", "agency", "travel", "retail", "travel_agency", "bank")
FILE = "journey.yml"


def sectors() -> tuple[str, ...]:
    """Return the names of the sectors whose journey comes with the workbench; the first four have a study too."""
    return SECTORS


def find_journey(name: str) -> Path:
    """Return the file of a journey: a folder that holds journey.yml, a YAML file, or a sector's, in this order.

    InputError lists what is known.
    """
    for place in (Path(name), workspace() / name):
        if (place / FILE).is_file():
            return place / FILE
        if place.is_file() and place.suffix in (".yml", ".yaml"):
            return place
    if name in SECTORS:
        return _of_sector(name)
    raise InputError(
        [
            Problem(
                name,
                "no journey here",
                allowed=f"a folder with {FILE}, a file in YAML, or one of {', '.join(SECTORS)}",
            )
        ]
    )


def sector_journey(name: str) -> Journey:
    """Return the checked journey of a sector; InputError for one there is not."""
    if name not in SECTORS:
        raise InputError([Problem(name, "there is no journey of this sector", allowed=", ".join(SECTORS))])
    return read_journey(_of_sector(name))


def preset_journey(market: Market, *, cost: Cost = "high") -> Journey:
    """Return the generic journey of a market, b2c or b2b, with the times usual at a price level; all is assumed.

    Both have the same stages, so that they can be set side by side.
    """
    if market not in ("b2c", "b2b"):
        raise InputError([Problem(market, "there is no generic journey of this market", allowed="b2c, b2b")])
    path = samples_folder() / "presets" / f"{market}.yml"
    return with_preset(read_journey(path), market=market, cost=cost)


def _of_sector(name: str) -> Path:
    return samples_folder() / name / FILE
