"""Table edit: rows put into a table of codings or decisions and taken out of it, on the file as it lies now.

Two windows and a spreadsheet may have the same file open. So nobody writes what they remember of it: each edit reads
the file, changes its own rows and puts the whole in place, held against other edits of the study meanwhile.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.disk.spreadsheet_cell import unguarded
from workbench.disk.whole_file import sync_folder, whole
from workbench.errors import InputError, Problem
from workbench.reading.codings_file import BYTE_ORDER_MARK, Drop, with_rows, without_rows

Row = Mapping[str, str]
Key = str
KeyOf = Callable[[Row], Key | None]
"""Names what a row says: its document, place, code and coder; None for a row that says nothing readable."""
TRIES = 20


@dataclass(frozen=True, slots=True)
class Edit:
    """Rows that one edit took out of a table and put into it."""

    path: Path
    out: tuple[Row, ...] = ()
    into: tuple[Row, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything was changed."""
        return bool(self.out or self.into)


def edit_table(path: Path, columns: Sequence[str], *, drop: Drop, add: Sequence[Row], key_of: KeyOf) -> Edit:
    """Take the rows out that `drop` names and put `add` in; what was done is on disk when this returns.

    A row is not put in where one with its key is. InputError for a file that is no table in UTF-8.
    """
    with held(path):
        for _ in range(TRIES):
            before = _bytes(path)
            seen: set[Key | None] = set()

            def goes(cells: dict[str, str], seen: set[Key | None] = seen) -> bool:
                row = {name: unguarded(cell.strip()) for name, cell in cells.items()}
                if drop(row):
                    return True
                if add:
                    seen.add(key_of(row))
                return False

            kept, gone = without_rows(_text(path, before), goes)
            fresh = [row for row in add if key_of(row) not in seen]
            edit = Edit(path, tuple(gone), tuple(fresh))
            after = with_rows(kept, fresh, columns) if fresh else kept
            if not edit or _put(path, after.encode("utf-8"), before):
                return edit
    raise InputError([Problem(str(path), "another program keeps writing this file", remedy="close it there")])


def same_row(cells: Row, row: Row) -> bool:
    """Say whether a row says the same as another, empty cells aside."""
    names = {*cells, *row}
    return all(cells.get(name, "").strip() == row.get(name, "").strip() for name in names)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the folder of a table against other edits; where a disk knows no locks the comparison before writing holds.

    The lock ends with its holder, and no file is left behind.
    """
    path.parent.mkdir(exist_ok=True)
    handle = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _put(path: Path, content: bytes, before: bytes) -> bool:
    """Replace the file unless it is no longer what was read; say whether it was."""
    if before == b"":
        sync_folder(path.parent.parent)  # the folder itself may be new
    with suppress(_Moved):
        with whole(path) as temporary:
            temporary.write_bytes(content)
            if _bytes(path) != before:
                raise _Moved
        return True
    return False


class _Moved(Exception):
    """The file is another one than was read."""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8") or BYTE_ORDER_MARK
    except UnicodeDecodeError as error:
        problem = Problem(
            str(path), "not written in UTF-8", str(error)[:60], remedy="save it as CSV UTF-8 and try again"
        )
        raise InputError([problem]) from error
