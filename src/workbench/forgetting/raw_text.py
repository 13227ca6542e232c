"""Raw text: a text file whose bytes are kept but for what is changed."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.reading.letters.encoding import BOMS, read_bytes

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class RawText:
    """Text with its own line ends, and how it becomes bytes again."""

    text: str
    mark: bytes
    encoding: str

    def encoded(self, text: str) -> bytes:
        """Return the bytes of another text in the same encoding, with the same mark."""
        return self.mark + text.encode(self.encoding)


def read_raw(path: Path, encoding: str = "utf-8") -> RawText:
    """Return the text of a file with its line ends; InputError when the encoding does not fit."""
    raw = read_bytes(path)
    mark, encoding = next(((mark, name) for mark, name in BOMS if raw.startswith(mark)), (b"", encoding))
    try:
        return RawText(raw[len(mark) :].decode(encoding), mark, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError([Problem(str(path), "cannot be read", str(error)[:80])]) from error


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row of a table: its text with line end, and its cells by column."""

    written: str
    cells: Cells


class RawTable:
    """A CSV table whose rows can be dropped or changed while all others keep their bytes."""

    def __init__(self, path: Path, encoding: str = "utf-8", *, header: bool = True) -> None:
        """Read the table; InputError when it is none. Without a header columns are called by their numbers."""
        self.path = path
        self.raw = read_raw(path, encoding)
        lines = [m[0] for m in LINE.finditer(self.raw.text) if m[0]]
        first = lines[0] if lines else ""
        self.delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
        tabs = {line.count("\t") for line in lines if line.strip()}
        self.quoted = self.delimiter != "\t" or len(tabs) != 1
        rows = self._split(lines)
        self.head = rows.pop(0) if header and rows else ("", [])
        width = max((len(cells) for _, cells in rows), default=0)
        self.header = [name.strip() for name in self.head[1]] or [str(number) for number in range(1, width + 1)]
        self.rows = [RawRow(written, dict(zip(self.header, cells, strict=False))) for written, cells in rows]

    def _split(self, lines: list[str]) -> list[tuple[str, list[str]]]:
        plain = [line.rstrip("\r\n") for line in lines]
        if not self.quoted:
            return [(line, each.split("\t")) for line, each in zip(lines, plain, strict=True)]
        reader = csv.reader(StringIO("\n".join(plain)), delimiter=self.delimiter, strict=True)
        rows: list[tuple[str, list[str]]] = []
        begins = 0
        try:
            for cells in reader:
                rows.append(("".join(lines[begins : reader.line_num]), cells))
                begins = reader.line_num
        except csv.Error as error:
            raise InputError([Problem(f"{self.path}:{begins + 1}", "not a table", str(error))]) from error
        return rows

    def changed(self, change: Callable[[Cells], Cells | None]) -> bytes:
        """Return the table's bytes with each row as `change` has it; None drops the row."""
        out = [self.head[0]]
        for row in self.rows:
            cells = change(dict(row.cells)) if any(cell.strip() for cell in row.cells.values()) else row.cells
            if cells is not None:
                out.append(row.written if cells == row.cells else self._written(cells, row.written))
        return self.raw.encoded("".join(out))

    def _written(self, cells: Cells, before: str) -> str:
        ending = re.search(r"(?:\r\n|\r|\n)?\Z", before)
        if not self.quoted:
            return "\t".join(cells.get(name, "") for name in self.header) + (ending[0] if ending else "")
        out = StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=ending[0] if ending else "\n")
        writer.writerow([cells.get(name, "") for name in self.header])
        return out.getvalue()


def column_rows(path: Path) -> RawTable | None:
    """Return a table that has a column `document` or `documents`; None for any other file."""
    if path.suffix.lower() != ".csv":
        return None
    try:
        table = RawTable(path)
    except InputError:
        return None
    return table if {"document", "documents"} & set(table.header) else None
