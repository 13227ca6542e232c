"""Every example in a docstring runs and gives what it says."""

import doctest
import importlib
from pathlib import Path

import pytest

import workbench

PACKAGE = Path(workbench.__file__).parent
TELLING = sorted(path for path in PACKAGE.rglob("*.py") if "    >>> " in path.read_text("utf-8"))
ENTRIES = {
    "analysis.agreement",
    "analysis.intervals",
    "analysis.saturation",
    "reading.study_folder",
    "report.sections",
    "walk",
    "widgets.explorer.journey_explorer",
}
"""Modules a person in a notebook begins with."""


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def test_what_a_person_begins_with_has_examples():
    assert {_name(path) for path in TELLING} >= ENTRIES


@pytest.mark.parametrize("path", TELLING, ids=_name)
def test_examples_run(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(importlib.import_module(f"workbench.{_name(path)}"))
    assert found.attempted
    assert not found.failed
