"""Hand-out: slides, a workbook, a table or a printed page, taken apart into what anybody could read in the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from lxml import etree

from workbench.errors import InputError, Problem
from workbench.reading.guard.archive import opened
from workbench.reading.letters.encoding import read_bytes
from workbench.report.gate.finished_page import Element, FinishedPage, Piece
from workbench.report.gate.outward_rules import MADE_WITH

Found = Iterator[Piece | Element]
MAKER = "persona-workbench"
"""Who our files say made them; any other is somebody's name."""
LINES = frozenset({"p", "si", "is"})
"""Elements of office files whose runs are one line of words."""
NAMED = frozenset({"descr", "title", "name"})
"""Attributes that are read out, or shown in an outline."""
MAKERS = frozenset({"creator", "lastModifiedBy", "Manager", "Company"})
MEASURED = re.compile(r"[-\u2212]?(?:\d|[1-9]\d{1,6}|\d+\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
"""A cell that holds a count or a measure; longer whole numbers, and those with more signs, may be dialled."""
SAID = re.compile(r"[“«].*?[”»]", re.DOTALL)
QUOTED = ("quotes", "text")
"""Table and column that hold what participants said."""


def is_hand_out(path: Path) -> bool:
    """Say whether a file is judged as a hand-out, by its ending."""
    return path.suffix.lower() in KINDS


def hand_out(path: Path) -> FinishedPage:
    """Return what a hand-out holds, hidden parts included, as pieces and elements that the gate's rules can look at.

    A piece says where it stands in words (a part of the file, a cell, a page); lines are counted in tables alone.
    InputError where the file is not what its ending says.
    """
    page = FinishedPage("")
    for one in KINDS[path.suffix.lower()](path):
        if isinstance(one, Element):
            page.elements.append(one)
        else:
            page.pieces.append(one)
    return page


def _words(content: str, where: str, line: int = 0, *, said: bool = False) -> Piece:
    """Return words; those that somebody said are not our own."""
    return Piece("words", content, line, where, "" if said else SAID.sub(" ", content))


def _slides(path: Path) -> Found:
    with opened(path, "a presentation") as archive:
        for part in archive.namelist():
            yield from _part(part, archive.read(part))


def _workbook(path: Path) -> Found:
    from openpyxl import load_workbook

    with opened(path, "a workbook") as archive:
        for part in archive.namelist():
            content = archive.read(part)
            if part == "xl/sharedStrings.xml":  # words of cells that are gone may still be there
                yield from (_words(" ".join(line), part, said=True) for line in _lines(etree.fromstring(content)))
            else:
                yield from _part(part, content)
        with closing(load_workbook(path, read_only=True)) as book:
            for sheet in book:
                head: list[str] = []
                for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                    cells = ["" if value is None else str(value) for value in row]
                    head = head or cells
                    yield from _row(sheet.title, head, number, cells)


def _table(path: Path) -> Found:
    head: list[str] = []
    try:
        for number, row in enumerate(csv.reader(StringIO(read_bytes(path).decode("utf-8-sig"), newline="")), 1):
            head = head or row
            yield from _row(path.stem, head, number, row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError([Problem(str(path), "no table that can be read", str(error)[:120], "CSV in UTF-8")]) from error


def _row(table: str, head: list[str], number: int, cells: list[str]) -> Found:
    for place, cell in enumerate(cells):
        column = head[place] if place < len(head) else str(place + 1)
        if MEASURED.fullmatch(cell):
            yield Piece("digits", cell, number, f"{table}, {column}")
        elif cell.strip():
            yield _words(cell, f"{table}, {column}", number, said=(table, column) == QUOTED)


def _printed(path: Path) -> Found:
    from pypdf import PdfReader

    content = read_bytes(path)
    try:
        reader = PdfReader(BytesIO(content))
        author = (reader.metadata.author if reader.metadata else None) or ""
        if author not in ("", MAKER):
            yield Element("meta", {"name": "author"}, 0, "properties")
        yield from _acting(reader.trailer["/Root"])
        yield from (_words(str(one.title), "outline") for one in _flat(reader.outline))
        for number, page in enumerate(reader.pages, 1):
            yield from _page(page.extract_text(), f"page {number}")
            for note in page.annotations or ():
                held: Any = note.get_object()
                action = _held(held, "/A")
                yield Piece("attribute", str(action.get("/URI") or action.get("/F") or ""), 0, f"link of page {number}")
                if held.get("/Subtype") != "/Link" and str(held.get("/Contents") or "").strip():
                    yield Piece("comment", str(held["/Contents"]), 0, f"page {number}")
    except InputError:
        raise
    except Exception as error:  # what a damaged file makes the library raise has no class in common
        raise InputError([Problem(str(path), "no PDF that can be read", str(error)[:120])]) from error


def _page(text: str, where: str) -> Iterator[Piece]:
    """Yield a page as a whole, as a name may go on in the next line, and by lines: rows of figures are no number."""
    whole = _words(" ".join(text.split()), where)
    yield replace(whole, kind="digits")
    yield from (_words(line, where, said=True) for line in text.splitlines() if line.strip())


def _acting(root: Any) -> Iterator[Element]:
    """Yield what a PDF does by itself, and the files it carries."""
    names, opening = _held(root, "/Names"), _held(root, "/OpenAction")
    acts = isinstance(opening, dict) and opening.get("/S") not in (None, "/GoTo")
    if acts or "/AA" in root or "/JavaScript" in names:
        yield Element("script", {}, 0, "properties")
    if "/EmbeddedFiles" in names:
        yield Element("object", {}, 0, "properties")


def _held(owner: Any, name: str) -> Any:
    """Return what a PDF's dictionary has under a name, even where it only says where that is; {} for nothing."""
    found = owner.get(name)
    return {} if found is None else found.get_object()


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        yield from _flat(one) if isinstance(one, list) else (one,)


def _part(part: str, content: bytes) -> Found:
    """Yield what a part of an office file holds."""
    if not part.endswith((".xml", ".rels", ".vml")):
        if part.endswith("vbaProject.bin") or "/embeddings/" in part or "/activeX/" in part:
            yield Element("script", {}, 0, part)
        elif made := MADE_WITH.search(content.decode("latin-1")):
            yield Piece("attribute", made[0], 0, part)
        return
    root = etree.fromstring(content)
    for cells in root.findall("{*}sheetData"):
        root.remove(cells)  # they are read row by row
    is_comment = "comment" in part.lower() and not part.endswith(".rels")
    for line in _lines(root):
        yield Piece("comment", " ".join(line), 0, part) if is_comment else _words("".join(line), part)
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield Piece("comment", element.text or "", 0, part)
            continue
        name = etree.QName(element).localname
        if name in MAKERS and (element.text or "").strip() not in ("", MAKER):
            yield Element("meta", {"name": "author"}, 0, part)
        given = {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
        if given.get("TargetMode") == "External" and not given.get("Type", "").endswith("/hyperlink"):
            yield Element("img", {"src": given.get("Target", "")}, 0, part)
        for key, value in given.items():
            where = f"{part}, {key} of <{name}>"
            yield _words(value, where) if key in NAMED else Piece("attribute", value, 0, where)


def _lines(root: Any) -> Iterator[list[str]]:
    """Yield the texts of each line, and those that stand in none."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in LINES:
            line = [text for text in element.itertext() if text.strip()]
        else:
            line = [element.text] if (element.text or "").strip() else []
            waiting += reversed(element)
        if line:
            yield line


KINDS: dict[str, Callable[[Path], Found]] = {
    ".pptx": _slides,
    ".xlsx": _workbook,
    ".csv": _table,
    ".pdf": _printed,
}
