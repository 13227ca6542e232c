"""Suggestion file: what the machine proposed and what people decided, kept beside the codings.

Its places count characters of the transcript's text, names already replaced, since that is what the
machine has read and the reviewer sees; those of codings.csv count characters of the file's own words,
names included, since that is what a person codes.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from workbench.disk.spreadsheet_cell import guarded, unguarded
from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, quote
from workbench.model.suggestion import Suggestion, same_passage
from workbench.model.transcript import Transcript
from workbench.reading.codings import under_current_name, unknown_code
from workbench.reading.table import read_rows

FILE = "suggestions.csv"
COLUMNS = ("document", "start", "end", "quote", "code", "score", "reason", "origin", "decision", "coder", "date")
DECISIONS = ("", "accept", "reject")
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take accents for other characters."""


def read_suggestions(path: Path, transcripts: Mapping[str, Transcript], codebook: Codebook) -> list[Suggestion]:
    """Return the suggestions of a study, decided ones first to last; none when there is no file.

    InputError lists every decided row that does not fit: an unknown interview or code, words that are no
    longer at their place, a decision nobody signed. Rows without a decision that do not fit are left out:
    they are proposed anew. A code that was renamed or merged since is read as the current one.
    """
    if not path.exists():
        return []
    found: list[Suggestion] = []
    problems: list[Problem] = []
    for line, raw in read_rows(path, COLUMNS):
        row = under_current_name(_plain_row(raw), codebook)
        read = _suggestion(row, transcripts, codebook)
        if isinstance(read, Suggestion):
            found.append(read)
        elif row["decision"]:
            problems.append(Problem(f"{path}:{line}", read.what, read.got, read.allowed, read.remedy))
    if problems:
        raise InputError(problems)
    return found


def write_suggestions(path: Path, suggestions: Iterable[Coding], earlier: Sequence[Suggestion]) -> list[Suggestion]:
    """Write what was decided and what is proposed now, and return it, by document and place.

    Every decided row of `earlier`, as read from the file, stays. Its other rows give way to `suggestions`,
    without those whose passage and code were decided on. InputError, with nothing written, when the file
    has decisions that `earlier` does not know.
    """
    decided = [one for one in earlier if one.decision]
    _check_known(path, decided)
    fresh = [one for one in map(Suggestion.of, suggestions) if not _was_decided(one, decided)]
    once = {(one.evidence.document, one.evidence.start, one.evidence.end, one.code): one for one in fresh}
    rows = sorted((*decided, *once.values()), key=_order)
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([guarded(cell) for cell in _cells(one)] for one in rows)
    write_whole(path, BYTE_ORDER_MARK + out.getvalue())
    return rows


def row_of(one: Suggestion) -> dict[str, str]:
    """Return the row of the file that says a suggestion and what was decided on it."""
    return dict(zip(COLUMNS, _cells(one), strict=True))


def _plain_row(raw: Mapping[str, str]) -> dict[str, str]:
    row = {name: unguarded(cell if name == "quote" else cell.strip()) for name, cell in raw.items()}
    return {**row, "decision": row["decision"].casefold()}


def _suggestion(row: dict[str, str], transcripts: Mapping[str, Transcript], codebook: Codebook) -> Suggestion | Problem:
    if row["document"] not in transcripts:
        return Problem("", "no interview is called so", row["document"], ", ".join(sorted(transcripts)[:12]))
    place = _place(row, transcripts[row["document"]])
    if isinstance(place, Problem):
        return place
    fault = _fault(row, codebook)
    if fault is not None:
        return fault
    score = row["score"].replace(",", ".")
    try:
        return Suggestion.model_validate(
            {
                "evidence": quote(transcripts[row["document"]], *place),
                "score": float(score) if score else None,
                **{name: row[name] for name in ("code", "reason", "origin", "decision", "coder", "date")},
            }
        )
    except ValueError:
        got, allowed = f"{row['score']!r}, {row['origin']!r}", "0 to 1 or empty; terms or learned"
        return Problem("", "score or origin does not fit", got, allowed, "leave these cells as they were written")


def _fault(row: dict[str, str], codebook: Codebook) -> Problem | None:
    if row["decision"] not in DECISIONS:
        return Problem("", "unknown decision", row["decision"], "accept, reject, or empty")
    if row["decision"] == "accept" and not row["coder"]:
        return Problem("", "nobody is named who accepted this", allowed="a name or letter", remedy="fill in coder")
    return None if row["decision"] == "reject" else unknown_code(row["code"], codebook)


def _place(row: dict[str, str], transcript: Transcript) -> tuple[int, int] | Problem:
    remedy = f"code the passage in codings.csv, or take the row out of {FILE}"
    try:
        start, end = int(row["start"]), int(row["end"])
    except ValueError:
        return Problem("", "start and end must be whole numbers", f"{row['start']!r}, {row['end']!r}")
    words = transcript.text[start:end] if 0 <= start < end <= len(transcript.text) else ""
    if not words or words != row["quote"]:
        if transcript.text.count(row["quote"]) == 1 and row["quote"]:
            now = transcript.text.index(row["quote"])
            remedy = f"they are at {now} to {now + len(row['quote'])} now: correct start and end"
        return Problem("", "other words stand at this place", repr(words[:60]), repr(row["quote"][:60]), remedy)
    turn = transcript.utterance_at(start, end)
    if turn is None or turn.role != "participant":
        return Problem("", "these are not one participant's words", repr(words[:60]), remedy=remedy)
    return start, end


def _was_decided(one: Suggestion, decided: Iterable[Suggestion]) -> bool:
    return any(one.code == other.code and same_passage(one.evidence, other.evidence) for other in decided)


def _check_known(path: Path, decided: Iterable[Suggestion]) -> None:
    """Raise InputError when the file holds a decision that would be lost."""
    if not path.exists():
        return
    known: Counter[tuple[str, str, str, str]] = Counter(
        (one.evidence.document, str(one.evidence.start), str(one.evidence.end), one.decision) for one in decided
    )
    problems = []
    for line, raw in read_rows(path, COLUMNS):
        row = _plain_row(raw)
        if row["decision"]:
            place = row["document"], row["start"], row["end"], row["decision"]
            known[place] -= 1
            if known[place] < 0:
                what = "this decision was made while suggestions were worked out"
                problems.append(Problem(f"{path}:{line}", what, row["decision"], remedy="ask for suggestions again"))
    if problems:
        raise InputError(problems)


def _order(one: Suggestion) -> tuple[str, int, int, str, str]:
    return one.evidence.document, one.evidence.start, one.evidence.end, one.code, one.decision


def _cells(one: Suggestion) -> tuple[str, ...]:
    place = one.evidence
    score = "" if one.score is None else f"{one.score:.3f}"
    where = place.document, str(place.start), str(place.end), place.text
    return (*where, one.code, score, one.reason, one.origin, one.decision, one.coder, one.date)
