"""Parameters: values of a run as data, JSON types alone, so that none can become code or a place to write to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import ParameterError
from workbench.study import Study, study_from, workspace

JSON_TYPES = (str, int, float, bool, type(None))


def as_data(values: Mapping[str, Any]) -> Study:
    """Return the checked parameters; ParameterError names what is no plain JSON value, not declared or not allowed.

    The very types count: a numpy number, a path or a tuple is refused, not turned into a text on its way.
    """
    for name, value in values.items():
        if type(name) is not str or not name.isidentifier():
            raise ParameterError(f"a parameter's name is a word such as seed, got {name!r}")
        _require_plain(name, value)
    try:
        plain = json.loads(json.dumps(dict(values), allow_nan=False))
    except ValueError as error:
        raise ParameterError(f"parameters must be finite numbers, texts, true or false: {error}") from error
    return study_from(plain)


def persona_place(study: Study, out: Path) -> Study:
    """Return the parameters unless their persona files would lie outside the project; ParameterError then."""
    asked = (workspace() / study.persona_files).resolve()
    allowed = [folder.resolve() for folder in (workspace(), Path.cwd(), out)]
    if not any(asked.is_relative_to(folder) for folder in allowed):
        raise ParameterError(
            f"parameter persona_files: {study.persona_files!r} leads outside the project; allowed: a folder in "
            f"{workspace().name or 'this folder'} or in the folder of the reports"
        )
    return study


def _require_plain(name: str, value: Any) -> None:
    if type(value) is str:
        _require_text(name, value)
    elif type(value) is list:
        for one in value:
            _require_plain(name, one)
    elif type(value) is dict:
        for key, one in value.items():
            _require_plain(name, key)
            _require_plain(name, one)
            if type(key) is not str:
                raise ParameterError(f"parameter {name}: the keys of a mapping are texts, got {key!r}")
    elif type(value) not in JSON_TYPES:
        kind = type(value).__name__
        raise ParameterError(f"parameter {name}: a plain text, number, true or false is needed, got a {kind}")


def _require_text(name: str, value: str) -> None:
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ParameterError(f"parameter {name}: the text holds what no file can hold, got {value!r}")
