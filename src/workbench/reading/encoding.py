"""Encoding: bytes of a file to text, without a silent guess."""

from __future__ import annotations

import codecs
from pathlib import Path

import chardet

from workbench.errors import InputError, Problem

LARGEST = 64 * 1024 * 1024
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return the text of a file with line feeds as line ends; InputError when it cannot be trusted.

    A byte-order mark decides; else the named encoding must fit every byte. Nothing is guessed:
    the error says what the bytes look like and, for an interview, how to name their encoding. A
    file of the study itself has none to be named: it is UTF-8.
    """
    raw = read_bytes(path)
    may_be_named = encoding is not None
    mark, encoding = next(((mark, name) for mark, name in BOMS if raw.startswith(mark)), (b"", encoding or "utf-8"))
    raw = raw[len(mark) :]
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError([_undecodable(path, raw, error, may_be_named=may_be_named)]) from error
    except (LookupError, ValueError) as error:
        raise InputError([Problem(str(path), "unknown encoding", _shown(encoding), "a Python codec name")]) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise InputError([Problem(f"{path}:{line}", "zero bytes in the text", remedy="save the file as UTF-8 text")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InputError when it is missing, empty or larger than 64 MB."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError([Problem(str(path), "file too large", f"{size:,} bytes", f"at most {LARGEST:,}")])
        raw = path.read_bytes()
    except OSError as error:
        raise InputError([Problem(str(path), "cannot be read", error.strerror or str(error))]) from error
    if not raw.strip():
        raise InputError([Problem(str(path), "the file is empty", remedy="restore it or take it out of the study")])
    return raw


def _undecodable(path: Path, raw: bytes, error: UnicodeDecodeError, *, may_be_named: bool) -> Problem:
    looks = chardet.detect(raw)["encoding"] or "no known encoding"
    name = ", or write `encoding:` at its source in study.yml" if may_be_named else ""
    return Problem(
        f"{path}:{raw[: error.start].count(10) + 1}",
        f"not {error.encoding} text",
        f"byte 0x{raw[error.start]:02X}",
        remedy=f"it looks like {looks}: save it as UTF-8{name}",
    )


def _shown(name: str) -> str:
    return name if name.isprintable() else repr(name)
