"""Groups that a person decided are read with every fault told by its line, and written so that they read the same."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from workbench.errors import InputError
from workbench.model.decided_groups import DecidedGroups
from workbench.reading.groups_file import FILE, groups_text, read_groups
from workbench.reading.study_folder import find_study, read_brief, read_material
from workbench.reading.study_inputs import input_files

PEOPLE = ("P-1111", "P-2222", "P-3333", "P-4444")
HEAD = "date: 2026-05-04\nby: Ada\nwhy: they book alike\ngroups:\n"


def written(folder, *lines: str):
    path = folder / FILE
    path.write_text(HEAD + "".join(f"  - {line}\n" for line in lines), "utf-8")
    return path


def test_without_a_file_nobody_decided(tmp_path):
    assert read_groups(tmp_path / FILE, PEOPLE) is None


def test_a_decision_tells_who_when_why_and_the_groups(tmp_path):
    found = read_groups(written(tmp_path, "[P-1111, P-2222]"), PEOPLE)
    assert found == DecidedGroups(
        date=date(2026, 5, 4), by="Ada", why="they book alike", groups=(("P-1111", "P-2222"),)
    )


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        (("[P-1111, P-2222]", "[P-3333, P-9999]"), 6, "no such participant"),
        (("[P-1111, P-2222]", "[P-3333, P-1111]"), 6, "two places"),
        (("[P-1111, P-1111]",), 5, "two places"),
        (("[P-1111, P-2222]", "[P-3333]"), 6, "at least 2"),
    ],
)
def test_unknown_doubled_and_lonely_participants_are_told_with_their_line(tmp_path, lines, place, said):
    path = written(tmp_path, *lines)
    with pytest.raises(InputError) as caught:
        read_groups(path, PEOPLE)
    assert [problem.where for problem in caught.value.problems] == [f"{path}:{place}"]
    assert said in str(caught.value)


def test_no_reason_and_no_name_are_no_decision(tmp_path):
    path = tmp_path / FILE
    path.write_text("date: 2026-05-04\nby: ''\ngroups: []\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_groups(path, PEOPLE)
    assert {problem.what.split(":")[0] for problem in caught.value.problems} == {"by", "why", "groups"}


def test_what_is_written_reads_the_same_and_keeps_comments(tmp_path):
    decided = DecidedGroups(date=date(2026, 1, 2), by="A: B", why="# no 'reason'", groups=(PEOPLE[:2], PEOPLE[2:]))
    path = tmp_path / FILE
    path.write_text(groups_text(decided).replace("groups:", "# ask Cy first\ngroups:"), "utf-8")
    assert read_groups(path, PEOPLE) == decided
    assert "# ask Cy first\ngroups:" in groups_text(decided, path.read_text("utf-8"))
    assert groups_text(decided, groups_text(decided)) == groups_text(decided)


def test_a_decision_is_an_input_of_every_run(tmp_path):
    folder = shutil.copytree(find_study("travel"), tmp_path / "trip")
    people = [person.pseudonym for person in read_material(str(folder)).participants]
    path = written(folder, f"[{people[0]}, {people[1]}]")
    material = read_material(str(folder))
    assert path in input_files(folder, read_brief(folder))
    assert FILE in material.digests
    assert material.decided.groups == ((people[0], people[1]),)
    assert material.without(people[0]).decided is None
    written(folder, "[P-XXXX, P-YYYY]")
    with pytest.raises(InputError, match=r"groups\.yml:5"):
        read_material(str(folder))
