"""What was read, for a first look."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from workbench.figures.tables import Table, interviews_table, notices_table
from workbench.model.material import Notice


class Cells(HTMLParser):
    """Collects the tags of a page and the text of its cells."""

    def __init__(self):
        super().__init__()
        self.tags, self.texts = [], []

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)
        if tag in ("th", "td", "caption"):
            self.texts.append("")

    def handle_data(self, data):
        self.texts[-1] += data


def read(table):
    cells = Cells()
    cells.feed(table._repr_html_())
    return cells


def test_a_row_an_interview_with_its_turns_words_and_replacements(study, say):
    header, *rows = interviews_table(study.material, say).rows
    first = study.material.transcripts[0]
    assert [row[0] for row in rows] == [transcript.id for transcript in study.material.transcripts]
    assert rows[0][1:3] == (first.participant, say.number(len(first.utterances)))
    assert {len(row) for row in rows} == {len(header)}


def test_notices_are_numbered_from_1_in_their_order(study, say):
    noted = replace(study.material, notices=(Notice("a.txt", "first"), Notice("b.txt", "second")))
    assert [tuple(row) for row in notices_table(noted, say).rows[1:]] == [
        ("1", "a.txt", "first"),
        ("2", "b.txt", "second"),
    ]


def test_without_notices_the_table_has_its_header_alone(study, say):
    assert len(notices_table(replace(study.material, notices=()), say).rows) == 1


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\"quoted\" & 'so'"])
def test_words_of_files_reach_the_page_as_words(words):
    cells = read(Table(words, ((words, words), (words, words))))
    assert cells.texts == [words] * 5
    assert "script" not in cells.tags


def test_the_first_row_and_the_first_column_are_headers():
    cells = read(Table("c", (("h1", "h2"), ("a", "1"), ("b", "2"))))
    assert cells.tags.count("th") == 2 + 2
    assert cells.tags.count("td") == 2
