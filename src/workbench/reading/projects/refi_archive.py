"""REFI archive: the parts of a .qdpx file that are read, none of them ever unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.reading.guard.archive import BROKEN, LARGEST_UNPACKED
from workbench.reading.letters.encoding import read_bytes

REMEDY = "export the project again as REFI-QDA from the program that made it"


def read_parts(path: Path) -> tuple[etree._Element, Mapping[str, bytes]]:
    """Return the project's description and its text files by their name in small letters.

    Media are not read and do not count. InputError for a file that is no archive, parts that unpack
    to more than 200 MB, a description that is missing or there twice, and a text there twice.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = [item for item in archive.infolist() if item.filename.lower().endswith((".qde", ".txt"))]
            unpacked = sum(item.file_size for item in wanted)
            if unpacked > LARGEST_UNPACKED:
                what = "unpacks too large"
                raise InputError([Problem(str(path), what, f"{unpacked:,} bytes", f"{LARGEST_UNPACKED:,}")])
            parts: dict[str, bytes] = {}
            for item in wanted:
                name = item.filename.lower()
                if name in parts:
                    raise InputError([Problem(str(path), f"{item.filename} is there twice", remedy=REMEDY)])
                parts[name] = archive.read(item)
    except BROKEN as error:
        problem = Problem(str(path), "not a REFI-QDA project", str(error)[:120], remedy=REMEDY)
        raise InputError([problem]) from error
    described = [name for name in parts if name.endswith(".qde") and "/" not in name]
    if len(described) != 1:
        what = "one project.qde is needed"
        raise InputError([Problem(str(path), what, ", ".join(described) or "none", remedy=REMEDY)])
    root = parsed(path, parts.pop(described[0]), "Project")
    return root, {name.rsplit("/", 1)[-1]: text for name, text in parts.items() if name.startswith("sources/")}


def read_alone(path: Path) -> etree._Element:
    """Return the description in a .qdc file."""
    return parsed(path, read_bytes(path), "CodeBook")


def parsed(path: Path, content: bytes, root: str) -> etree._Element:
    """Return the XML called `root`; InputError for anything else, a DOCTYPE or elements nested over 256 deep."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        element = etree.fromstring(content, parser)
    except BROKEN as error:
        problem = Problem(str(path), "not XML that can be read", str(error)[:120], remedy=REMEDY)
        raise InputError([problem]) from error
    if element.getroottree().docinfo.doctype:
        raise InputError([Problem(str(path), "a DOCTYPE, which no project has", remedy=REMEDY)])
    name = etree.QName(element).localname
    if name != root:
        raise InputError([Problem(str(path), "other XML than expected", name, root, REMEDY)])
    return element


def decoded(content: bytes) -> str | None:
    """Return a text file's text with its byte-order mark, if any; None when it is neither UTF-8 nor marked UTF-16."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text
