"""A QualCoder project is read without touching it, or refused."""

from __future__ import annotations

import pytest

from tests.reading.projects.conftest import QUALCODER, TALK
from workbench.errors import InputError
from workbench.reading.projects.qualcoder import read_qualcoder

SOURCE = "INSERT INTO source VALUES (?, ?, ?, ?, '', 'me', '', NULL, NULL)"
CODE = "INSERT INTO code_name VALUES (?, ?, ?, ?, 'me', '', '#fff')"
CATEGORY = "INSERT INTO code_cat VALUES (?, ?, 'me', '', '', ?)"
CODED = "INSERT INTO code_text VALUES (NULL, ?, ?, ?, ?, ?, ?, '', 'why', NULL, NULL)"
START = TALK.index("I looked")
SAID = "I looked at the price first"


def keys(project):
    return [notice.key for notice in project.remarks]


def test_sources_codes_categories_codings_and_cases_are_read(write_qualcoder):
    project = read_qualcoder(
        write_qualcoder(
            (SOURCE, (1, "Talk.txt", TALK, None)),
            (CATEGORY, (1, "Needs", None)),
            (CATEGORY, (2, "Money", 1)),
            (CODE, (1, "price", "looks at it", 2)),
            (CODED, (1, 1, SAID, START, START + len(SAID), "Ines")),
            ("INSERT INTO cases VALUES (1, 'Anna Berg', '', 'me', '')", ()),
            ("INSERT INTO case_text VALUES (NULL, 1, 1, 0, 10, 'me', '', '')", ()),
            ("INSERT INTO attribute VALUES (NULL, 'age', 'case', '41', 1, '', 'me')", ()),
            ("INSERT INTO attribute VALUES (NULL, 'place', 'file', 'Brest', 1, '', 'me')", ()),
        )
    )
    (coding,), (source,), (case,) = project.codings, project.sources, project.cases
    assert source.text[coding.start : coding.end] == SAID
    assert (coding.code, coding.coder, coding.memo) == ("code 1", "Ines", "why")
    assert [(code.name, code.parent) for code in project.codes] == [
        ("Needs", None),
        ("Money", "category 1"),
        ("price", "category 2"),
    ]
    assert (case.name, case.sources, dict(case.facts), dict(source.facts)) == (
        "Anna Berg",
        ("source 1",),
        {"age": "41"},
        {"place": "Brest"},
    )
    assert keys(project) == []


def test_a_coding_whose_words_are_elsewhere_is_left_out_and_one_counted_in_units_of_sixteen_bits_is_not(
    write_qualcoder,
):
    said = "told everybody"
    start = TALK.index(said) + 1
    source, code = (SOURCE, (1, "Talk.txt", TALK, None)), (CODE, (1, "price", "", None))
    right = (CODED, (1, 1, said, start, start + len(said), "Ines"))
    wrong = (CODED, (1, 1, "other words", 3, 9, "Ines"))
    project = read_qualcoder(write_qualcoder(source, code, right, wrong))
    assert [TALK[coding.start : coding.end] for coding in project.codings] == [said]
    assert keys(project) == ["project_coding_unplaced"]


def test_what_cannot_be_kept_is_named(write_qualcoder):
    project = read_qualcoder(
        write_qualcoder(
            (SOURCE, (1, "Talk.txt", TALK, None)),
            (SOURCE, (2, "Film.mp4", None, "/video/Film.mp4")),
            (SOURCE, (3, "Empty.txt", "", None)),
            (CODED, (9, 1, TALK[:11], 0, 11, "Ines")),
            (CODED, (9, 44, "x", 0, 1, "Ines")),
            ("INSERT INTO code_av VALUES (NULL, 2, 0, 10, 1, '', '', 'me', NULL)", ()),
            ("INSERT INTO journal VALUES (NULL, 'day', 'text', '', 'me')", ()),
        )
    )
    assert sorted(keys(project)) == [
        "project_coding_codeless",
        "project_coding_sourceless",
        "project_memos",
        "project_source_empty",
        "project_source_kind",
    ]


def test_categories_in_a_circle_are_cut_once(write_qualcoder):
    project = read_qualcoder(
        write_qualcoder(
            (CATEGORY, (1, "a", 2)), (CATEGORY, (2, "b", 1)), (CATEGORY, (3, "c", 3)), (CATEGORY, (4, "d", 99))
        )
    )
    assert keys(project) == ["project_parent"] * 3
    assert sum(code.parent is None for code in project.codes) == 3


def test_categories_ten_thousand_deep_are_read(write_qualcoder):
    rows = [(CATEGORY, (number, f"c{number}", number - 1 or None)) for number in range(1, 10_001)]
    assert len(read_qualcoder(write_qualcoder(*rows)).codes) == 10_000


def test_reading_leaves_the_project_as_it_is(write_qualcoder):
    folder = write_qualcoder((SOURCE, (1, "Talk.txt", TALK, None)))
    before = (folder / "data.qda").read_bytes()
    read_qualcoder(folder)
    assert [path.name for path in folder.iterdir()] == ["data.qda"]
    assert (folder / "data.qda").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0 and nothing after it" * 9])
def test_a_file_that_is_no_database_is_refused(tmp_path, content):
    path = tmp_path / "data.qda"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not a project of QualCoder"):
        read_qualcoder(path)


@pytest.mark.parametrize("table", ["source", "code_name", "code_text"])
def test_a_database_without_a_table_it_needs_is_refused(write_qualcoder, table):
    with pytest.raises(InputError, match=rf"columns are missing; got {table}\."):
        read_qualcoder(write_qualcoder(schema=QUALCODER.replace(f"CREATE TABLE {table} ", "CREATE TABLE gone ")))


def test_a_folder_without_a_database_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_qualcoder(tmp_path)


def test_cells_of_another_kind_are_no_places(write_qualcoder):
    source, code = (SOURCE, (1, "Talk.txt", TALK, None)), (CODE, (1, b"pr\xffice", None, None))
    project = read_qualcoder(write_qualcoder(source, code, (CODED, (1, 1, b"\xff", "a", None, None))))
    assert (project.codings, keys(project)) == ((), ["project_coding_unplaced"])
