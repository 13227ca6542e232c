"""Word: paragraphs of .docx files, tracked insertions included, deletions left out."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_bytes

LARGEST_UNPACKED = 200 * 1024 * 1024
BODY = "word/document.xml"
SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INSTEAD = {f"{SPACE}tab": " ", f"{SPACE}br": " ", f"{SPACE}cr": " ", f"{SPACE}noBreakHyphen": "\u2011"}


def read_word(path: Path) -> list[str]:
    """Return the paragraphs of the body in order, words alone.

    The body is walked here because evidence must be the words themselves: the libraries at hand
    put marks of their own among them (footnotes, links, list bullets), drop hyphens that must not
    break, or leave out tracked insertions. InputError for a file that is no Word document.
    """
    read_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                problem = Problem(str(path), "unpacks too large", f"{unpacked:,} bytes", f"{LARGEST_UNPACKED:,}")
                raise InputError([problem])
            content = archive.read(BODY)
        return _paragraphs(path, content)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, zlib.error, etree.XMLSyntaxError) as error:
        remedy = "save it again as Word (.docx)"
        raise InputError([Problem(str(path), "not a Word document", str(error), ".docx", remedy)]) from error


def _paragraphs(path: Path, content: bytes) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.fromstring(content, parser)
    if tree.getroottree().docinfo.doctype:
        what = "a document with a DOCTYPE of its own, which Word never writes"
        raise InputError([Problem(str(path), what, remedy="save it again from Word")])
    return ["".join(_words(paragraph)) for paragraph in tree.iter(f"{SPACE}p")]


def _words(paragraph: etree._Element) -> list[str]:
    parts = []
    for node in paragraph.iter():
        if next(node.iterancestors(f"{SPACE}p"), paragraph) is not paragraph:
            continue  # a text box inside: its paragraphs come on their own
        if node.tag == f"{SPACE}t":
            parts.append(node.text or "")
        elif node.tag in INSTEAD:
            parts.append(INSTEAD[node.tag])
    return parts
