"""Name runs: capitalised words that stand together, with the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.privacy.name_cues import FIRM_TAILS, PARTICLES, TITLES

LONGEST_RUN = 8
ELIDED = re.compile(r"(?:[CDJLMNST]|Qu|Jusqu|Lorsqu|Puisqu)'(?=.)")
OPEN_VOWEL = re.compile(r"^(?:[jldn]|qu|jusqu|lorsqu|puisqu)'(?=.)")
SHORT_FORM = re.compile(r"'(?:t|ll|re|ve|d|m)$")
BREAKS = re.compile(r"[.!?…;:\n()\[\]\"«»“”]")
ENDS_OF_SENTENCE = frozenset(".!?…:\n")
QUOTED = re.compile(r"[\"«“‘—–]")
OPENINGS = " \t\"'«“‘(-–—[*_>•"
SHORTENED = frozenset({"M", "Mr", "Mrs", "Ms", "Mme", "Mlle", "MM", "Dr", "Pr", "Prof", "Me", "St", "Rev"})


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word: characters `start` to `end`; `opens` where a sentence begins, `joint` stands before it."""

    word: str
    start: int
    end: int
    opens: bool
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that may be one name, and the lower-case words before, the last one last."""

    tokens: tuple[Token, ...]
    before: tuple[str, ...]

    tails: frozenset[str] = frozenset()
    """The last one, two and three of the words before."""

    def follows(self, cues: frozenset[str]) -> bool:
        """Say whether the last one, two or three words before are among the cues."""
        return not self.tails.isdisjoint(cues)


def runs(text: str) -> Iterator[Run]:
    """Return the capitalised words of a plain text, those that stand together in one run."""
    current: list[Token] = []
    for token in _tokens(text):
        joint = text[current[-1].end : token.start] if current else ""
        owned = joint == "'s " and token.word in FIRM_TAILS
        if current and len(current) < LONGEST_RUN and (owned or _joins(current[-1].word, joint)):
            current.append(Token(token.word, token.start, token.end, False, joint))
            continue
        if current:
            yield _run(text, current)
        current = [token]
    if current:
        yield _run(text, current)


def _run(text: str, tokens: list[Token]) -> Run:
    return run_after(tuple(tokens), _before(text, tokens[0].start))


def run_after(tokens: tuple[Token, ...], before: tuple[str, ...]) -> Run:
    """Return a run of these words after those."""
    return Run(tokens, before, frozenset(" ".join(before[-n:]) for n in (1, 2, 3) if len(before) >= n))


def _tokens(text: str) -> Iterator[Token]:
    for found in _capitalised().finditer(text):
        word, start = found[0], found.start()
        elided = ELIDED.match(word)
        opens = _opens(text, start)
        if elided and (opens or word[0] not in "LD"):
            word, start = word[elided.end() :], start + elided.end()
        if elided and not word.removeprefix(elided[0])[:1].isupper():
            continue
        word = word.removesuffix("'s").removesuffix("'S")
        if word == "I" or not word or SHORT_FORM.search(word[-4:]) or not word[0].isupper():
            continue
        yield Token(word, start, start + len(word), opens)


def _joins(word: str, joint: str) -> bool:
    if joint in (". ", "."):
        return word in SHORTENED or len(word) == 1
    if joint[:1] == "." and joint[1:] in PARTICLES:
        return word in SHORTENED
    return joint in PARTICLES or joint in (" & ", " + ")


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence or a quotation begins here."""
    near = text[max(0, start - 8) : start]
    left = near.rstrip(OPENINGS)
    return (not left and start < 8) or left[-1:] in ENDS_OF_SENTENCE or bool(QUOTED.search(near, len(left)))


def _before(text: str, start: int) -> tuple[str, ...]:
    """Return up to eight words before, of the same part of the sentence."""
    piece = BREAKS.split(text[max(0, start - 64) : start].removesuffix("« ").removesuffix('"'))[-1]
    words = piece.replace(",", " ").split()
    if start > 64 and len(words) > 1 and len(piece) == 64:
        words = words[1:]
    return tuple(OPEN_VOWEL.sub("", word.lower()) for word in words[-8:])


@lru_cache(maxsize=1)
def _capitalised() -> re.Pattern[str]:
    upper = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
    return re.compile(rf"(?<![\w@/.])[{upper}]\w*(?:['-]\w+)*")


def is_title(token: Token) -> bool:
    """Say whether this is Monsieur, Mrs or the like."""
    return token.word in TITLES


def written(tokens: tuple[Token, ...]) -> str:
    """Return the words of some tokens as they stand in the text."""
    return "".join(token.joint + token.word if i else token.word for i, token in enumerate(tokens))
