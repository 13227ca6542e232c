"""Survey: a table of respondents, a row a person, read as the declared variables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.model.respondents import Respondents, Variable, respondents
from workbench.reading.table import read_table

NO_ANSWER = ("", "NA", "N/A", "NaN", "nan", "null", "NULL")
"""Cells that say nothing, unless the caller names others."""
SHOWN = 12


def read_survey(
    path: Path,
    variables: Sequence[Variable],
    *,
    no_answer: Sequence[str] = NO_ANSWER,
    decimal: str = ".",
    encoding: str = "utf-8",
) -> tuple[Respondents, list[Notice]]:
    """Return the respondents of a table (comma, semicolon or tab; byte-order mark allowed) and what was left out.

    People are named by the line they stand on: no column that names them is ever kept. Columns
    that no variable names are not read. InputError names the file and line of all that does not
    fit: missing columns, ragged rows, unknown levels, words among numbers.
    """
    if decimal not in (".", ","):
        raise InputError([Problem(str(path), "unknown decimal sign", decimal, ". or ,")])
    rows, notices = read_table(path, [variable.name for variable in variables], encoding, header=True)
    if not rows:
        raise InputError([Problem(str(path), "no respondents", "a header alone", "a row a person")])
    silent = set(no_answer) | {""}
    cells = {
        variable.name: ["" if (text := row[variable.name].strip()) in silent else text for _, row in rows]
        for variable in variables
    }
    named = {variable.name for variable in variables}
    unread = [name for name in rows[0][1] if name and name not in named]
    if unread:
        shown = ", ".join(unread[:SHOWN]) + ("…" if len(unread) > SHOWN else "")
        notices.append(Notice(path.name, "unread_columns", {"n": len(unread), "columns": shown}))
    lines = [str(line) for line, _ in rows]
    where = [f"{path}:{line}" for line in lines]
    return respondents(variables, cells, ids=lines, where=where, decimal=decimal), notices
