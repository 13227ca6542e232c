"""Suggestions of a half-coded study, decided on in the file as a researcher would, and what comes of it."""

from __future__ import annotations

import csv
import shutil
from collections import Counter

import pytest

from workbench.cli import main
from workbench.model.suggestion import shared
from workbench.reading.study_folder import find_study, read_material
from workbench.walk import code

CODED = tuple(f"interview-{number:02}" for number in range(1, 6))


@pytest.fixture
def half(tmp_path):
    """Return a copy of the travel sample whose last five interviews nobody has coded."""
    folder = tmp_path / "half"
    shutil.copytree(find_study("travel"), folder)
    path = folder / "codings.csv"
    header, *rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(header + "".join(row for row in rows if row.startswith(CODED)), "utf-8")
    return folder


def _rows(folder):
    with (folder / "suggestions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _decide(folder, decisions):
    """Write decisions, (word, coder) by the number of the row, into the file."""
    rows = _rows(folder)
    for at, (word, coder) in decisions.items():
        rows[at] |= {"decision": word, "coder": coder}
    with (folder / "suggestions.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return [rows[at] for at in decisions]


def _place(row):
    return row["document"], int(row["start"]), int(row["end"]), row["code"]


def test_decisions_hold_through_the_next_suggestions_and_the_study_stays_ready(half, capsys):
    assert main(["suggest", str(half)]) == 0
    told = capsys.readouterr().out
    assert "0 decided" in told
    assert "write accept or reject in the column decision" in told
    open_ones = [at for at, row in enumerate(_rows(half)) if row["document"] == "interview-06"]
    yes, no = open_ones[:3], open_ones[3:5]
    decided = dict.fromkeys(yes, ("Accept", "B")) | dict.fromkeys(no, ("reject", "B"))
    rows = _decide(half, decided)
    before = len(read_material(str(half)).codings)

    assert main(["suggest", str(half)]) == 0
    assert "5 decided" in capsys.readouterr().out
    assert main(["check", str(half)]) == 0
    assert f"{before} codings" in capsys.readouterr().out

    now = Counter((*_place(row), row["decision"]) for row in _rows(half))
    assert all(now[*_place(row), row["decision"].casefold()] == 1 for row in rows)
    waiting = [row for row in _rows(half) if not row["decision"]]
    for row in rows:
        document, start, end, name = _place(row)
        same = [other for other in waiting if (other["document"], other["code"]) == (document, name)]
        assert not any(shared((start, end), (int(one["start"]), int(one["end"]))) for one in same)

    material = read_material(str(half))
    accepted = {
        (one.evidence.document, one.evidence.start, one.evidence.end, one.code): one for one in material.codings
    }
    assert {accepted[_place(row)].coder for row in rows[:3]} == {"B"}
    assert not any(_place(row) in accepted for row in rows[3:])


def test_an_interview_half_reviewed_keeps_its_open_suggestions_marked_machine(half):
    main(["suggest", str(half)])
    open_ones = [at for at, row in enumerate(_rows(half)) if row["document"] == "interview-06"]
    kept, refused = _decide(half, {open_ones[0]: ("accept", "B"), open_ones[1]: ("reject", "B")})
    own = [coding for coding in code(read_material(str(half))) if coding.evidence.document == "interview-06"]
    found = {(one.evidence.document, one.evidence.start, one.evidence.end, one.code): one for one in own}
    assert (found[_place(kept)].origin, found[_place(kept)].coder) == ("person", "B")
    assert _place(refused) not in found
    assert {one.coder for one in own} == {"B", "machine"}
    assert all((one.origin == "machine") == (one.coder == "machine") for one in own)


def test_an_acceptance_nobody_signed_is_told_with_its_line_and_changes_nothing(half, capsys):
    main(["suggest", str(half)])
    _decide(half, {0: ("accept", "")})
    before = (half / "suggestions.csv").read_bytes()
    capsys.readouterr()
    assert main(["suggest", str(half)]) == 1
    assert "suggestions.csv:2: nobody is named who accepted this" in "".join(capsys.readouterr())
    assert (half / "suggestions.csv").read_bytes() == before
