"""Redaction: identifying words in a text, found by rule and replaced in [brackets]."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from workbench.model.guess import seen_through, unmarked, whole
from workbench.model.transcript import Replacement
from workbench.privacy.number_rules import NUMBER_RULES, Rule
from workbench.privacy.pseudonyms import is_pseudonym

RULES: tuple[tuple[str, Rule], ...] = NUMBER_RULES

MAY_IDENTIFY = re.compile(r"[\d@]|://|www")
"""What a text must hold for one of the rules to find anything in it."""
WORD = re.compile(r"\w+")


class Names:
    """Every way some names may be written, by the first word of each, so that a text meets only those it may hold.

    `names` maps a name as it is spoken to what stands for it, for instance "Maud" to "P-7Q2A".
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._by_word: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for form, stand_in in _forms(names).items():
            first = WORD.search(form)
            self._by_word[first[0] if first else ""][form] = stand_in

    def __bool__(self) -> bool:
        """Say whether there is any name."""
        return bool(self._by_word)

    def possible(self, words: Set[str]) -> dict[str, str]:
        """Return the forms whose first word is among these, with what stands for each."""
        found: dict[str, str] = {}
        for word, forms in self._by_word.items():
            if word in words or not word:
                found |= forms
        return found

    def said_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each name as it is written in a text, with what should stand there."""
        stand_ins = self.possible(set(WORD.findall(text)))
        for found in _pattern_of(stand_ins).finditer(text) if stand_ins else ():
            yield found[0], stand_ins[found[0]]


class Redactor:
    """Replaces identifying words; made once for an interview and its names.

    `own` are the interview's names, which go before those of `everyone`. Names match whole words,
    as written or in capitals, with either apostrophe and however their accents are stored. Of two
    finds that overlap the second keeps its own rest.
    """

    def __init__(self, own: Mapping[str, str], everyone: Names | None = None) -> None:
        self._names = (everyone or Names({}), Names(own))

    def __call__(self, text: str) -> tuple[str, tuple[Replacement, ...]]:
        """Return the text with identifying words in [brackets], and where the changes are."""
        return self.of(text)(text)

    def of(self, everything: str) -> Callable[[str], tuple[str, tuple[Replacement, ...]]]:
        """Return what replaces identifying words in parts of a text, knowing all of it."""
        everything = unmarked(everything)
        words = set(WORD.findall(everything))
        everyone, own = (names.possible(words) for names in self._names)
        stand_ins = everyone | own
        pattern = _pattern_of(stand_ins) if stand_ins else None
        rules = RULES if MAY_IDENTIFY.search(everything) else ()

        def finds(text: str) -> list[tuple[int, int, str, str]]:
            found: list[tuple[int, int, str, str]] = []
            if rules and MAY_IDENTIFY.search(text):
                for kind, rule in rules:
                    found += [(m.start(), m.end(), f"[{kind}]", kind) for m in rule.finditer(text)]
            if pattern and pattern.search(text):
                found += [(m.start(), m.end(), f"[{stand_ins[m[0]]}]", "name") for m in pattern.finditer(text)]
            return found

        def redacted(text: str) -> tuple[str, tuple[Replacement, ...]]:
            plain = unmarked(text)
            found = finds(plain)
            if found and plain is not text:
                found = _with_marks(text, found)
            return _apply(text, found) if found else (text, ())

        return redacted


def _with_marks(text: str, found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Return the same finds where they are in the text with its marks of guesses."""
    _, places = seen_through(text)
    return [(*whole(text, places[start], places[end - 1] + 1), shown, kind) for start, end, shown, kind in found]


def _pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    written = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{written})(?![\w\u0300-\u036f])")


def redact(text: str, names: Mapping[str, str]) -> tuple[str, tuple[Replacement, ...]]:
    """Replace identifying words of one text; see Redactor."""
    return Redactor(names)(text)


def _forms(names: Mapping[str, str]) -> dict[str, str]:
    """Return every way each name may be written; a pseudonym is nobody's name."""
    forms: dict[str, str] = {}
    for name, stand_in in names.items():
        if is_pseudonym(name):
            continue
        for apostrophe in ("'", "\u2019"):
            own = re.sub("['\u2019]", apostrophe, name)
            for written in (own, own.upper()):
                forms[unicodedata.normalize("NFC", written)] = stand_in
                forms[unicodedata.normalize("NFD", written)] = stand_in
    return forms


def _apply(text: str, found: list[tuple[int, int, str, str]]) -> tuple[str, tuple[Replacement, ...]]:
    parts: list[str] = []
    changes: list[Replacement] = []
    done = length = 0
    for start, end, stand_in, kind in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if end <= done:
            continue
        begin = max(start, done)
        parts += [text[done:begin], stand_in]
        length += begin - done
        changes.append(Replacement(length, length + len(stand_in), end - begin, kind))
        length += len(stand_in)
        done = end
    return "".join([*parts, text[done:]]), tuple(changes)
