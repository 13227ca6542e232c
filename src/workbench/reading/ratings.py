"""Ratings: which point of a researcher's scale a coder gave, checked row by row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench.disk.spreadsheet_cell import unguarded
from workbench.errors import InputError, Problem
from workbench.model.codebook import Codebook
from workbench.model.evidence import Evidence
from workbench.model.rating import Rating
from workbench.model.transcript import Transcript
from workbench.reading.codings import Words, passage
from workbench.reading.table import read_rows

FILE = "ratings.csv"
NEEDED = ("document", "scale", "value", "coder")
QUOTED = ("quote", "start", "end")


def read_ratings(
    path: Path, transcripts: Mapping[str, Transcript], originals: Words, codebook: Codebook
) -> tuple[Rating, ...]:
    """Return the ratings of a study, none when there is no file; InputError lists every row that does not fit.

    A row holds document, scale (its id in the codebook), value (1 to the scale's points) and coder. A quote,
    given as in codings.csv, is optional; in a group it says who is rated. A coder rates a participant on a
    scale once a document.
    """
    if not path.exists():
        return ()
    ratings: list[Rating] = []
    problems: list[Problem] = []
    lines: dict[tuple[str, str, str, str], int] = {}
    for line, raw in read_rows(path, NEEDED):
        read = _rating({name: unguarded(cell.strip()) for name, cell in raw.items()}, transcripts, originals, codebook)
        if isinstance(read, Rating):
            first = lines.setdefault((read.document, read.participant, read.scale, read.coder), line)
            if first == line:
                ratings.append(read)
                continue
            read = Problem("", f"{read.coder} has rated this on line {first}", read.scale, remedy="keep one of them")
        problems.append(Problem(f"{path}:{line}", read.what, read.got, read.allowed, read.remedy))
    if problems:
        raise InputError(problems)
    return tuple(ratings)


def _rating(
    row: dict[str, str], transcripts: Mapping[str, Transcript], originals: Words, codebook: Codebook
) -> Rating | Problem:
    if row["document"] not in transcripts:
        return Problem("", "no interview is called so", row["document"], ", ".join(sorted(transcripts)[:12]))
    transcript = transcripts[row["document"]]
    value = _value(row, codebook)
    if isinstance(value, Problem):
        return value
    if not row["coder"]:
        return Problem("", "nobody is named who rated this", allowed="a name or letter", remedy="fill in coder")
    evidence: Evidence | None = None
    if any(row.get(name) for name in QUOTED):
        quoted = passage(row, transcript, originals[row["document"]])
        if isinstance(quoted, Problem):
            return quoted
        evidence = quoted
    participant = evidence.participant if evidence else transcript.participant
    if not participant:
        what = "several people speak in this interview: a quote must say who is rated"
        return Problem("", what, row["document"], remedy="give words of the person rated")
    return Rating(row["document"], participant, row["scale"], value, row["coder"], evidence)


def _value(row: dict[str, str], codebook: Codebook) -> int | Problem:
    scale = next((scale for scale in codebook.scales if scale.id == row["scale"]), None)
    if scale is None:
        known = ", ".join(scale.id for scale in codebook.scales) or "none is declared"
        return Problem("", "unknown scale", row["scale"], known, "declare it under `scales:` in codebook.yml")
    text = row["value"]
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= scale.points:
        return Problem("", "not a point of this scale", text[:40], f"a whole number, 1 to {scale.points}")
    return int(text)
