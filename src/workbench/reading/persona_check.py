"""Persona check: which quotes in persona files are no longer in the transcripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from workbench.errors import InputError, Problem, StaleEvidence
from workbench.model.evidence import Evidence
from workbench.model.material import Notice
from workbench.model.persona import Persona
from workbench.model.transcript import Transcript
from workbench.reading.yaml_file import YamlFile


def stale_quotes(folder: Path, transcripts: Sequence[Transcript]) -> list[Notice]:
    """Return a notice, with file and line, for each quote of a folder's persona files that does not hold any more.

    A run makes the workbench's own claims again; a claim of a person is lowered by it. InputError names every
    fault of files that cannot be read, which a run would refuse too.
    """
    spoken = {transcript.id: transcript for transcript in transcripts}
    problems: list[Problem] = []
    notices: list[Notice] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            file = YamlFile(path)
            notices += _stale(path, file, file.model(Persona), spoken)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return notices


def overdue_reviews(folder: Path, today: date) -> list[Notice]:
    """Return a notice for each day, before `today`, by which personas of a folder were to be reviewed."""
    due: defaultdict[date, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.yml")):
        made = YamlFile(path).model(Persona).provenance
        if made.review_due is not None and made.review_due < today:
            due[made.review_due].append(path.stem)
    return [
        Notice(str(folder), "review_overdue", {"personas": ", ".join(names), "due": str(day)})
        for day, names in sorted(due.items())
    ]


def _stale(path: Path, file: YamlFile, persona: Persona, spoken: dict[str, Transcript]) -> Iterator[Notice]:
    for place, claim, quote in _quotes(persona):
        if not _holds(quote, spoken):
            line = int(file.where(place).rsplit(":", 1)[1])
            values = {"claim": claim, "document": quote.document, "words": _short(quote.text)}
            if quote.document in spoken:
                yield Notice(str(path), "quote_moved", values, line)
            else:
                yield Notice(str(path), "quote_without_interview", values, line)


def _quotes(persona: Persona) -> Iterator[tuple[tuple[str | int, ...], str, Evidence]]:
    """Yield each quote of a persona with its place in the file and its claim: of claims, and those a person moved."""
    for number, claim in enumerate(persona.claims):
        for part, quotes in (("evidence", claim.evidence), ("against", claim.against)):
            for place, quote in enumerate(quotes):
                yield ("claims", number, part, place), claim.id, quote
    for number, one in enumerate(persona.moved):
        yield ("moved", number), one.code, one.quote


def _holds(quote: Evidence, spoken: dict[str, Transcript]) -> bool:
    try:
        quote.verify(spoken[quote.document])
    except (KeyError, StaleEvidence):
        return False
    return True


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
