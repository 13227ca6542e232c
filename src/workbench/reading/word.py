"""Word: paragraphs of .docx files, tracked insertions included."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx2python import docx2python

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_bytes

LARGEST_UNPACKED = 200 * 1024 * 1024


def read_word(path: Path) -> list[str]:
    """Return the paragraphs of the body, in order; InputError for a file that is no Word document."""
    read_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise InputError([Problem(str(path), "unpacks too large", f"{unpacked:,} bytes", f"{LARGEST_UNPACKED:,}")])
        with docx2python(path) as document:
            return [str(p) for p in _paragraphs(document.body)]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError([Problem(str(path), "not a Word document", str(error), ".docx")]) from error


def _paragraphs(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        for inner in part:
            yield from _paragraphs(inner)
