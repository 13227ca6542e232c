"""Pdf: the words of .pdf files page by page, without what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.letters.encoding import read_bytes

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
COMMENTS = ("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Popup")
EDGE = 2
"""Lines at the top and at the bottom of a page that may be its head or foot."""
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u2010": "-"})
BROKEN_WORD = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
REST_OF_WORD = re.compile(r"^[^\W\d_]+")
OPENING = re.compile(r"[^:]{1,40}:")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


class Aside(NamedTuple):
    """What stands beside the words of the pages: comments of readers, filled fields of a form."""

    comments: int
    fields: int


def read_pdf(path: Path) -> tuple[list[str], list[Notice]]:
    """Return the lines of a PDF in order, and notices of what was left out or joined.

    Left out are comments, the filled fields of a form, and a line at the top or bottom that stands,
    but for its numbers, on most of three pages or more. A word broken at the end of a line is
    joined, its hyphen kept where the rest of the file writes such words with one. InputError for a
    file that is no PDF, asks for a password, holds pictures and no words, or has more than 2,000
    pages or 20 million characters.
    """
    pages, aside = _pages(path)
    wordless = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(wordless) == len(pages):
        remedy = "make it readable first: have a program that recognises text (OCR) save it again"
        raise InputError([Problem(str(path), "no words: it is a picture", f"{len(pages)} pages", "", remedy)])
    notices = []
    if aside.comments:
        notices.append(Notice(path.name, "comments", {"n": aside.comments}))
    if aside.fields:
        notices.append(Notice(path.name, "form_fields", {"n": aside.fields}))
    if wordless:
        notices.append(Notice(path.name, "wordless_pages", {"n": len(wordless), "page": wordless[0]}))
    kept, dropped = _without_heads(pages)
    if dropped:
        notices.append(Notice(path.name, "page_heads", {"n": dropped}))
    lines, joined = _joined([line for page in kept for line in page])
    if joined:
        notices.append(Notice(path.name, "hyphens_joined", {"n": joined}))
    return lines, notices


def _pages(path: Path) -> tuple[list[list[str]], Aside]:
    """Return the lines with words of each page, and how much stands beside them."""
    from pypdf import PdfReader  # here, for it is seldom needed and slow to load

    content = read_bytes(path)
    if b"%PDF-" not in content[:1024]:
        raise InputError([Problem(str(path), "not a PDF", repr(content[:20]), "%PDF- at its beginning")])
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError([_locked(path)])
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise InputError([Problem(str(path), "too many pages", f"{count:,}", f"at most {MOST_PAGES:,}")])
        pages, characters, comments = [], 0, 0
        fields = sum(bool(value) for value in reader.get_form_text_fields().values()) if reader.get_fields() else 0
        for page in reader.pages:
            text = page.extract_text().translate(LIGATURES).replace("\x00", "")
            characters += len(text)
            if characters > MOST_CHARACTERS:
                raise InputError([Problem(str(path), "too many words", "", f"at most {MOST_CHARACTERS:,} characters")])
            comments += sum(_is_comment(note) for note in page.annotations or ())
            pages.append([line.strip() for line in text.split("\n") if line.strip()])
    except InputError:
        raise
    except Exception as error:  # what a damaged file makes the library raise has no class in common
        if "encrypt" in str(error).lower() or "AES" in str(error):
            raise InputError([_locked(path)]) from error
        remedy = "open it and print it to a new PDF"
        raise InputError([Problem(str(path), "a damaged PDF", str(error)[:120], remedy=remedy)]) from error
    return pages, Aside(comments, fields)


def _is_comment(note: Any) -> bool:
    """Say whether something fixed to a page is a reader's comment; links and form fields are none."""
    held = note.get_object()
    return held.get("/Subtype") in COMMENTS and bool(str(held.get("/Contents") or "").strip())


def _locked(path: Path) -> Problem:
    remedy = "open it with its password and save it without one"
    return Problem(str(path), "the PDF is locked with a password", remedy=remedy)


def _without_heads(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Return the pages without the lines that most of them begin or end with, and how many lines these are."""
    seen = Counter(shape for page in pages for shape in {_shape(page[place]) for place in _edges(page)})
    written = sum(bool(page) for page in pages)
    opens = Counter(found[0] for page in pages for line in page if (found := OPENING.match(_shape(line))))
    heads = {
        shape
        for shape, times in seen.items()
        if times >= 3 and times > written / 2 and not _is_spoken(shape, times, opens)
    }
    kept = [_peeled(page, heads) for page in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _is_spoken(shape: str, times: int, opens: Mapping[str, int]) -> bool:
    """Say whether a line is somebody's: a label alone, or one that opens other lines too."""
    opening = OPENING.match(shape)
    return opening is not None and (opening[0] == shape or opens[opening[0]] > times)


def _peeled(page: Sequence[str], heads: Collection[str]) -> list[str]:
    """Take heads off the top and the bottom: what stands inside of other words is words."""
    top = next((n for n, line in enumerate(page[:EDGE]) if _shape(line) not in heads), EDGE)
    rest = page[top:]
    foot = next((n for n, line in enumerate(rest[::-1][:EDGE]) if _shape(line) not in heads), EDGE)
    return list(rest[: max(0, len(rest) - foot)])


def _edges(page: Sequence[str]) -> set[int]:
    return {place for place in range(len(page)) if place < EDGE or place >= len(page) - EDGE}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _joined(lines: Sequence[str]) -> tuple[list[str], int]:
    """Join words broken at line ends; return the lines and how many words were joined."""
    words = {word.casefold() for line in lines for word in WORD.findall(line)}
    keep = _kept_hyphens(lines, words)
    told: list[str] = []
    joined = 0
    for line in lines:
        parts = _broken(told[-1], line) if told else None
        if parts:
            hyphen = "-" if keep(*parts) else ""
            told[-1] = f"{told[-1][:-1]}{hyphen}{line}"
            joined += 1
        else:
            told.append(line)
    return told, joined


def _kept_hyphens(lines: Sequence[str], words: Collection[str]) -> Callable[[str, str], bool]:
    """Return a function that says whether a broken word keeps its hyphen.

    The form the file has elsewhere decides; where it has neither, what is usual among the words it
    has; where there are none of these, the hyphen goes.
    """

    def evidence(begins: str, ends: str) -> int:
        return (f"{begins}-{ends}".casefold() in words) - (f"{begins}{ends}".casefold() in words)

    usual = sum(evidence(*parts) for above, below in pairwise(lines) if (parts := _broken(above, below)))
    return lambda begins, ends: (evidence(begins, ends) or usual) > 0


def _broken(above: str, below: str) -> tuple[str, str] | None:
    """Return the two parts of a word broken between two lines, if one is."""
    begins, ends = BROKEN_WORD.search(above), REST_OF_WORD.match(below)
    return (begins[1], ends[0]) if begins and ends and below[0].islower() else None
