"""Word: paragraphs and comments of .docx files, tracked insertions included, deletions left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.formats.label_table import labelled_rows
from workbench.reading.guard.archive import opened

KIND = "/officeDocument"
WORD = "a Word document (.docx)"
INSTEAD = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback"})
"""Parts whose words were deleted, moved elsewhere, or stand a second time for old programs."""


class Comment(NamedTuple):
    """A comment in the margin: the words it is fixed to, what it says, who wrote it."""

    anchored: str
    text: str
    author: str


def read_word(path: Path) -> tuple[list[str], list[Notice]]:
    """Return the paragraphs of the body in order, words alone, and notices of what was left out.

    The rows of a table whose first column names the speakers come as `Name: words`. Left out, and
    counted, are comments, footnotes and endnotes, words in the heads and feet of pages, tracked
    deletions, and symbols, of which only the font says what they show. The body is walked here
    because evidence must be the words themselves: the libraries at hand put marks of their own among
    them (footnotes, links, list bullets), drop hyphens that must not break, or leave out tracked
    insertions. InputError for a file that is no Word document.
    """
    with opened(path, WORD) as archive:
        body = _body(archive)
        tree = _tree(archive, body)
        return _paragraphs(tree), _notices(path, archive, PurePosixPath(body).parent, tree)


def read_word_comments(path: Path) -> list[Comment]:
    """Return the comments of a Word document in the order of their numbers; none is an empty list.

    A comment without words of its own in the text has "" for them. InputError as in `read_word`.
    """
    text, comments = read_word_margin(path)
    return [Comment(" ".join(text[start:end].split()), said, author) for start, end, said, author in comments]


def read_word_margin(path: Path) -> tuple[str, list[tuple[int, int, str, str]]]:
    """Return the words of a document, a paragraph a line, and (start, end, text, author) of each comment.

    Start and end are characters of these words; they are equal where a comment is fixed to none. The words
    are those of `read_word`, tables cell by cell. InputError as in `read_word`.
    """
    with opened(path, WORD) as archive:
        body = _body(archive)
        part = str(PurePosixPath(body).parent / "comments.xml")
        if part not in archive.namelist():
            return "", []
        text, places = _anchored(_tree(archive, body))
        comments = [node for node in _tree(archive, part).iter("{*}comment") if _is(node, "comment")]
        return text, [
            (*places.get(_own(node, "id"), (0, 0)), " ".join(_paragraphs(node)).strip(), _own(node, "author"))
            for node in comments
        ]


def _body(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the body, which is not always word/document.xml."""
    for relation in etree.fromstring(archive.read("_rels/.rels"), _parser()):
        if str(relation.get("Type")).endswith(KIND):
            return str(relation.get("Target")).lstrip("/")
    raise KeyError("no document inside")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _tree(archive: zipfile.ZipFile, part: str) -> etree._Element:
    tree = etree.fromstring(archive.read(part), _parser())
    if tree.getroottree().docinfo.doctype:
        what = "a document with a DOCTYPE of its own, which Word never writes"
        raise InputError([Problem(str(archive.filename), what, remedy="save it again from Word")])
    return tree


def _paragraphs(tree: etree._Element) -> list[str]:
    rows = _transcript_rows(tree)
    told: list[str] = []
    for paragraph in _own_paragraphs(tree):
        if paragraph in rows:
            told += rows[paragraph]
        elif len(paragraph):
            told += _lines(paragraph)
        else:
            told.append("")
    return told


def _own_paragraphs(tree: etree._Element) -> Iterator[etree._Element]:
    if any(_is(above, *LEFT_OUT) for above in tree.iterancestors()):
        return
    left_out = (node for node in tree.iter(*(f"{{*}}{name}" for name in LEFT_OUT)) if _is(node, *LEFT_OUT))
    aside = {paragraph for node in left_out for paragraph in node.iter("{*}p")}
    for paragraph in tree.iter("{*}p"):
        if paragraph not in aside and _is(paragraph, "p"):
            yield paragraph


