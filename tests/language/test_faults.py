"""What is wrong with a file is told in the reader's language, and every text of the catalogue is one the code says."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from workbench.errors import InputError, Problem, WorkbenchError
from workbench.language.faults import OWN, fault, faults
from workbench.language.speech import Speech, catalogue

EMPTY = Problem("a.txt", "the file is empty", remedy="restore it or take it out of the study")
LARGE = Problem("b.pdf", "too many pages", "9,000", "at most 2,000")
TOLD_APART = ("fault_got", "fault_allowed", "fault_then")


def test_a_problem_is_told_in_french_with_what_was_found_and_allowed():
    say = Speech("fr")
    assert fault(EMPTY, say) == "a.txt : le fichier est vide ; rétablissez-le ou retirez-le de l’étude".replace(
        " :", "\u00a0:"
    ).replace(" ;", "\u202f;")
    assert re.sub(r"\s", " ", fault(LARGE, say)) == "b.pdf : trop de pages ; trouvé : 9,000 ; permis : at most 2,000"


def test_what_stands_in_a_text_stands_in_the_other():
    told = fault(Problem("c", "two interviews are called anna", "d", remedy="rename one of them"), Speech("fr"))
    assert "deux entretiens s’appellent anna" in told
    assert "renommez l’un des deux" in told


def test_in_english_a_problem_says_itself_and_unknown_words_stay():
    assert fault(EMPTY, Speech("en")) == str(EMPTY)
    assert "something nobody translated" in fault(Problem("d", "something nobody translated"), Speech("fr"))


def test_errors_are_told_a_line_a_problem():
    assert faults(InputError([EMPTY, LARGE]), Speech("fr")).count("\n") == 1
    assert faults(WorkbenchError("other"), Speech("fr")) == "other"


@pytest.mark.parametrize("key", [key for key in catalogue("en") if key.startswith(OWN) and key not in TOLD_APART])
def test_every_fault_of_the_catalogue_is_said_by_the_code(key, code):
    parts = [part for part in re.split(r"\{\w+\}", catalogue("en")[key]) if part]
    assert all(part in code for part in parts), parts


@pytest.fixture(scope="module")
def code():
    """Return the code that reads and writes, its texts over several lines joined."""
    folders = ("reading", "widgets")
    return "\n".join(
        path.read_text("utf-8") for folder in folders for path in (ROOT / "src" / "workbench" / folder).rglob("*.py")
    )
