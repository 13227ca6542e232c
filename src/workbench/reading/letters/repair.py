"""Repair: damaged text restored where that is exact, filled with marked guesses elsewhere, nothing kept silent."""

from __future__ import annotations

import csv
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.disk.spreadsheet_cell import guarded
from workbench.errors import InputError, Problem
from workbench.model.guess import check_marks, mark
from workbench.reading.letters.encoding import read_text
from workbench.reading.letters.holes import Certainty, Hole, holes, is_word
from workbench.reading.letters.mojibake import HANZI_LETTERS, reverse

MOST_PASSES = 12
_HANZI = "".join(HANZI_LETTERS)
_HANZI_WORD = re.compile(rf"(?<![^\W\d_])[^\W\d_{_HANZI}]*(?:[{_HANZI}][^\W\d_{_HANZI}]*)+")
_FOLDED_A = re.compile(r"(?<![A-ZÀ-Þ])Ã(?: (?= )|(?= ))")
_HANZI_IN_WORD = re.compile("[a-zà-ÿ][\u3400-\u9fff]+|[\u3400-\u9fff]+[a-zà-ÿ]")
_LEFT_OVER = re.compile("(?:[¨¡][\u00a1-\u00ff]|Ã.|â€|√[\u00a0-\u00ff]|[\x80-\x84\x86-\x9f])\\w*")


@dataclass(frozen=True, slots=True)
class Guess:
    """A word of which letters were filled in: line from 1, the word before and after, filled letters marked."""

    line: int
    before: str
    after: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Left:
    """Damage nobody can undo for certain: line from 1, the word as it stands, and the words that may fit."""

    line: int
    what: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text and all that was done: characters restored exactly, words guessed, damage left."""

    text: str
    restored: Counter[str]
    guessed: tuple[Guess, ...]
    left: tuple[Left, ...]

    @property
    def changed(self) -> bool:
        """Say whether the text is another than it was."""
        return bool(self.restored or self.guessed)


def repair(text: str, language: str) -> Repair:
    """Repair a text, pass after pass until nothing changes, since text may be damaged more than once.

    What can be undone byte by byte is restored and counted by character. A lost letter is filled
    where one dictionary word of the `language` fits or a rule of typography says so, between the
    marks of a guess. What has several readings or none stays as it is and is listed. Text without
    damage comes back as it was; so does repaired text, whose guesses stay marked.
    """
    restored: Counter[str] = Counter()
    guessed: list[Guess] = []
    for _ in range(MOST_PASSES):
        before = text
        text = _restore(text, restored)
        text = _fill(text, [*_hanzi_words(text), *_folded(text), *holes(text, language)], guessed)
        if text == before:
            break
    starts = _line_starts(text)
    lost = holes(text, language, damaged=bool(+restored or guessed))
    left = [Left(bisect(starts, h.start), text[h.start : h.end], h.readings) for h in lost]
    left += [Left(bisect(starts, hit.start()), hit[0]) for hit in _LEFT_OVER.finditer(text)]
    if restored or guessed:
        left += [Left(bisect(starts, hit.start()), hit[0]) for hit in _HANZI_IN_WORD.finditer(text)]
    left += [Left(bisect(starts, h.start), text[h.start : h.end], ()) for h in _hanzi_words(text, doubtful=True)]
    return Repair(text, +restored, tuple(sorted(guessed, key=_by_line)), tuple(sorted(left, key=_by_line)))


def repair_file(path: Path, out: Path, *, language: str = "fr", encoding: str | None = None) -> Repair:
    """Write the repaired copy of a text file as UTF-8, and its log beside it as `<name>.repair.csv`.

    The log has the columns line, kind, before, after, certainty; the original is never written.
    InputError when the file cannot be read, or a file is already where the copy or its log should go.
    """
    log = out.with_name(f"{out.name}.repair.csv")
    for target in (out, log):
        if target.exists():
            raise InputError([Problem(str(target), "is there already", remedy="name another file to write to")])
    text = read_text(path, encoding)
    check_marks(str(path), text)
    made = repair(text, language)
    out.write_bytes(made.text.encode("utf-8"))
    with log.open("x", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("line", "kind", "before", "after", "certainty"))
        for cells in _log(made):
            rows.writerow([guarded(str(cell)) for cell in cells])
    return made


def _log(made: Repair) -> Iterator[tuple[object, ...]]:
    yield from (("", "restored", "", f"{what} x {n}", "exact") for what, n in sorted(made.restored.items()))
    yield from ((one.line, "guessed", one.before, one.after, one.certainty) for one in made.guessed)
    yield from ((one.line, "left", one.what, " | ".join(one.readings), "") for one in made.left)


def _by_line(entry: Guess | Left) -> int:
    return entry.line


def _restore(text: str, restored: Counter[str]) -> str:
    """Undo layers of exact damage; a character restored by one layer and used up by the next counts once."""
    for _ in range(MOST_PASSES):
        again, characters, used = reverse(text)
        if again == text:
            return text
        for character, count in used.items():
            restored[character] -= min(count, restored[character])
        for (kind, character), count in characters.items():
            if kind != "letters_as_hanzi":
                restored[character] += count
        text = again
    return text


def _fill(text: str, found: list[Hole], guessed: list[Guess]) -> str:
    """Return the text with the one reading of each hole that has one."""
    starts = _line_starts(text)
    pieces: list[str] = []
    done = 0
    for hole in sorted(found, key=lambda one: one.start):
        if len(hole.readings) != 1 or hole.start < done:
            continue
        before = text[hole.start : hole.end]
        pieces += [text[done : hole.start], hole.readings[0]]
        guessed.append(Guess(bisect(starts, hole.start), before, hole.readings[0], hole.certainty))
        done = hole.end
    return "".join([*pieces, text[done:]])


def _hanzi_words(text: str, *, doubtful: bool = False) -> list[Hole]:
    """Return the words whose letters were shown as Chinese characters, with the word that fits.

    With `doubtful`, those for which none fits instead: of letters of both scripts.
    """
    if text.isascii():
        return []
    found = []
    for hit in _HANZI_WORD.finditer(text):
        word = "".join(HANZI_LETTERS.get(letter, letter) for letter in hit[0])
        fits = len(word) > 1 and any(is_word(word, language) for language in ("fr", "en"))
        hardly_chinese = len(word) > 2 or any("a" <= letter.lower() <= "ÿ" for letter in hit[0])
        if fits != doubtful and (fits or hardly_chinese):
            found.append(Hole(hit.start(), hit.end(), (_marked(hit[0]),), "likely"))
    return found


def _folded(text: str) -> list[Hole]:
    """Return the `à` of UTF-8 shown as cp1252 whose second byte, a no-break space, became a plain space."""
    return [Hole(*hit.span(), (mark("à"),), "likely") for hit in _FOLDED_A.finditer(text)]


def _marked(token: str) -> str:
    return re.sub(f"[{_HANZI}]+", lambda run: mark("".join(HANZI_LETTERS[one] for one in run[0])), token)


def _line_starts(text: str) -> list[int]:
    return [0, *(hit.end() for hit in re.finditer("\n", text))]
