"""Encoding: bytes of a file to text, without a silent guess."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.letters.looks import better, look, utf7_letters, zero_bytes

LARGEST = 64 * 1024 * 1024
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEPARATORS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file with line feeds as line ends, and what a reader should know of how it was read."""

    text: str
    notices: tuple[Notice, ...] = ()


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return the text of a file with line feeds as line ends; InputError when it cannot be trusted."""
    return decoded(path, encoding).text


def decoded(path: Path, encoding: str | None = None) -> Decoded:
    """Return the text of a file; InputError when it cannot be trusted.

    A byte-order mark decides; else the named encoding must fit every byte. Nothing is guessed:
    the error says what the bytes look like, how they would read so and, for an interview, how to
    name their encoding. A file of the study itself has none to be named: it is UTF-8. Byte-order
    marks within the text, which joined files leave, are dropped; NEL and the line and paragraph
    separators end lines in a file that has no other line ends.
    """
    raw = read_bytes(path)
    mark, by_mark = next(((mark, name) for mark, name in BOMS if raw.startswith(mark)), (b"", None))
    text = _strict(path, raw[len(mark) :], by_mark or encoding or "utf-8", may_be_named=encoding is not None)
    if "\x00" in text:
        raise InputError([_zero_byte(path, raw, text, may_be_named=encoding is not None)])
    notices = [] if by_mark is None or encoding is None else _contradicted(path, by_mark, encoding)
    if by_mark is None and encoding is not None and not text.isascii():
        notices += _doubtful(path, raw, encoding)
    notices += _utf7(path, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if inner := text.count("\ufeff"):
        line = text.count("\n", 0, text.index("\ufeff")) + 1
        notices.append(Notice(path.name, "inner_byte_order_marks", {"n": inner}, line))
        text = text.replace("\ufeff", "")
    if "\n" not in text and (ends := len(SEPARATORS.findall(text))):
        notices.append(Notice(path.name, "line_separators", {"n": ends}))
        text = SEPARATORS.sub("\n", text)
    return Decoded(text, tuple(notices))


def _strict(path: Path, raw: bytes, encoding: str, *, may_be_named: bool) -> str:
    """Return the text of bytes that fit an encoding whole; InputError when they do not, or it is none."""
    try:
        family = codecs.lookup(encoding).name
        if family in ("utf-16", "utf-32"):
            raise InputError([_which_end(path, raw, family)])
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError([_undecodable(path, raw, (encoding, error.start), may_be_named=may_be_named)]) from error
    except (LookupError, ValueError) as error:
        raise InputError([Problem(str(path), "unknown encoding", _shown(encoding), "a Python codec name")]) from error


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InputError when it is missing, empty or larger than 64 MB."""
    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            remedy = "put a copy of the file here"
            raise InputError([Problem(str(path), "cannot be read", "no regular file", remedy=remedy)])
        size = told.st_size
        if size > LARGEST:
            raise InputError([Problem(str(path), "file too large", f"{size:,} bytes", f"at most {LARGEST:,}")])
        raw = path.read_bytes()
    except OSError as error:
        raise InputError([Problem(str(path), "cannot be read", error.strerror or str(error))]) from error
    if not raw.strip():
        raise InputError([Problem(str(path), "the file is empty", remedy="restore it or take it out of the study")])
    return raw


def _undecodable(path: Path, raw: bytes, failed: tuple[str, int], *, may_be_named: bool) -> Problem:
    """Return the problem of bytes that an encoding does not fit; `failed` is (encoding, place of the first)."""
    encoding, start = failed
    sound = raw[:start].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Problem(
        f"{path}:{sound.count(chr(10)) + 1}",
        f"not {encoding} text",
        f"byte 0x{raw[start]:02X}",
        remedy=_remedy(raw, may_be_named=may_be_named),
    )


def _zero_byte(path: Path, raw: bytes, text: str, *, may_be_named: bool) -> Problem:
    before = text[: text.index("\x00")].replace("\r\n", "\n").replace("\r", "\n")
    remedy = _remedy(raw, may_be_named=may_be_named) if zero_bytes(raw) else "save the file as UTF-8 text"
    return Problem(f"{path}:{before.count(chr(10)) + 1}", "zero bytes in the text", remedy=remedy)


def _which_end(path: Path, raw: bytes, family: str) -> Problem:
    remedy = _remedy(raw, may_be_named=True) if zero_bytes(raw) else "save it as UTF-8"
    allowed = f"{family}-le or {family}-be"
    return Problem(str(path), f"{family} without a byte-order mark can be read in two ways", family, allowed, remedy)


def _remedy(raw: bytes, *, may_be_named: bool) -> str:
    """Return what to do with bytes in another encoding: what they look like, and how they would read so."""
    seen = look(raw)
    if seen is None:
        return "it looks like no known encoding: save it as UTF-8"
    name = f", or write `encoding: {seen.encoding}` at its source in study.yml" if may_be_named else ""
    return f"it looks like {seen.encoding}, and would read: « {seen.line} »; if that is right, save it as UTF-8{name}"


def _contradicted(path: Path, by_mark: str, named: str) -> list[Notice]:
    """Return a notice when an encoding is named and the byte-order mark says another, which wins."""
    family = by_mark.removesuffix("-le").removesuffix("-be")
    try:
        known = codecs.lookup(named).name
    except (LookupError, ValueError):
        known = named
    if known.removesuffix("-sig").removesuffix("-le").removesuffix("-be") == family or named == "utf-8":
        return []
    return [Notice(path.name, "byte_order_mark", {"named": named, "found": by_mark})]


def _doubtful(path: Path, raw: bytes, named: str) -> list[Notice]:
    """Return a notice when the named encoding fits, as one-byte encodings always do, and another gives words."""
    seen = better(raw, named)
    if seen is None:
        return []
    return [Notice(path.name, "encoding_doubtful", {"named": named, "looks": seen.encoding, "line": seen.line})]


def _utf7(path: Path, text: str) -> list[Notice]:
    """Return a notice when plain text looks like UTF-7 that was never read as such."""
    hits = list(utf7_letters(text)) if text.isascii() and "+A" in text else []
    if not hits:
        return []
    line = text.count("\n", 0, hits[0].start()) + 1
    return [Notice(path.name, "looks_like_old_mail", {"n": len(hits), "example": hits[0][0]}, line)]


def _shown(name: str) -> str:
    return name if name.isprintable() else repr(name)
