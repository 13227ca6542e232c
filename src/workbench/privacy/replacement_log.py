"""Replacement log: what was said where something else now stands, kept beside the key and never in the study."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from io import StringIO
from pathlib import Path

from workbench.disk.spreadsheet_cell import guarded, unguarded
from workbench.disk.whole_file import OWN, write_whole
from workbench.errors import WorkbenchError
from workbench.model.transcript import Transcript
from workbench.privacy.pseudonyms import key_path


@dataclass(frozen=True, slots=True)
class LogRow:
    """Characters `start` to `end` of a transcript's text say `stand_in` where `words` were said."""

    document: str
    start: int
    end: int
    stand_in: str
    kind: str
    words: str


COLUMNS = tuple(each.name for each in fields(LogRow))


def rows_of(transcript: Transcript, original: str) -> Iterator[LogRow]:
    """Return a row for each replacement; `original` are the words as the file has them, one turn a line."""
    shift = 0
    for change in transcript.replacements:
        begins = change.start - shift
        words = original[begins : begins + change.length]
        yield LogRow(
            transcript.id, change.start, change.end, transcript.text[change.start : change.end], change.kind, words
        )
        shift += (change.end - change.start) - change.length


def log_path(study_id: str) -> Path:
    """Return where the log of a study lies: beside the key of the pseudonyms."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", study_id):
        raise WorkbenchError(f"no log can be called after the study {study_id!r}; allowed are a to z, 0 to 9, _ and -")
    return key_path().parent / f"{study_id}.replacements.csv"


def write_log(study_id: str, rows: Iterable[LogRow], *, illustrative: bool = False) -> Path | None:
    """Write the log of a study, readable by its owner alone; the old one stays until the new one is whole.

    An illustrative study has nobody to protect and gets none (None). WorkbenchError where the folder
    cannot be written to.
    """
    if illustrative:
        return None
    path = log_path(study_id)
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(str(cell)) for cell in astuple(row)] for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.getvalue(), OWN)
    except OSError as error:
        raise WorkbenchError(f"{path}: the log of replacements cannot be written: {error.strerror}") from error
    return path


def read_log(study_id: str) -> list[LogRow]:
    """Return the rows of the log of a study; none where there is no log."""
    path = log_path(study_id)
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        cells = [[unguarded(cell) for cell in row] for row in list(csv.reader(file))[1:]]
    return [LogRow(document, int(start), int(end), *rest) for document, start, end, *rest in cells]
