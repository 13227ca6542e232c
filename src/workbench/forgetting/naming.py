"""Naming: a person's name taken out of what others said, and where every character went."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.forgetting.traces import name_pattern

PLAIN = (".txt", ".md", ".vtt", ".srt", ".sbv", ".csv", ".tsv", ".json", ".jsonl")
"""Formats in which words can be replaced without a program of their own."""
SHOWN = "[name]"
"""What a spoken form of a name is shown as while reading; written into the file it changes nothing there."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Replaces the forms of one person's name.

    A whole name was shown as `[P-....]`: its stand-in is of the same length where that is eight
    characters, so that evidence after it keeps its place and its id.
    """

    names: tuple[str, ...]
    full: tuple[str, ...]
    pseudonym: str

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """Return what finds the name."""
        return name_pattern(self.names)

    def count(self, text: str) -> int:
        """Return how often the name is said."""
        return len(self.pattern.findall(text)) if self.pattern else 0

    def out_of(self, text: str) -> str:
        """Return the text without the name."""
        pattern, full = self.pattern, name_pattern(self.full)
        return pattern.sub(lambda m: self._stand_in(m[0], full), text) if pattern else text

    def _stand_in(self, name: str, full: re.Pattern[str] | None) -> str:
        whole = full is not None and full.fullmatch(name) is not None
        return "[person]" if whole and len(self.pseudonym) == len("person") else SHOWN

    def moved(self, text: str) -> Moves:
        """Return where the characters of a text go when the name is taken out."""
        pattern, full = self.pattern, name_pattern(self.full)
        spans = (
            [(m.start(), m.end(), len(self._stand_in(m[0], full))) for m in pattern.finditer(text)] if pattern else []
        )
        return Moves(tuple(spans))

    def out_of_file(self, path: Path, text: str) -> str:
        """Return the text of a file without the name, also where JSON has escaped its letters."""
        suffix = path.suffix.lower()
        if suffix == ".jsonl":
            return "\n".join(self._out_of_json(line) for line in text.split("\n"))
        return self._out_of_json(text) if suffix == ".json" else self.out_of(text)

    def _out_of_json(self, text: str) -> str:
        done = self.out_of(text)
        try:
            content = json.loads(done)
        except ValueError:
            return done
        clean = self._out_of_value(content)
        if clean == content:
            return done
        return json.dumps(clean, ensure_ascii=text.isascii(), indent=2 if "\n" in text.strip() else None)

    def _out_of_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, list):
            return [self._out_of_value(each) for each in value]
        if isinstance(value, dict):
            return {key: self._out_of_value(each) for key, each in value.items()}
        return value


@dataclass(frozen=True, slots=True)
class Moves:
    """Where characters go when `spans` (start, end, new length) are replaced."""

    spans: tuple[tuple[int, int, int], ...]

    def __call__(self, position: int, *, end: bool = False) -> int:
        """Return the new place of a position; one inside a name falls on its edge."""
        shift = 0
        for start, stop, length in self.spans:
            if position <= start:
                break
            if position < stop:
                return start + shift + (length if end else 0)
            shift += length - (stop - start)
        return position + shift


def any_of(names: Iterable[str], text: str) -> bool:
    """Say whether one of the names stands in a text."""
    pattern = name_pattern(names)
    return pattern is not None and pattern.search(text) is not None
