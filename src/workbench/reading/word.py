"""Word: paragraphs of .docx files, tracked insertions included, deletions left out."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.reading.archive import within_budget
from workbench.reading.encoding import read_bytes

KIND = "/officeDocument"
INSTEAD = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
"""Parts whose words were deleted, moved elsewhere, or stand a second time for old programs."""


def read_word(path: Path) -> list[str]:
    """Return the paragraphs of the body in order, words alone.

    The body is walked here because evidence must be the words themselves: the libraries at hand
    put marks of their own among them (footnotes, links, list bullets), drop hyphens that must not
    break, or leave out tracked insertions. InputError for a file that is no Word document.
    """
    read_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            within_budget(path, archive)
            content = archive.read(_body(archive))
        return _paragraphs(path, content)
    except (zipfile.BadZipFile, KeyError, RuntimeError, zlib.error, etree.XMLSyntaxError) as error:
        remedy = "save it again as Word (.docx)"
        raise InputError([Problem(str(path), "not a Word document", str(error), ".docx", remedy)]) from error


def _body(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the body, which is not always word/document.xml."""
    for relation in etree.fromstring(archive.read("_rels/.rels"), _parser()):
        if str(relation.get("Type")).endswith(KIND):
            return str(relation.get("Target")).lstrip("/")
    raise KeyError("no document inside")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _paragraphs(path: Path, content: bytes) -> list[str]:
    tree = etree.fromstring(content, _parser())
    if tree.getroottree().docinfo.doctype:
        what = "a document with a DOCTYPE of its own, which Word never writes"
        raise InputError([Problem(str(path), what, remedy="save it again from Word")])
    told: list[str] = []
    for paragraph in tree.iter("{*}p"):
        if _is(paragraph, "p") and not any(_is(above, *LEFT_OUT) for above in paragraph.iterancestors()):
            told += "".join(_words(paragraph)).split("\n")
    return told


def _words(node: etree._Element) -> Iterator[str]:
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name in INSTEAD:
            yield INSTEAD[name]
        elif name not in LEFT_OUT and not (name == "p" and _is(child, "p")):
            yield from _words(child)  # a paragraph inside, in a text box, comes on its own


def _is(node: etree._Element, *names: str) -> bool:
    tag = etree.QName(node)
    return tag.localname in names and ("wordprocessingml" in str(tag.namespace) or tag.localname == "Fallback")
