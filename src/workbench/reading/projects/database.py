"""Database: the SQLite files in which programs keep their projects, opened for reading alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from workbench.errors import InputError, Problem

LARGEST = 2 * 1024**3


class Tables:
    """The tables of an open database."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection = path, connection

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns; none when there is no such table."""
        return [str(row[1]) for row in self._connection.execute(f'PRAGMA table_info("{table}")')]

    def rows(
        self, table: str, columns: Sequence[str], condition: str = "", values: Sequence[int] = ()
    ) -> list[list[object]]:
        """Return rows in the order they were put in; a column that this version of a program lacks holds None."""
        there = {name.lower() for name in self.columns(table)}
        if not there:
            return []
        wanted = ", ".join(f'"{name}"' if name in there else "NULL" for name in columns)
        query = f'SELECT {wanted} FROM "{table}" {condition} ORDER BY rowid'  # noqa: S608  # all are words of ours
        found = self._connection.execute(query, tuple(values))
        return [list(row) for row in found]


@contextmanager
def opened_database(path: Path, kind: str, needed: Mapping[str, Sequence[str]]) -> Iterator[Tables]:
    """Open a database that must have the tables and columns `needed`; `kind` names it in messages.

    InputError for a file that is none, is damaged, or lacks one of them. Nothing is ever written.
    """
    problem = _unfit(path, kind)
    if problem:
        raise InputError([problem])
    remedy = f"export the project again from {kind}"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            tables = Tables(path, connection)
            missing = [
                f"{table}.{column}"
                for table, columns in needed.items()
                for column in columns
                if column not in {name.lower() for name in tables.columns(table)}
            ]
            if missing:
                what = f"not a project of {kind}: columns are missing"
                raise InputError([Problem(str(path), what, ", ".join(missing[:8]), remedy=remedy)])
            yield tables
    except sqlite3.Error as error:
        raise InputError([Problem(str(path), f"not a project of {kind}", str(error)[:120], remedy=remedy)]) from error


def _unfit(path: Path, kind: str) -> Problem | None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begins = file.read(16)
    except OSError as error:
        return Problem(str(path), "cannot be read", error.strerror or str(error))
    if size > LARGEST:
        return Problem(str(path), "file too large", f"{size:,} bytes", f"at most {LARGEST:,}")
    if begins != b"SQLite format 3\0":
        return Problem(str(path), f"not a project of {kind}", repr(begins[:8]), "a SQLite database")
    return None


def said(value: object) -> str:
    """Return a cell as text without white space around it; "" for an empty one."""
    return "" if value is None else _text(value).strip()


def stored_text(value: object) -> str:
    """Return a cell as the text it is, white space kept."""
    return "" if value is None else _text(value)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def whole(value: object) -> int:
    """Return a cell as a whole number; -1 when it is none, which is the place or key of nothing."""
    return value if isinstance(value, int) else -1
