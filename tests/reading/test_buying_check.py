"""Whom a buying group names must exist, and the line that names nobody is told."""

from __future__ import annotations

import shutil

import pytest

from workbench.errors import InputError
from workbench.reading.buying_check import check_buying_group
from workbench.reading.study_folder import find_study, read_material

GROUP = """\
buying_group:
  - {role: decider, personas: [p1]}
  - role: user
    people: [USER]
    personas:
      - p7
  - role: gatekeeper
    people: [janitor]
"""


@pytest.fixture
def folder(tmp_path):
    study = shutil.copytree(find_study("consulting"), tmp_path / "consulting")
    with (study / "study.yml").open("a", encoding="utf-8") as file:
        file.write(GROUP)
    return study


def test_unknown_personas_and_parts_are_told_with_their_lines(folder):
    lines = (folder / "study.yml").read_text("utf-8").splitlines()
    with pytest.raises(InputError) as caught:
        check_buying_group(folder, read_material(str(folder)), ["p1", "p2"])
    told = [(problem.where.rsplit(":", 1)[1], problem.got) for problem in caught.value.problems]
    assert [got for _, got in told] == ["p7", "janitor"]
    assert [got for line, got in told if got in lines[int(line) - 1]] == ["p7", "janitor"]


def test_before_there_are_personas_none_is_missed(folder):
    with pytest.raises(InputError) as caught:
        check_buying_group(folder, read_material(str(folder)), [])
    assert [problem.got for problem in caught.value.problems] == ["janitor"]


def test_a_group_whose_people_all_exist_is_no_problem(folder):
    text = (folder / "study.yml").read_text("utf-8")
    (folder / "study.yml").write_text(text.replace("janitor", "buyer"), "utf-8")
    check_buying_group(folder, read_material(str(folder)), ["p1", "p7"])
