"""Assumptions: read whole, refused with the line of every fault."""

from __future__ import annotations

import pytest

from workbench.cli import main
from workbench.errors import InputError
from workbench.generating.assumptions import example, read_assumptions

GOOD = """\
study: trial
language: en
sector: trips
personas:
  - name: Robin
    assumptions:
      - kind: goal
        text: wants to leave more often.
        who: product team
        sure: high
      - kind: channel
        text: asks colleagues
        who: sales team
        sure: low
"""


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a file and gives its path."""

    def write(text: str):
        path = tmp_path / "assumptions.yml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_good_file_is_read_in_the_words_it_has(written):
    made, digest = read_assumptions(written(GOOD))
    assert (made.count, made.authors, len(digest)) == (2, ("product team", "sales team"), 64)
    assert made.personas[0].assumptions[0].text == "wants to leave more often."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_is_a_good_file(written, language):
    made, _ = read_assumptions(written(example(language)))
    assert made.language == language
    assert made.count >= 4


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (GOOD, "- a\n", 1, "a list of"),
        ("kind: goal", "kind: wish", 7, "kind"),
        ("sure: high", "sure: 80", 10, "sure"),
        ("text: wants to leave more often.", "text: ' '", 8, "text"),
        ("text: wants to leave more often.", "text: [a, b]", 8, "text"),
        ("text: asks colleagues", "text: Wants to  leave more óften", 12, "again"),
        ("        who: sales team\n", "", 11, "who"),
        (GOOD[GOOD.index("      - kind") :], "", 6, "assumptions"),
        ("language: en", "language: de", 2, "language"),
        ("study: trial", "study: ../up", 1, "study"),
        ("sector: trips", "sectr: trips", 3, "sectr"),
        (
            "  - name: Robin",
            "  - name: robin\n    assumptions: [{kind: goal, text: x, who: y, sure: low}]\n  - name: Robin",
            7,
            "name of",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(written, old, new, line, what):
    assert GOOD.count(old) == 1
    path = written(GOOD.replace(old, new))
    with pytest.raises(InputError) as caught:
        read_assumptions(path)
    assert any(p.where == f"{path}:{line}" and what in str(p) for p in caught.value.problems), str(caught.value)


def test_an_empty_file_is_told(written):
    with pytest.raises(InputError, match="empty"):
        read_assumptions(written(""))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError):
        read_assumptions(tmp_path / "none.yml")


def test_without_a_file_the_command_says_how_to_start(capsys):
    assert main(["proto"]) == 2
    assert "--example" in capsys.readouterr().err
    assert main(["proto", "--example", "--language", "fr"]) == 0
    assert capsys.readouterr().out == example("fr")
