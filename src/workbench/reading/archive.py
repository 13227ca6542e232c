"""Archive: zip files of office programs, refused before they can fill the memory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_bytes

LARGEST_UNPACKED = 200 * 1024 * 1024
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError, EOFError, OSError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, SyntaxError, NotImplementedError),
)
"""What the libraries that read office files raise on files that are none."""


@contextmanager
def opened(path: Path, kind: str) -> Iterator[zipfile.ZipFile]:
    """Open an office file after checking it, and turn what goes wrong inside into InputError.

    `kind` names the format in messages. Refused are files that unpack to more than 200 MB and
    parts with a DOCTYPE, which no office program writes and through which words can be swapped.
    """
    read_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            within_budget(path, archive)
            _without_doctype(path, archive, kind)
            yield archive
    except BROKEN as error:
        problem = Problem(str(path), f"not {kind}", str(error)[:120], remedy="open it and save it again in this format")
        raise InputError([problem]) from error


def within_budget(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise InputError when the parts declare more than 200 MB; a part that lies cannot be read at all."""
    unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise InputError([Problem(str(path), "unpacks too large", f"{unpacked:,} bytes", f"{LARGEST_UNPACKED:,}")])


def _without_doctype(path: Path, archive: zipfile.ZipFile, kind: str) -> None:
    for item in archive.infolist():
        if not item.filename.endswith((".xml", ".rels")) or not item.file_size:
            continue
        with archive.open(item) as part:
            starts = etree.iterparse(part, events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
            for _, root in starts:
                if root.getroottree().docinfo.doctype:
                    what = f"a DOCTYPE in {item.filename}, which {kind} never has"
                    raise InputError([Problem(str(path), what, remedy="save it again from the program that made it")])
                break
