"""Finished page: the file of a page taken apart into elements, words and addresses, encoded parts decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Literal

from workbench.report.gate.decoding import decoded

INLINE = re.compile(
    "a|abbr|b|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|su[bp]|tspan|u|var|wbr"
)
"""Elements that end no line of words."""
UNREAD = frozenset({"script", "style", "template", "noscript"})
DEEPEST = 4
"""Files within files that are looked into."""

READ = re.compile("alt|title|content|href|placeholder|value|label|summary|aria-.*|data-.*")
"""Attributes that hold words."""

Kind = Literal["words", "digits", "attribute", "comment", "style", "script", "encoded"]


@dataclass(frozen=True, slots=True)
class Element:
    """An opening tag, its attributes with entities decoded, and its line; `inside` is the file it lies in, if another.

    Names are in lower case.
    """

    name: str
    attributes: dict[str, str]
    line: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to read, and where; `own` are the words without those that were said by somebody."""

    kind: Kind
    content: str
    line: int
    where: str = ""
    own: str = ""


@dataclass(slots=True)
class FinishedPage:
    """A page's text with everything in it, in order."""

    source: str
    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def words(self) -> Iterator[Piece]:
        """Yield what is read on the page, or as a picture's or an element's name; digits set apart are none."""
        for piece in self.pieces:
            if piece.kind in ("words", "encoded") or (piece.kind == "attribute" and READ.match(piece.where)):
                yield piece


def finished_page(source: str, *, inside: str = "", line: int = 0, depth: int = 0) -> FinishedPage:
    """Return a page taken apart; what lies in a file within it bears the line of that file."""
    reader = _Reader(inside, line)
    reader.feed(source)
    reader.close()
    reader.end_block()
    page = FinishedPage(source, reader.elements, reader.pieces)
    if depth < DEEPEST:
        for piece in list(page.pieces):
            for kind, content in decoded(piece.content):
                within = finished_page(
                    content, inside=f"{kind} in {piece.where or piece.kind}", line=piece.line, depth=depth + 1
                )
                page.elements += within.elements
                page.pieces += (_encoded(each) for each in within.pieces)
    return page


def _encoded(piece: Piece) -> Piece:
    """Return words of a text that was hidden as what they are."""
    return replace(piece, kind="encoded") if piece.kind == "words" else piece


class _Reader(HTMLParser):
    """Collects elements, and the words of each block as one piece, however they are set within it."""

    def __init__(self, inside: str, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.pieces: list[Piece] = []
        self._inside, self._fixed = inside, line
        self._words: list[tuple[str, bool]] = []
        self._begins = 0
        self._unread = ""
        self._quotes = 0
        self._apart = False

    @property
    def _line(self) -> int:
        return self._fixed or self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not INLINE.fullmatch(tag):
            self.end_block()
        if tag in UNREAD:
            self._unread = tag
        if tag in ("br", "tspan"):
            self._words.append((" ", False))
        given = {name: value or "" for name, value in attrs}
        self._apart = " " in given.get("x", "")  # each sign has its own place: a row of a table
        if tag == "q" or "asked" in given.get("class", "").split():
            self._quotes += 1
        self.elements.append(Element(tag, given, self._line, self._inside))
        for name, value in given.items():
            if value:
                kind: Kind = "style" if name == "style" else "attribute"
                self.pieces.append(Piece(kind, value, self._line, f"{name} of <{tag}>", value))

    def handle_endtag(self, tag: str) -> None:
        if not INLINE.fullmatch(tag):
            self.end_block()
            self._quotes = 0
        elif tag == "q":
            self._quotes = max(0, self._quotes - 1)
        if tag == self._unread:
            self._unread = ""

    def handle_data(self, data: str) -> None:
        if self._unread:
            self.pieces.append(Piece("style" if self._unread == "style" else "script", data, self._line, self._unread))
        elif data:
            self._begins = self._begins or self._line
            self._words.append((data, self._quotes > 0))

    def handle_comment(self, data: str) -> None:
        self.pieces.append(Piece("comment", data, self._line, "comment"))

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def end_block(self) -> None:
        """Make one piece of the words since the last block ended."""
        told = "".join(words for words, _ in self._words).strip()
        if told:
            own = " ".join(words for words, quoted in self._words if not quoted)
            kind: Kind = "digits" if self._apart else "words"
            self.pieces.append(Piece(kind, told, self._begins, self._inside, own))
        self._words, self._begins = [], 0
