"""The parameters of a run are declared once and checked once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.errors import ParameterError
from workbench.study import Study, parse_parameter, study_from, workspace

DECLARED = tuple(Study.model_fields)
NUMBERS = tuple(name for name, field in Study.model_fields.items() if field.annotation is int)
TEXTS = tuple(name for name in DECLARED if name not in NUMBERS)
RANGES = {
    "seed": (0, 2**63 - 1),
    "n_journeys": (100, 5_000_000),
    "max_segments": (1, 12),
    "resamples": (20, 2_000),
    "k_team": (2, 50),
    "k_shared": (2, 50),
}
identifiers = st.from_regex(r"[a-z_][a-z0-9_]{0,12}", fullmatch=True)


def test_without_any_parameter_the_defaults_hold():
    assert study_from({}) == Study()


def test_every_parameter_has_a_default_and_says_what_it_is():
    assert all(not field.is_required() and field.description for field in Study.model_fields.values())


def test_a_study_cannot_be_changed():
    with pytest.raises(ValidationError):
        Study().seed = 2


@settings(deadline=None)
@given(st.sets(identifiers.filter(lambda name: name not in DECLARED), min_size=1, max_size=3))
def test_every_parameter_that_is_not_declared_is_refused_by_its_name(names):
    with pytest.raises(ParameterError) as caught:
        study_from(dict.fromkeys(names, 1))
    assert all(name in str(caught.value) for name in names | set(DECLARED))


@settings(deadline=None)
@given(st.data())
def test_a_whole_number_is_taken_within_its_range_and_refused_outside(data):
    name = data.draw(st.sampled_from(NUMBERS))
    low, high = RANGES[name]
    number = data.draw(
        st.integers(low, high) | st.integers(-5, 2**64) | st.sampled_from([low, low - 1, high, high + 1])
    )
    parsed = dict([parse_parameter(f"{name}={number}")])
    assert parsed == {name: number}
    if low <= number <= high:
        assert getattr(study_from(parsed), name) == number
    else:
        with pytest.raises(ParameterError, match=f"parameter {name}: .*got {number}"):
            study_from(parsed)


def test_the_ranges_of_this_test_are_all_the_numbers():
    assert set(RANGES) == set(NUMBERS)


@settings(deadline=None)
@given(st.sampled_from(TEXTS), st.text())
def test_a_text_stays_the_text_it_was(name, text):
    assert parse_parameter(f"{name}={text}") == (name, text)


@settings(deadline=None)
@given(st.text().filter(lambda text: not text.partition("=")[0].isidentifier() or "=" not in text))
def test_what_is_not_written_name_equals_value_is_refused(text):
    with pytest.raises(ParameterError, match="name=value"):
        parse_parameter(text)


def test_a_parameter_that_is_not_declared_is_refused_after_it_is_parsed():
    with pytest.raises(ParameterError, match="unknown parameter sede; known are study,"):
        study_from(dict([parse_parameter("sede=1")]))


@pytest.mark.parametrize("value", ["007", "", "seven", "0x10", "1_000", "NaN", "null", "[1]", "{}", "1 2", "9" * 5000])
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(ParameterError, match="parameter seed: a whole number is needed"):
        parse_parameter(f"seed={value}")


@pytest.mark.parametrize("value", ["1.5", "true", '"7"', "Infinity", "1e400"])
def test_what_only_looks_like_a_whole_number_is_refused(value):
    with pytest.raises(ParameterError, match="parameter seed: a whole number is needed"):
        parse_parameter(f"seed={value}")


def test_a_text_of_digits_stays_a_text():
    assert study_from(dict([parse_parameter("study=007")])).study == "007"


@pytest.mark.parametrize(
    "values",
    [
        {"seed": True},
        {"seed": 1.0},
        {"seed": "1"},
        {"language": "de"},
        {"language": None},
        {"study": ""},
        {"study": Path("travel")},
        {"persona_files": ""},
        {"n_journeys": 99},
        {"sharing": "all"},
        {"as_of": "2026-13-01"},
        {"as_of": "tomorrow"},
    ],
    ids=str,
)
def test_a_value_of_another_type_or_out_of_range_is_refused_by_name(values):
    (name,) = values
    with pytest.raises(ParameterError, match=f"parameter {name}: .*got "):
        study_from(values)


def test_all_values_that_are_not_allowed_are_named_at_once():
    with pytest.raises(ParameterError) as caught:
        study_from({"seed": -1, "language": "de", "resamples": 1})
    assert [name for name in DECLARED if f"parameter {name}:" in str(caught.value)] == ["language", "seed", "resamples"]


def test_the_workspace_is_the_folder_that_holds_the_notebooks(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "2_personas.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path / "notebooks")
    assert workspace() == tmp_path
    assert Study(persona_files="kept").persona_folder("tiny") == tmp_path / "kept" / "tiny"


def test_where_there_are_no_notebooks_the_workspace_is_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert workspace() == tmp_path


def test_persona_files_may_lie_anywhere(tmp_path):
    assert Study(persona_files=str(tmp_path)).persona_folder("tiny") == tmp_path / "tiny"
