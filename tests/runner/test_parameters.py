"""Parameters are data: plain JSON values of the declared types, or an error that names them (S3)."""

from __future__ import annotations

import datetime
import decimal
import json
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papermill.translators import PythonTranslator
from ruamel.yaml import YAML

from runner.tiny.tally import note
from workbench.errors import ParameterError
from workbench.runner.grid import parse_grid
from workbench.runner.parameters import as_data, persona_place
from workbench.study import Study


class Sly(str):
    """A text that is more than one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "__import__('os').abort()"


def _omap():
    return YAML(typ="safe").load("x: !!omap [a: 1]")["x"]


def _binary():
    return YAML(typ="safe").load("x: !!binary aGk=")["x"]


NO_DATA = {
    "omap": ("study", _omap()),
    "binary": ("study", _binary()),
    "ordered": ("study", OrderedDict(a=1)),
    "bytes": ("study", b"travel"),
    "path": ("study", Path("travel")),
    "tuple": ("study", ("travel",)),
    "set": ("study", {"travel"}),
    "sly text": ("study", Sly("travel")),
    "date": ("as_of", datetime.date(2026, 1, 1)),
    "decimal": ("seed", decimal.Decimal(1)),
    "numpy integer": ("seed", np.int64(5)),
    "numpy boolean": ("seed", np.bool_(False)),
    "numpy float": ("seed", np.float64(1)),
    "numpy text": ("study", np.str_("travel")),
    "array": ("seed", np.arange(2)),
    "nan": ("seed", float("nan")),
    "infinity": ("seed", float("inf")),
    "true for a number": ("seed", True),
    "a number for a text": ("study", 1),
    "a text for a number": ("seed", "1"),
    "a list": ("study", ["travel"]),
    "a mapping": ("study", {"a": 1}),
    "keys that are no texts": ("study", {1: 1}),
    "an object": ("study", object()),
    "code": ("study", compile("1", "x", "eval")),
    "a lone surrogate": ("study", "\ud800"),
    "a null": ("study", "a\0b"),
    "nothing": ("study", None),
}
NAMES = ["x=1;import os;os.abort()", "__class__", "seed\n", "seed ", "import", "Study", "", "seed=1", 1, None, "ſeed"]


@pytest.mark.parametrize("case", NO_DATA)
def test_what_is_no_plain_value_is_refused_by_name(case):
    name, value = NO_DATA[case]
    with pytest.raises(ParameterError, match=name if case not in {"nan", "infinity"} else "finite"):
        as_data({name: value})


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_declared_is_refused(name):
    with pytest.raises(ParameterError):
        as_data({name: 1})


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ANY = st.dictionaries(st.sampled_from(list(Study.model_fields)) | st.text(max_size=5), PLAIN, max_size=3)
RIGHT = st.fixed_dictionaries(
    {
        "study": st.text(min_size=1),
        "seed": st.integers(0, 2**63 - 1),
        "language": st.sampled_from(["", "fr", "en"]),
        "persona_files": st.text(min_size=1),
    }
)


def _is_data(values) -> bool:
    """Return False where values were taken that are other ones now, or that the notebook's cell would not give back."""
    try:
        study = as_data(values)
    except ParameterError:
        return True
    plain = study.model_dump(mode="json")
    same = all(type(plain[name]) is type(value) and plain[name] == value for name, value in values.items())
    given_to_a_notebook: dict[str, object] = {}
    exec(PythonTranslator.codify(plain), given_to_a_notebook)  # noqa: S102 what papermill writes into a notebook
    return same and all(given_to_a_notebook[name] == value for name, value in plain.items())


@given(values=ANY | RIGHT)
def test_values_arrive_as_they_are_or_not_at_all(values):
    assert _is_data(values)


@pytest.mark.soak
def test_twenty_thousand_sets_of_values_arrive_as_they_are_or_not_at_all():
    wrong, tried = 0, 0

    @settings(max_examples=20_000)
    @given(values=ANY | RIGHT)
    def try_one(values):
        nonlocal wrong, tried
        tried += 1
        wrong += not _is_data(values)

    try_one()
    refused = len(NO_DATA) + len(NAMES)
    note(
        "S3",
        "Parameters are data: no value becomes code or another type",
        measured=wrong,
        of=tried + refused,
        anchor=f"papermill: 0 for JSON types, 6 routes break out; {refused} named cases are refused here",
    )
    assert wrong == 0


@pytest.mark.parametrize("folder", ["..", "../personas", "/etc", "a/../../b", "/tmp/elsewhere"])  # noqa: S108
def test_persona_files_stay_in_the_project(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ParameterError, match="outside the project"):
        persona_place(Study(persona_files=folder), tmp_path / "reports")


def test_persona_files_do_not_leave_through_a_link(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "personas").symlink_to("/etc")
    with pytest.raises(ParameterError, match="outside the project"):
        persona_place(Study(), tmp_path / "reports")


@pytest.mark.parametrize(
    "word", ["seed", "=1", "seed=1,1", "seed=", "persona_files=a,b", "seed=[1,", "seed=1.5", "a b=1"]
)
def test_a_grid_that_is_none_is_refused(word):
    with pytest.raises(ParameterError):
        parse_grid([word])


def test_a_grid_takes_values_of_the_declared_types():
    grid = parse_grid(["language=fr,en", "seed=1,2", 'study=["a,b", "c"]'])
    assert grid == {"language": ["fr", "en"], "seed": [1, 2], "study": ["a,b", "c"]}
    assert json.loads(json.dumps(grid)) == grid
