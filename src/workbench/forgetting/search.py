"""Search: every store of a study looked through for what is left of a person."""

from __future__ import annotations

import html
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError
from workbench.forgetting.forgotten import Entry
from workbench.forgetting.traces import Traces
from workbench.reading.guard.archive import within_budget
from workbench.reading.letters.encoding import BOMS

STAGE = ".forgetting"
"""Folder, in the study's, of a run that has not finished."""
LARGEST = 64 * 1024 * 1024
MARKED_UP = (".html", ".htm", ".xml", ".svg", ".ipynb")
ESCAPED = (".json", ".jsonl", ".ipynb")
ZIPPED = (".docx", ".odt", ".xlsx", ".ods", ".zip", ".qdpx", ".pptx", ".epub")
PARAGRAPH_ENDS = re.compile(r"</(?:\w+:)?(?:p|h|si|row|c|tr|td|th|li|div)>|<(?:\w+:)?(?:br|tab|s|cr)\b[^>]*/>")
TAG = re.compile(r"<[^<>]*>")
BACKUPS = re.compile(r"^(?:.*~|~\$.*|#.*#|\.#.*|\..*\.sw[a-p]|.*\.(?:bak|orig|old|tmp|swp|autosave)|\.~lock.*)$", re.I)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder or file to look through; document names mean this study's there, or not."""

    path: Path
    documents: bool = True
    deep: bool = True


def search(traces: Traces, stores: Iterable[Store], aside: Iterable[Path] = ()) -> list[Entry]:
    """Return each place, with file and line, at which something of the person is left."""
    left: list[Entry] = []
    without = {path.resolve() for path in aside}
    for store in stores:
        for path in files_in(store):
            if path.resolve() not in without:
                without.add(path.resolve())
                left += hits(traces, path, documents=store.documents)
    return left


def hits(traces: Traces, path: Path, *, documents: bool = True) -> list[Entry]:
    """Return what of a person is left in one file and in its name."""
    found = [
        Entry(str(path), f"{what}, in the file's name") for _, what in traces.in_text(path.name, documents=documents)
    ]
    try:
        if path.stat().st_size > LARGEST:
            return [*found, Entry(str(path), "too large to be searched: look yourself")]
        for part, text in texts_of(path):
            for line, what in traces.in_text(text, documents=documents):
                found.append(Entry(f"{path}:{line}" if not part else f"{path} ({part})", what))
    except (OSError, InputError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        found.append(Entry(str(path), f"cannot be searched: {type(error).__name__}"))
    return list(dict.fromkeys(found))


def files_in(store: Store) -> Iterator[Path]:
    """Go through the files of a store, version control and unfinished runs left out."""
    if store.path.is_file():
        yield store.path
    elif store.path.is_dir():
        for path in sorted(store.path.rglob("*") if store.deep else store.path.glob("*")):
            inside = path.relative_to(store.path).parts
            if path.is_file() and ".git" not in inside and STAGE not in inside:
                yield path


def is_backup(path: Path) -> bool:
    """Say whether an editor or a notebook server put this file beside another."""
    return bool(BACKUPS.match(path.name)) or ".ipynb_checkpoints" in path.parts


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Go through (part, text) of a file as people read it; the part is "" for a file that is one text."""
    suffix = path.suffix.lower()
    if suffix in ZIPPED and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            within_budget(path, archive)
            for item in archive.infolist():
                yield item.filename, _without_tags(_decoded(archive.read(item)))
    elif suffix == ".pdf":
        yield "", _pdf_text(path)
    else:
        text = _decoded(path.read_bytes())
        text = _unescaped(text) if suffix in ESCAPED else text
        yield "", _without_tags(text) if suffix in MARKED_UP else text


def _decoded(raw: bytes) -> str:
    mark, name = next(((mark, name) for mark, name in BOMS if raw.startswith(mark)), (b"", "utf-8"))
    try:
        return raw[len(mark) :].decode(name)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _unescaped(text: str) -> str:
    """Return JSON text with letters as people read them; a line's end inside a string becomes a space."""
    return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", _letter, text)


def _letter(escape: re.Match[str]) -> str:
    if escape[1] in "nrt":
        return " "
    try:
        return str(json.loads(f'"{escape[0]}"'))
    except ValueError:
        return escape[1]


def _without_tags(text: str) -> str:
    """Return marked-up text as it reads, on the same lines; names in attributes are kept before the words."""
    spaced = PARAGRAPH_ENDS.sub(" ", text)
    return html.unescape(TAG.sub(_kept, spaced))


def _kept(tag: re.Match[str]) -> str:
    """Return the values of a tag's attributes, in brackets so that they join no word, or nothing."""
    spoken = " ".join(re.findall(r"\b(?:alt|title|aria-label|id|href|data-[\w-]+)=\"([^\"]+)\"", tag[0]))
    return f" {spoken} " if spoken else "\n" * tag[0].count("\n")


def _pdf_text(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    except (PyPdfError, ValueError, KeyError, TypeError) as error:
        raise RuntimeError("not a PDF that can be read") from error
