"""OpenDocument: paragraphs of .odt files, tracked insertions included, deletions left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree
from odfdo import Document, Element

from workbench.model.material import Notice
from workbench.reading.formats.label_table import labelled_rows
from workbench.reading.guard.archive import opened
from workbench.reading.letters.encoding import read_bytes

INSTEAD = {"text:tab": " ", "text:line-break": "\n"}
ASIDE = frozenset({"office:annotation", "text:note"})
CELLS = ("table:table-cell", "table:covered-table-cell")
LEFT_OUT = frozenset({*ASIDE, "text:tracked-changes", "text:ruby-text"})
STYLES = "styles.xml"
HEADS = tuple(f"{{*}}{part}{pages}" for part in ("header", "footer") for pages in ("", "-left", "-first"))
PARAGRAPHS = ("text:p", "text:h")


def read_opendocument(path: Path) -> tuple[list[str], list[Notice]]:
    """Return the paragraphs of the body in order, words alone, and notices of what was left out.

    The rows of a table whose first column names the speakers come as `Name: words`. Left out, and
    counted, are comments, footnotes and endnotes, words in the heads and feet of pages, and tracked
    deletions. InputError for a file that is no OpenDocument text.
    """
    with opened(path, "an OpenDocument text (.odt)") as archive:
        heads = _heads(archive)
        document = _document(read_bytes(path))
        if document.get_type() not in ("text", "text-template"):
            raise ValueError(f"a document of type {document.get_type()}")
        told = list(_told(document.body))
        comments, notes, deleted = (
            len(document.body.get_elements(f"//{tag}")) for tag in ("office:annotation", "text:note", "text:deletion")
        )
    notices = []
    if comments:
        notices.append(Notice(path.name, "comments", {"n": comments}))
    if notes:
        notices.append(Notice(path.name, "footnotes", {"n": notes}))
    if heads:
        notices.append(Notice(path.name, "page_heads", {"n": heads}))
    if deleted:
        notices.append(Notice(path.name, "deleted", {"n": deleted}))
    return told, notices


def _heads(archive: zipfile.ZipFile) -> int:
    """Count the heads and feet of pages that hold words."""
    if STYLES not in archive.namelist():
        return 0
    tree = etree.fromstring(archive.read(STYLES), etree.XMLParser(resolve_entities=False, no_network=True))
    return sum(bool("".join(head.itertext()).strip()) for head in tree.iter(*HEADS))


def _document(content: bytes) -> Document:
    try:
        return Document(BytesIO(content))
    except Exception as error:  # what odfdo refuses as unsafe has no class in common with the rest
        raise ValueError(str(error)) from error


def _told(node: Element) -> Iterator[str]:
    """Go through the lines of paragraphs in order; one inside another, in a text box, comes after it."""
    for child in node.children:
        if child.tag in LEFT_OUT:
            continue
        if child.tag in PARAGRAPHS:
            yield from "".join(_words(child)).split("\n")
        rows = labelled_rows(_cells(child)) if child.tag == "table:table" else None
        if rows is not None:
            yield from (line for row in rows for line in row)
        else:
            yield from _told(child)


def _cells(table: Element) -> list[list[list[str]]]:
    """Return the lines of each cell of each row of a table, those of its headings first."""
    rows = table.get_elements("descendant::table:table-row")
    return [[list(_told(cell)) for cell in row.children if cell.tag in CELLS] for row in rows]


def _words(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node.children:
        if child.tag == "text:s":
            yield " "
        elif child.tag in INSTEAD:
            yield INSTEAD[child.tag]
        elif child.tag not in LEFT_OUT and child.tag not in PARAGRAPHS:
            yield from _words(child)
        yield child.tail or ""
