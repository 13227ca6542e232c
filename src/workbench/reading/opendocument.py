"""OpenDocument: paragraphs of .odt files, tracked insertions included, deletions left out."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from odfdo import Document, Element

from workbench.reading.archive import opened
from workbench.reading.encoding import read_bytes

INSTEAD = {"text:tab": " ", "text:line-break": "\n"}
ASIDE = frozenset({"office:annotation", "text:note"})
LEFT_OUT = frozenset({*ASIDE, "text:tracked-changes", "text:ruby-text"})
PARAGRAPHS = ("text:p", "text:h")


def read_opendocument(path: Path) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the body in order, words alone, and remarks on what was left out.

    Left out are comments and footnotes, counted, and deleted words. InputError for a file that is
    no OpenDocument text.
    """
    with opened(path, "an OpenDocument text (.odt)"):
        document = _document(read_bytes(path))
        if document.get_type() not in ("text", "text-template"):
            raise ValueError(f"a document of type {document.get_type()}")
        told = [line for paragraph in _paragraphs(document.body) for line in "".join(_words(paragraph)).split("\n")]
        aside = sum(len(document.body.get_elements(f"//{tag}")) for tag in ASIDE)
    return told, [f"left out, because they are comments or footnotes: {aside}"] if aside else []


def _document(content: bytes) -> Document:
    try:
        return Document(BytesIO(content))
    except Exception as error:  # what odfdo refuses as unsafe has no class in common with the rest
        raise ValueError(str(error)) from error


def _paragraphs(node: Element) -> Iterator[Element]:
    """Go through paragraphs in order; one inside another, in a text box, comes after it."""
    for child in node.children:
        if child.tag in LEFT_OUT:
            continue
        if child.tag in PARAGRAPHS:
            yield child
        yield from _paragraphs(child)


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