def _transcript_rows(tree: etree._Element) -> dict[etree._Element, list[str]]:
    """Return what comes in place of the paragraphs of tables that are transcripts, the row with its first."""
    instead: dict[etree._Element, list[str]] = {}
    for table in tree.iter("{*}tbl"):
        cells = [
            [list(_own_paragraphs(cell)) for cell in row.iterchildren("{*}tc")] for row in table.iterchildren("{*}tr")
        ]
        told = labelled_rows([[[line for p in cell for line in _lines(p)] for cell in row] for row in cells])
        for row, lines in zip(cells, told or (), strict=False):
            own = [paragraph for cell in row for paragraph in cell]
            instead |= {paragraph: lines if number == 0 else [] for number, paragraph in enumerate(own)}
    return instead


def _lines(paragraph: etree._Element) -> list[str]:
    return "".join(_words(paragraph)).split("\n")


def _words(node: etree._Element) -> Iterator[str]:
    for child in node:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name in INSTEAD:
            yield INSTEAD[name]
        elif name not in LEFT_OUT and not (name == "p" and _is(child, "p")):
            yield from _words(child)  # a paragraph inside, in a text box, comes on its own


def _is(node: etree._Element, *names: str) -> bool:
    namespace, _, name = str(node.tag).rpartition("}")
    return name in names and ("wordprocessingml" in namespace or name == "Fallback")


def _own(node: etree._Element, name: str) -> str:
    """Return an attribute of Word's own namespace, whichever edition of it the file uses."""
    return str(node.get(f"{{{etree.QName(node).namespace}}}{name}", ""))


def _anchored(tree: etree._Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the words of a document and, by its number, the place of each comment's range in them."""
    said: list[str] = []
    length = 0
    begun: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for node in tree.iter(
        "{*}commentRangeStart", "{*}commentRangeEnd", "{*}t", "{*}p", *(f"{{*}}{n}" for n in INSTEAD)
    ):
        name = etree.QName(node).localname
        if name == "commentRangeStart":
            begun[_own(node, "id")] = length
        elif name == "commentRangeEnd":
            number = _own(node, "id")
            places[number] = (begun.get(number, length), length)
        elif not any(_is(above, *LEFT_OUT) for above in node.iterancestors()):
            said.append("\n" if name == "p" else INSTEAD.get(name, node.text or ""))
            length += len(said[-1])
    return "".join(said), places


def _notices(path: Path, archive: zipfile.ZipFile, folder: PurePosixPath, tree: etree._Element) -> list[Notice]:
    counts = {name: _noted(archive, str(folder / f"{name}s.xml"), name) for name in ("comment", "footnote", "endnote")}
    heads = sum(
        bool("".join(_paragraphs(_tree(archive, part))).strip())
        for part in archive.namelist()
        if part.startswith((f"{folder}/header", f"{folder}/footer")) and part.endswith(".xml")
    )
    deleted = sum(bool("".join(node.itertext()).strip()) for node in tree.iter("{*}delText"))
    signs = (node for node in tree.iter("{*}sym") if _is(node, "sym"))
    symbols = sum(not any(_is(above, *LEFT_OUT) for above in node.iterancestors()) for node in signs)
    notices = []
    if counts["comment"]:
        notices.append(Notice(path.name, "margin_comments", {"n": counts["comment"]}))
    if notes := counts["footnote"] + counts["endnote"]:
        notices.append(Notice(path.name, "footnotes", {"n": notes}))
    if heads:
        notices.append(Notice(path.name, "page_heads", {"n": heads}))
    if deleted:
        notices.append(Notice(path.name, "deleted", {"n": deleted}))
    if symbols:
        notices.append(Notice(path.name, "symbols", {"n": symbols}))
    return notices


def _noted(archive: zipfile.ZipFile, part: str, name: str) -> int:
    """Count the notes of a part that hold words: the lines that part notes from the text are notes to Word."""
    if part not in archive.namelist():
        return 0
    nodes = _tree(archive, part).iter(f"{{*}}{name}")
    return sum(bool(" ".join(_paragraphs(node)).strip()) for node in nodes)
