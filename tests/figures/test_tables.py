"""What was read, for a first look."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from workbench.figures.tables import Table, disagreements_table, interviews_table, notices_table
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
    told = Notice("a.txt", "before_labels", {"n": 4}, 7), Notice("b.txt", "no_speaker")
    noted = replace(study.material, notices=told)
    rows = [tuple(row) for row in notices_table(noted, say).rows[1:]]
    assert rows == [("1", say.notice(told[0])), ("2", say.notice(told[1]))]
    assert all(part in rows[0][1] for part in ("a.txt", "4", "7"))


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


def test_a_row_a_disagreement_with_each_coders_verdict(study, say):
    head, *rows = disagreements_table(study.disagreements, study.material.codebook, say).rows
    assert [row[2] for row in rows] == [d.document for d in study.disagreements]
    assert head[-2:] == (say("disagreed_coder", coder="A"), say("disagreed_coder", coder="B"))
    for row, d in zip(rows, study.disagreements, strict=True):
        assert len(row) == len(head)
        assert row[3] == d.question
        assert all(quote.text in row[4] for quote in d.quotes)
        for cell, verdict in zip(row[-2:], d.verdicts, strict=True):
            assert cell.startswith(say(f"disagreed_{verdict.stance}"))


def test_who_did_not_code_an_interview_is_said_to_have_not(study, say):
    first, *rest = study.disagreements
    apart = replace(first, verdicts=(first.verdicts[0], replace(first.verdicts[1], coder="C")))
    rows = disagreements_table([apart, *rest], study.material.codebook, say).rows
    assert rows[1][-2] == say("disagreed_unread")
    assert rows[2][-1] == say("disagreed_unread")


def test_without_disagreements_the_worklist_has_its_header_alone(study, say):
    assert len(disagreements_table((), study.material.codebook, say).rows) == 1
