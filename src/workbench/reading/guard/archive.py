"""Archive: zip files of office programs, refused before they can fill the memory or swap words."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, pairwise
from pathlib import Path, PureWindowsPath

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.reading.letters.encoding import read_bytes

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 10_000
LOCAL_HEADER = 30
"""Bytes of what stands before each part's name, at least."""
ENCRYPTED = 0x1
BEGINNING = 4096
"""Bytes in which a part of another kind would have its DOCTYPE."""
PICTURES = (".svg", ".html", ".htm")
"""Parts that may have a DOCTYPE, and are never read."""
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
    """Raise InputError for a zip file made to harm or fool whoever reads it.

    Refused are more than 10,000 parts or 200 MB unpacked (a part that lies about its size cannot
    be read at all), parts that share their bytes, two parts of one name, names that lead out of
    the file, symbolic links, and parts behind a password.
    """
    items = archive.infolist()
    unpacked = sum(item.file_size for item in items)
    if len(items) > MOST_PARTS:
        raise InputError([Problem(str(path), "too many parts inside", f"{len(items):,}", f"at most {MOST_PARTS:,}")])
    if unpacked > LARGEST_UNPACKED:
        raise InputError([Problem(str(path), "unpacks too large", f"{unpacked:,} bytes", f"{LARGEST_UNPACKED:,}")])
    names = Counter(item.filename for item in items)
    twice = next((name for name, times in names.items() if times > 1), None)
    fault = f"the part {twice} is in it twice" if twice is not None else _overlap(items) or _strange(items)
    if fault:
        remedy = "save it again from the program that made it"
        raise InputError([Problem(str(path), fault, remedy=remedy)])


def _overlap(items: list[zipfile.ZipInfo]) -> str:
    """Say which parts share bytes; "" when none does."""
    for one, other in pairwise(sorted(items, key=lambda item: item.header_offset)):
        if one.header_offset + LOCAL_HEADER + len(one.orig_filename) + one.compress_size > other.header_offset:
            return f"its parts {one.filename} and {other.filename} lie over one another"
    return ""


def _strange(items: list[zipfile.ZipInfo]) -> str:
    """Say what no office program puts into a file; "" when there is nothing of the kind."""
    for item in items:
        name = PureWindowsPath(item.filename)  # which takes / and \\ for separators, and knows drives
        if name.anchor or ".." in name.parts:
            return f"the name of its part {item.filename!r} leads outside the file"
        if stat.S_ISLNK(item.external_attr >> 16):
            return f"its part {item.filename} is a symbolic link"
        if item.flag_bits & ENCRYPTED:
            return "it is behind a password: take it off in the program that made it"
    return ""


def _without_doctype(path: Path, archive: zipfile.ZipFile, kind: str) -> None:
    for item in archive.infolist():
        if not item.file_size or item.filename.lower().endswith(PICTURES):
            continue
        with archive.open(item) as part:
            if item.filename.endswith((".xml", ".rels")):
                starts = etree.iterparse(
                    part, events=("start",), resolve_entities=False, no_network=True, load_dtd=False
                )
                found = any(root.getroottree().docinfo.doctype for _, root in islice(starts, 1))
            else:
                found = b"<!DOCTYPE" in part.read(BEGINNING).replace(b"\0", b"")
        if found:
            what = f"a DOCTYPE in {item.filename}, which {kind} never has"
            raise InputError([Problem(str(path), what, remedy="save it again from the program that made it")])
