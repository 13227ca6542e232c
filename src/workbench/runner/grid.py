"""Grid: one run for each combination of values, and a readable name for each."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.errors import ParameterError
from workbench.study import parse_parameter

STUDY_KEYS = ("study", "sector")
"""Both name the study; a sample is called for its sector."""
TOLD_BY_VALUE = ("language", "sharing")
LONGEST = 60


def parse_grid(words: Iterable[str]) -> dict[str, list[Any]]:
    """Turn `name=value,value...` into values by name; a text with a comma is written as JSON: study=["a,b"]."""
    grid: dict[str, list[Any]] = {}
    for word in words:
        name, separator, given = word.partition("=")
        key = "study" if name in STUDY_KEYS else name
        if not separator or not key.isidentifier():
            raise ParameterError(f"a grid is written name=value,value, got {word!r}")
        if key == "persona_files":
            raise ParameterError("persona_files cannot be in a grid: each of its runs has persona files of its own")
        if key in grid:
            raise ParameterError(f"{key} is in the grid twice")
        values = (
            _listed(given) if given.startswith("[") else [parse_parameter(f"{key}={v}")[1] for v in given.split(",")]
        )
        twice = [value for i, value in enumerate(values) if value in values[:i]]
        if twice or not values:
            raise ParameterError(f"grid {key}: each value once, got {given!r}")
        grid[key] = values
    return grid


def combinations(grid: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Return one mapping a run, the last name changing fastest; one empty mapping for no grid."""
    return [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]


def folder_name(study_id: str, point: Mapping[str, Any]) -> str:
    """Return what a run's folder is called: `travel` alone, `travel-fr-seed2` at a point of a grid."""
    parts = [_part(name, value) for name, value in point.items() if name != "study"]
    name = "-".join([study_id, *parts])
    if len(name) <= LONGEST + len(study_id):
        return name
    return f"{name[: LONGEST + len(study_id)]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _part(name: str, value: Any) -> str:
    text = str(value).lower()
    if name in TOLD_BY_VALUE:
        return text or "spoken"
    plain = re.sub(r"[^a-z0-9_]+", "_", text).strip("_")
    if plain != text.replace("-", "_"):
        plain = f"{plain}_{hashlib.sha256(text.encode()).hexdigest()[:6]}".strip("_")
    return f"{name}{plain}" if value != "" else f"{name}none"


def _listed(text: str) -> list[Any]:
    try:
        values = json.loads(text)
    except ValueError as error:
        raise ParameterError(f"a list of values is written as JSON, got {text!r}") from error
    return list(values)
