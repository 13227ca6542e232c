"""Codings: which code a coder gave to which words, anchored to their exact place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from workbench.disk.spreadsheet_cell import unguarded
from workbench.errors import InputError, Problem
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, Evidence, quote
from workbench.model.journey import Journey
from workbench.model.material import Notice
from workbench.model.transcript import Transcript
from workbench.reading.table import read_rows
from workbench.reading.turns import fold_space

NEEDED = ("document", "code", "coder")
Words = Mapping[str, str]
"""Document to its words as the file has them."""
Cells = tuple[tuple[str, str], ...]
"""A row, column by column."""


def read_codings(
    path: Path, transcripts: Mapping[str, Transcript], originals: Words, *, codebook: Codebook, journey: Journey
) -> list[Coding]:
    """Return the reviewed codings of a study; InputError lists every row that does not fit.

    A row holds document, code, coder and the quote, or `start` and `end` (characters of the
    file's words) with or without the quote. A quote without a place must occur exactly once. A code that
    was renamed or merged since is read as the current one (`renamed_codes` tells which).
    """
    rows = coding_rows(path, transcripts, originals, codebook=codebook, journey=journey)
    return [coding for _, coding in rows]


def coding_rows(
    path: Path,
    transcripts: Mapping[str, Transcript],
    originals: Words,
    *,
    codebook: Codebook,
    journey: Journey,
    known: dict[Cells, Coding] | None = None,
) -> list[tuple[dict[str, str], Coding]]:
    """Return each row of a table of codings, its code under the current name, with its coding; InputError as above.

    Rows that are `known` from an earlier reading of the same study are not looked up again; it takes in the others.
    """
    known = {} if known is None else known
    if not path.exists():
        return []
    found: list[tuple[dict[str, str], Coding]] = []
    problems: list[Problem] = []
    steps = {step.id for step in journey.steps}
    for line, row in read_rows(path, NEEDED):
        where = f"{path}:{line}"
        row = under_current_name({name: unguarded(value.strip()) for name, value in row.items()}, codebook)
        cells = tuple(row.items())
        made: Coding | Problem | None = known.get(cells) or _names(row, transcripts, codebook, steps)
        if made is None:
            made = _coding(row, transcripts[row["document"]], originals[row["document"]])
        if isinstance(made, Coding):
            known[cells] = made
            found.append((row, made))
        else:
            problems.append(Problem(where, made.what, made.got, made.allowed, made.remedy))
    if problems:
        raise InputError(problems)
    return found


def check_codings(path: Path) -> None:
    """Raise InputError when the table cannot be read, whatever its rows speak of."""
    if path.exists():
        read_rows(path, NEEDED)


def renamed_codes(path: Path, codebook: Codebook) -> list[Notice]:
    """Return a notice for each old name in a table of codings that is read as a current code."""
    if not path.exists():
        return []
    lines: dict[str, list[int]] = {}
    for line, row in read_rows(path, NEEDED):
        lines.setdefault(row["code"].strip(), []).append(line)
    return [
        Notice(path.name, "renamed_code", {"n": len(own), "old": old, "new": new}, own[0])
        for old, own in lines.items()
        if (new := under_current_name({"code": old}, codebook)["code"]) != old
    ]


def under_current_name(row: dict[str, str], codebook: Codebook) -> dict[str, str]:
    """Return a row whose code was renamed or merged under its current name, any other as it is."""
    if codebook.ended(row["code"]) is None:
        return row
    names = codebook.current(row["code"])
    return {**row, "code": names[0]} if len(names) == 1 else row


def unknown_code(name: str, codebook: Codebook) -> Problem | None:
    """Return what is wrong with the name of a code: never used, split or removed since; None when it is current."""
    if name in codebook:
        return None
    change = codebook.ended(name)
    if change is None:
        known = ", ".join(code.id for code in codebook.codes)
        return Problem("", "unknown code", name, known, "define it in codebook.yml or correct the row")
    current = codebook.current(name)
    what = f"this code was {'split' if current else 'removed'} in version {change.version} of the codebook"
    if not current:
        return Problem("", what, name, remedy=change.note or "choose another code or take the row out")
    return Problem("", what, name, ", ".join(current), "choose one of them for this passage")


def _names(
    row: dict[str, str], transcripts: Mapping[str, Transcript], codebook: Codebook, steps: set[str]
) -> Problem | None:
    if row["document"] not in transcripts:
        return Problem("", "no interview is called so", row["document"], ", ".join(sorted(transcripts)[:12]))
    wrong = unknown_code(row["code"], codebook)
    if wrong is not None:
        return wrong
    if row.get("stance", "") not in ("", "for", "against"):
        return Problem("", "unknown stance", row["stance"], "for, against, or empty")
    if row.get("step") and row["step"] not in steps:
        return Problem("", "unknown journey step", row["step"], ", ".join(sorted(steps)))
    return None


def _place(row: dict[str, str], original: str) -> tuple[int, int] | Problem:
    words = row.get("quote", "")
    if row.get("start") or row.get("end"):
        return _given_place(row, original, fold_space(words))
    words = fold_space(words)
    if not words:
        return Problem("", "neither a quote nor start and end", remedy="copy the words of the passage")
    times = len(re.findall(f"(?={re.escape(words)})", original))
    if times != 1:
        what = "the quote is not in this interview" if times == 0 else f"the quote occurs {times} times"
        return Problem("", what, repr(words[:80]), "words that occur once", "copy them again, or give start and end")
    start = original.index(words)
    return start, start + len(words)


def _given_place(row: dict[str, str], original: str, words: str) -> tuple[int, int] | Problem:
    try:
        start, end = int(row.get("start", "")), int(row.get("end", ""))
    except ValueError:
        return Problem("", "start and end must be whole numbers", f"{row.get('start')!r}, {row.get('end')!r}")
    if not 0 <= start < end <= len(original):
        return Problem("", "the coding lies outside the text", f"{start} to {end}", f"0 to {len(original)}")
    if words and original[start:end] != words:
        return Problem("", "other words stand at this place", repr(original[start:end][:60]), repr(words[:60]))
    return start, end


def passage(row: dict[str, str], transcript: Transcript, original: str) -> Evidence | Problem:
    """Return the words a row names, by quote or by place in the file's own words; what is wrong when it cannot be."""
    place = _place(row, original)
    if isinstance(place, Problem):
        return place
    start, end = transcript.from_source(place[0]), transcript.from_source(place[1], end=True)
    utterance = transcript.utterance_at(start, end)
    if utterance is None:
        return Problem("", "the coding runs over more than one turn", f"{place[0]} to {place[1]}", "words of one turn")
    if utterance.role != "participant":
        what = "these are the interviewer's words"
        return Problem("", what, repr(transcript.text[start:end][:60]), remedy="code what the participant says")
    return quote(transcript, start, end)


def _coding(row: dict[str, str], transcript: Transcript, original: str) -> Coding | Problem:
    evidence = passage(row, transcript, original)
    if isinstance(evidence, Problem):
        return evidence
    try:
        return Coding(
            evidence=evidence,
            code=row["code"],
            coder=row["coder"] or "?",
            step=row.get("step") or None,
            emotion=int(row["emotion"]) if row.get("emotion") else None,
            stance="against" if row.get("stance") == "against" else "for",
        )
    except (ValidationError, ValueError):
        return Problem("", "emotion is a whole number", row.get("emotion", ""), "-2 to 2, or empty")
