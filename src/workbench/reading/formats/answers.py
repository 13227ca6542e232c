"""Answers: tables of interviews and surveys, one question and answer a row or one person a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from workbench.errors import InputError, Problem
from workbench.model.brief import Columns
from workbench.model.material import Notice
from workbench.reading.table import Rows, read_table
from workbench.reading.turns import Turn

SPEAKER_MARK = re.compile(
    r"^\s*\*\*\s*(?:interviewer|interviewee)\s*\*\*\s*:?\s*|^\s*(?:interviewer|interviewee)\s*:\s*", re.I
)
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!'\"-])")
BOLD = re.compile(r"\*\*")
SHOWN = 8
"""How many of the columns that are not read a notice names."""


class Answer(NamedTuple):
    """One answer: the line it stands on, whose it is, what was asked, what was said."""

    line: int
    participant: str
    question: str
    words: str


def read_answers(path: Path, columns: Columns, encoding: str) -> tuple[dict[str, list[Turn]], list[Notice]]:
    """Return the turns of each participant of a table with separated cells, and notices.

    InputError for a missing column, a ragged row, a row of nobody's.
    """
    rows, cut = read_table(path, needed_columns(columns), encoding, header=columns.header)
    spoken, notices = answers(path, rows, columns)
    return spoken, [*cut, *notices]


def needed_columns(columns: Columns) -> list[str]:
    """Return the names of the columns a table of answers must have."""
    wanted = (columns.participant, columns.order, columns.question, *_asked(columns))
    return [name for name in wanted if name]


def answers(path: Path, rows: Rows, columns: Columns) -> tuple[dict[str, list[Turn]], list[Notice]]:
    """Return the turns of each participant from (line, row) pairs, and notices; InputError for a row of nobody's.

    Leading `**Interviewer**:` marks and Markdown are taken off. Left out are answers without words,
    and participants without any; all of this is counted. Without a column of participants every row
    is one, called `<stem>-<row>`, rows counted from 1. InputError for a table without rows too.
    """
    if not rows:
        remedy = "add the rows, or take the file out of the study"
        raise InputError([Problem(str(path), "no answers: there is no row below the header", remedy=remedy)])
    given = _given(path, rows, columns)
    spoken: defaultdict[str, list[Turn]] = defaultdict(list)
    silent = {answer.participant for answer in given}
    marked: list[int] = []
    for answer in given:
        question, words = clean_cell(answer.question), clean_cell(answer.words)
        if (question, words) != (answer.question, answer.words):
            marked.append(answer.line)
        turns = spoken[answer.participant]
        if words.strip():
            silent.discard(answer.participant)
        elif columns.answers:
            continue
        if columns.answers or columns.question:
            turns.append(Turn("interviewer", question))
        turns.append(Turn("participant", words))
    empty = [answer.line for answer in given if not answer.words.strip()]
    notices = _notices(path, rows, columns, (marked, empty, len(silent)))
    if len(silent) == len(spoken):
        return dict(spoken), notices
    return {name: turns for name, turns in spoken.items() if name not in silent}, notices


def _notices(path: Path, rows: Rows, columns: Columns, found: tuple[Sequence[int], Sequence[int], int]) -> list[Notice]:
    marked, empty, silent = found
    needed = {*needed_columns(columns), columns.date}
    unread = [name for name in (rows[0][1] if rows else ()) if name and name not in needed]
    notices = []
    if unread:
        shown = ", ".join([*unread[:SHOWN], *(["…"] if len(unread) > SHOWN else [])])
        notices.append(Notice(path.name, "unread_columns", {"n": len(unread), "columns": shown}))
    if marked:
        notices.append(Notice(path.name, "cell_marks", {"n": len(marked)}, marked[0]))
    if empty:
        notices.append(Notice(path.name, "empty_answers", {"n": len(empty), "silent": silent}, empty[0]))
    return notices


def _asked(columns: Columns) -> tuple[str, ...]:
    return columns.answers or (columns.answer,)


def _given(path: Path, rows: Rows, columns: Columns) -> list[Answer]:
    """Return every answer of the table in order, words as they are; InputError for rows of nobody's."""
    if columns.order is not None:
        order, own = columns.order, columns.participant
        rows = sorted(rows, key=lambda item: (item[1][own] if own else "", _number(path, item, order)))
    nameless = [line for line, row in rows if columns.participant and not row[columns.participant].strip()]
    if nameless:
        what, remedy = f"no {columns.participant}", "say whose answer it is"
        raise InputError([Problem(f"{path}:{line}", what, remedy=remedy) for line in nameless])
    given = []
    for number, (line, row) in enumerate(rows, 1):
        who = row[columns.participant].strip() if columns.participant else f"{path.stem}-{number}"
        for column in _asked(columns):
            question = column if columns.answers else row[columns.question] if columns.question else ""
            given.append(Answer(line, who, question, row[column]))
    return given


def clean_cell(cell: str) -> str:
    """Return a cell's words without speaker marks and Markdown."""
    return MARKDOWN_ESCAPE.sub(r"\1", BOLD.sub("", SPEAKER_MARK.sub("", cell)))


def _number(path: Path, item: tuple[int, dict[str, str]], column: str) -> float:
    line, row = item
    try:
        return float(row[column])
    except ValueError as error:
        raise InputError([Problem(f"{path}:{line}", f"column {column} is not a number", repr(row[column]))]) from error
