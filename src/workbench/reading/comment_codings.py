"""Comment codings: comments in the margin of Word interviews that name a code, as rows of codings.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.material import Material, Notice
from workbench.reading.calm import calm
from workbench.reading.codings_file import add_codings
from workbench.reading.comment_codes import Named, Names, codes_named, names_of
from workbench.reading.formats.labels import labelled_turns
from workbench.reading.guard.contained import contained
from workbench.reading.interview import Interview
from workbench.reading.interviews import read_interviews
from workbench.reading.projects.alignment import Alignment, Part, sought
from workbench.reading.study_folder import own_study, read_material
from workbench.reading.turns import role_of

FILE = "codings.csv"
Margin = tuple[str, list[tuple[int, int, str, str]]]
"""Words of a document, and (start, end, text, author) of each comment."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A comment, by its number from 1, and what of the interview it is fixed to."""

    number: int
    text: str
    author: str
    parts: tuple[Part, ...]


def comments_as_codings(study: str) -> tuple[Path, int, list[Notice]]:
    """Add the comments of a study's .docx interviews that name a code to its codings.csv.

    Return the file, the number of rows added, and a notice for each comment that gave none or gave it in
    part. A coder is the author's initials. What the same coder gave the same words already is not added
    again, so that the command may be repeated. InputError for a study that cannot be read, and for the
    samples of an installation; nothing is written then.
    """
    folder = own_study(study)
    material = read_material(study)
    with calm():
        interviews, _ = read_interviews(folder, material.brief)
    notices: list[Notice] = []
    margins: dict[str, tuple[Interview, list[_Placed]]] = {}
    with contained() as run:
        for interview in interviews:
            if interview.path.suffix.lower() == ".docx":
                margins[interview.document] = interview, _placed(interview, run("word_margin", interview.path))
    coders = _coders((placed.author for _, own in margins.values() for placed in own), notices)
    names = names_of(material.codebook)
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for interview, own in margins.values():
        for placed in own:
            for row in _rows(placed, interview, names, notices):
                row["coder"] = coders[placed.author]
                rows.setdefault(tuple(row[key] for key in ("document", "start", "end", "code", "coder")), row)
    fresh = [_full(row, material.codebook) for row in rows.values() if not _is_there(row, material)]
    add_codings(folder / FILE, fresh)
    return folder / FILE, len(fresh), notices


def _placed(interview: Interview, margin: Margin) -> list[_Placed]:
    """Return the comments of an interview with their places in what is said there."""
    text, comments = margin
    if not comments:
        return []
    turns, before = labelled_turns(text.split("\n"), interview.interviewers)
    aligned = Alignment(text, interview.turns, len(before) if turns else 0)
    if not aligned.holds:
        aligned = Alignment(text, interview.turns)
    return [
        _Placed(
            number,
            said,
            author,
            tuple(aligned.parts(start, end) if aligned.holds else sought(text[start:end], interview.turns)),
        )
        for number, (start, end, said, author) in enumerate(comments, 1)
    ]


def _rows(placed: _Placed, interview: Interview, names: Names, notices: list[Notice]) -> Iterator[dict[str, str]]:
    """Yield a row for each code and each participant's turn; what gives none, or not all, is a notice."""
    file, number = interview.path.name, placed.number
    named = codes_named(placed.text, names)
    said = ", ".join(one.name for one in named) or "-"
    if not placed.parts:
        notices.append(Notice(file, "comment_loose", {"number": number, "codes": said}))
        return
    place = f"{placed.parts[0].start}-{placed.parts[-1].end}"
    if not named:
        notices.append(Notice(file, "comment_codeless", {"number": number, "place": place}))
        return
    for one in (one for one in named if len(one.codes) > 1):
        notices.append(Notice(file, "comment_unclear", {"number": number, "place": place, "name": one.name}))
    labels = [(part, interview.turns[part.turn].speaker) for part in placed.parts]
    parts = [part for part, label in labels if role_of(label, interview.interviewers) == "participant"]
    if not parts:
        notices.append(Notice(file, "comment_asked", {"number": number, "place": place, "codes": said}))
    elif len(placed.parts) > 1:
        notices.append(Notice(file, "comment_split", {"number": number, "place": place, "n": len(parts)}))
    for part in parts:
        yield from (_row(placed, interview, part, one) for one in named if len(one.codes) == 1)


def _row(placed: _Placed, interview: Interview, part: Part, named: Named) -> dict[str, str]:
    alone = "".join(placed.text.split()) in (named.name, f"#{named.name}")
    return {
        "document": interview.document,
        "start": str(part.start),
        "end": str(part.end),
        "quote": interview.turns.text[part.start : part.end],
        "code": min(named.codes),
        "emotion": named.emotion,
        "stance": named.stance or "for",
        "memo": "" if alone else placed.text,
    }


def _full(row: Mapping[str, str], codebook: Codebook) -> dict[str, str]:
    """Return a row with the step its code usually speaks about."""
    return {**row, "step": codebook[row["code"]].step or ""}


def _is_there(row: Mapping[str, str], material: Material) -> bool:
    transcript = material.transcript(row["document"])
    start = transcript.from_source(int(row["start"]))
    end = transcript.from_source(int(row["end"]), end=True)

    def same(coding: Coding) -> bool:
        evidence = coding.evidence
        return (evidence.document, coding.code, coding.coder) == (transcript.id, row["code"], row["coder"]) and (
            evidence.start <= start and end <= evidence.end
        )

    return any(same(coding) for coding in material.codings)


def _coders(authors: Iterable[str], notices: list[Notice]) -> dict[str, str]:
    """Return a coder for each author: initials, numbered where several authors have the same; names stay out."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for author in dict.fromkeys(authors):
        initials = _initials(author)
        taken[initials] = taken.get(initials, 0) + 1
        found[author] = initials if taken[initials] == 1 else f"{initials}{taken[initials]}"
    doubled: Sequence[str] = [coder for author, coder in found.items() if taken[_initials(author)] > 1]
    if doubled:
        notices.append(Notice(FILE, "comment_coders", {"coders": ", ".join(doubled)}))
    return found


def _initials(author: str) -> str:
    """Return the first letters of the words of a name; of an address, those before the @."""
    return "".join(word[0] for word in re.findall(r"[^\W_]+", author.split("@")[0])).upper()[:4] or "?"
