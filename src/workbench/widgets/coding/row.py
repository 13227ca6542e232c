"""Coding row: words of a transcript and their code as a row of a table of codings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict

from pydantic import ValidationError

from workbench.errors import InputError, Problem
from workbench.model.codebook import Code
from workbench.model.evidence import Coding
from workbench.model.transcript import Transcript
from workbench.reading.codings import passage

Place = tuple[int, int]


class Details(TypedDict, total=False):
    """What a coding may say beside its code; without a step it is the one the code usually speaks about."""

    step: str | None
    emotion: int | None
    stance: Literal["for", "against"]
    memo: str


def coding_row(
    transcript: Transcript, original: str, place: Place, code: Code, *, coder: str, details: Details
) -> dict[str, str]:
    """Return the row that gives a code to characters `place` of a transcript.

    Its place and quote are those of the file's own words, as in codings.csv; a replaced word is within it whole or
    not at all. InputError for words that cannot be coded, or details no table can hold.
    """
    start, end = _trimmed(transcript.text, place)
    start, end = transcript.to_source(start), transcript.to_source(end, end=True)
    row = {
        "document": transcript.id,
        "start": str(start),
        "end": str(end),
        "quote": original[start:end],
        "code": code.id,
        "coder": coder,
        **_written(details, code),
    }
    words = passage(row, transcript, original)
    if isinstance(words, Problem):
        raise InputError([words])
    try:
        Coding(evidence=words, code=code.id, coder=coder, emotion=details.get("emotion"), stance=row["stance"])
    except ValidationError as error:
        got = f"{row['emotion']}, {row['stance']}"
        raise InputError([Problem(code.id, "emotion or stance does not fit", got, "-2 to 2; for, against")]) from error
    start, end = transcript.to_source(words.start), transcript.to_source(words.end, end=True)
    return row | {"start": str(start), "end": str(end), "quote": original[start:end]}


def says_the_same(coding: Coding, memo: str, row: Mapping[str, str]) -> bool:
    """Say whether a coding has the details of a row."""
    emotion = "" if coding.emotion is None else str(coding.emotion)
    own = {"step": coding.step or "", "emotion": emotion, "stance": coding.stance, "memo": memo}
    return all(row[name] == cell for name, cell in own.items())


def _trimmed(text: str, place: Place) -> Place:
    """Return a place without the white space at its ends."""
    words = text[max(place[0], 0) : place[1]]
    return place[1] - len(words.lstrip()), place[0] + len(words.rstrip())


def _written(details: Details, code: Code) -> dict[str, str]:
    step, emotion = details.get("step"), details.get("emotion")
    return {
        "step": (code.step if step is None else step) or "",
        "emotion": "" if emotion is None else str(emotion),
        "stance": details.get("stance", "for"),
        "memo": " ".join(details.get("memo", "").split()),
    }
