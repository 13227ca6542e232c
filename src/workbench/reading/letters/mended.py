"""Mended: text of a file whose damage is told, or repaired so that every guess shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.model.guess import check_marks, guesses
from workbench.model.material import Notice
from workbench.reading.letters.damage import NAMES, damage_in
from workbench.reading.letters.encoding import decoded
from workbench.reading.letters.repair import repair as repaired
from workbench.reading.turns import Turn

MOST_LINES = 20
"""Line numbers listed in one notice at most."""


def read_text_with_notices(
    path: Path, encoding: str | None = None, *, repair: bool = False, language: str = "fr"
) -> tuple[str, list[Notice]]:
    """Return the text of a file with line feeds as line ends, and notices on how it was read and on its damage.

    With `repair` the damage is undone where that is exact and filled with marked guesses elsewhere.
    InputError as `read_text`, and when the text holds marks of guesses that are not in pairs.
    """
    read = decoded(path, encoding)
    check_marks(str(path), read.text)
    text, notices = mended(path.name, read.text, repair=repair, language=language)
    return text, [*read.notices, *notices]


def mended(name: str, text: str, *, repair: bool = False, language: str = "fr") -> tuple[str, list[Notice]]:
    """Return a text, repaired if asked for, and the notices of file `name` on its damage."""
    notices: list[Notice] = []
    if marked := len(guesses(text)):
        notices.append(Notice(name, "guesses_in_file", {"n": marked}))
    if not repair:
        for one in damage_in(text, language):
            notices.append(
                Notice(
                    name,
                    "damaged",
                    {"n": one.count, "kind": NAMES[one.kind], "example": one.example},
                    one.first_line,
                )
            )
        return text, notices
    made = repaired(text, language)
    if made.restored:
        told = ", ".join(f"{letter} {count}" for letter, count in made.restored.most_common())
        notices.append(Notice(name, "restored", {"n": made.restored.total(), "characters": told}))
    if made.guessed:
        lines = [one.line for one in made.guessed]
        notices.append(Notice(name, "guessed", {"n": len(lines), "lines": _listed(lines)}, lines[0]))
    if made.left:
        lines = [one.line for one in made.left]
        notices.append(Notice(name, "damage_left", {"n": len(lines), "lines": _listed(lines)}, lines[0]))
    return made.text, notices


def mended_turns(
    name: str, turns: Sequence[Turn], *, repair: bool = False, language: str = "fr"
) -> tuple[list[Turn], list[Notice]]:
    """Return turns of any kind of file, their words repaired if asked for, and notices that name no line.

    For what is not plain text, whose lines say nothing to a reader: the numbers listed are those
    of the turns. To be called before white space is folded, which takes bytes of damaged letters along.
    """
    text, notices = mended(
        name, "\n".join(turn.words.replace("\n", " ") for turn in turns), repair=repair, language=language
    )
    words = text.split("\n") if turns else []
    told = [replace(notice, line=None) for notice in notices]
    return [Turn(turn.speaker, own, turn.at) for turn, own in zip(turns, words, strict=True)], told


def _listed(lines: Iterable[int]) -> str:
    distinct = sorted(set(lines))
    shown = ", ".join(map(str, distinct[:MOST_LINES]))
    return f"{shown}, …" if len(distinct) > MOST_LINES else shown
