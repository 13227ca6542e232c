"""A Taguette project is read by its bytes, or refused."""

from __future__ import annotations

import pytest

from tests.reading.projects.conftest import TAGUETTE
from workbench.errors import InputError
from workbench.reading.projects.taguette import read_taguette

PROJECT = ("INSERT INTO projects VALUES (1, 'Glass', '', NULL)", ())
DOCUMENT = "INSERT INTO documents VALUES (?, ?, '', 'f', NULL, 1, 'LEFT_TO_RIGHT', ?)"
TAG = "INSERT INTO tags VALUES (?, 1, ?, 'what it means')"
MARK = "INSERT INTO highlights VALUES (?, 1, ?, ?, ?)"
GIVEN = "INSERT INTO highlight_tags VALUES (?, ?)"
PAGE = "<p>Élise: the été was <b>hot &amp; dry</b>.</p><p>Anna: I <i>know</i> it.</p>"
TEXT = "Élise: the été was hot & dry.Anna: I know it."


def keys(project):
    return [notice.key for notice in project.remarks]


def in_bytes(said: str) -> tuple[int, int]:
    start = len(TEXT[: TEXT.index(said)].encode())
    return start, start + len(said.encode())


def test_a_highlight_counts_bytes_outside_the_tags(write_taguette):
    first, second = in_bytes("hot & dry"), in_bytes("I know it")
    project = read_taguette(
        write_taguette(
            PROJECT,
            (DOCUMENT, (1, "Talk", PAGE)),
            (TAG, (1, "needs")),
            (MARK, (1, *first, "<p><b>hot &amp; dry</b></p>")),
            (MARK, (2, *second, "<p>I <i>know</i> it</p>")),
            (GIVEN, (1, 1)),
            (GIVEN, (2, 1)),
        )
    )
    (source,) = project.sources
    assert [source.text[coding.start : coding.end] for coding in project.codings] == ["hot & dry", "I know it"]
    assert [line for line in source.text.split("\n") if line] == ["Élise: the été was hot & dry.", "Anna: I know it."]
    assert ([(code.name, code.description) for code in project.codes], keys(project)) == (
        [("needs", "what it means")],
        [],
    )


def test_highlights_that_do_not_hold_or_have_no_tag_are_named(write_taguette):
    project = read_taguette(
        write_taguette(
            PROJECT,
            (DOCUMENT, (1, "Talk", PAGE)),
            (TAG, (1, "needs")),
            (MARK, (1, 0, 4, "<p>other</p>")),
            (MARK, (2, 9, 3, "<p>x</p>")),
            (MARK, (3, 0, 10**9, "<p>x</p>")),
            (MARK, (4, -4, 3, "<p>x</p>")),
            (MARK, (5, 0, 6, "<p>Élise</p>")),
            *((GIVEN, (number, 1)) for number in (1, 2, 3, 4)),
            (GIVEN, (1, 99)),
        )
    )
    assert project.codings == ()
    assert sorted(keys(project)) == ["project_coding_codeless", *["project_coding_unplaced"] * 4, "project_uncoded"]


@pytest.mark.parametrize("count", [0, 2])
def test_a_database_of_none_or_several_projects_is_refused(write_taguette, count):
    rows = [("INSERT INTO projects VALUES (?, 'Glass', '', NULL)", (number,)) for number in range(count)]
    with pytest.raises(InputError, match="one project is needed"):
        read_taguette(write_taguette(*rows))


@pytest.mark.parametrize("table", ["projects", "documents", "highlights", "tags", "highlight_tags"])
def test_a_database_without_a_table_it_needs_is_refused(write_taguette, table):
    with pytest.raises(InputError, match=rf"columns are missing; got {table}\."):
        read_taguette(write_taguette(schema=TAGUETTE.replace(f"CREATE TABLE {table} ", "CREATE TABLE gone ")))


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "x.sqlite3").write_text("nothing", "utf-8")
    with pytest.raises(InputError, match="not a project of Taguette"):
        read_taguette(tmp_path / "x.sqlite3")
