"""Holes: letters lost as `?` or U+FFFD, and the words that fit where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from workbench.model.guess import CLOSE, GUESS, OPEN, mark

Certainty = Literal["only word", "likely"]
"""Of a guess: one dictionary word fits, or a rule of typography or habit says so."""
LOST = "\ufffd"
FILLERS = "àâäçéèêëîïôöùûüœ"
MOST_HOLES = 3
_TOKEN = re.compile(rf"{GUESS.pattern}|(?<![^\W\d_])[^\W\d_]*(?:[?{LOST}]+[^\W\d_]*)+")
_ODD = re.compile(rf"[=&/@\\]|www\.|[?{LOST}]{{2}}")
EXTRA = frozenset(
    {
        *("à", "où", "là", "déjà", "ça", "çà", "ô", "ès", "dès", "delà", "deçà", "holà", "voilà", "hélas", "œil"),
        *("très", "près", "après", "auprès", "exprès", "tôt", "plutôt", "bientôt", "aussitôt", "sitôt", "tantôt"),
        *(
            "accès",
            "progrès",
            "succès",
            "excès",
            "procès",
            "congrès",
            "décès",
            "abcès",
            "précis",
            "kiné",
            "démo",
            "démos",
        ),
        *("vœu", "vœux", "œuf", "œufs", "bœuf", "bœufs", "nœud", "nœuds", "sœur", "sœurs", "cœur", "cœurs", "mœurs"),
        *("œuvre", "œuvres", "déco"),
    }
)
"""French words with accents that the dictionary of simplemma has not, or has not for certain."""
_NOT_BEFORE_QUESTION = (
    "de|du|des|d|le|la|les|l|un|une|ce|cet|cette|ces|au|aux|en|dans|par|pour|sur|avec|sans|mon|ma|mes|son|sa|ses|"
    "notre|nos|votre|vos|leur|leurs|the|an|a|of|this|that|these|those|his|her|our|your|their|in|on|with"
)
_QUOTES = re.compile(
    rf"(?<!\w)(?:{_NOT_BEFORE_QUESTION}) ([?{LOST}]) (?=\w)[^?{LOST}\n]{{1,120}}? ([?{LOST}])(?=[.,;:)]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_OPENS = re.compile(rf" [?{LOST}] \w")
_AFTER_A = "faire|ne|chaque|mesure|partir|cause|propos|part|travers|bientôt|côté|noter|savoir|force|moins|peine|présent"
_A = re.compile(rf"(?:^(?:[-*•] )?|(?<=[.:] ))([?{LOST}])(?= (?:{_AFTER_A})\b)", re.MULTILINE)
_LONE_A = re.compile(rf"(?<=[^\W\d_] )({LOST})(?= [^\W\d_])")
_SENTENCE_START = re.compile(r"(?:^|[-–—•«] |[^.][.!…] |^\w[\w .'’-]{0,30}[ \u00a0\u202f]?: )[«“(]?$")
_SPACE = "[ \u00a0\u202f]"
_ASKS = re.compile(
    rf"(?:(?<=[\w)»”\"'’\]…{CLOSE}])|(?<=[\w)»”\"'’\]…{CLOSE}]{_SPACE}))(\?)"
    rf"(?=\s*$|{_SPACE}+[A-ZÀ-ÞŒ«“\"(\[–—-]|{_SPACE}+{OPEN}[A-ZÀ-ÞŒ«]|[»”\"\]]|(?<!\d\?)\))",
    re.MULTILINE,
)
"""A `?` after words and before the end, a capital or a closing sign."""
_PAIR = re.compile(rf"(?<=\w )(\?)(?= \w[^?\n]*[^?\n{_SPACE[1:-1]}] \?)")
"""A `?` that may as well open a quotation that the next one closes."""
_PIECE = re.compile(rf"{GUESS.pattern}|(?<![^\W\d_])[^\W\d_]*(?:[?{LOST}]+[^\W\d_]*)+")


@dataclass(frozen=True, slots=True)
class Hole:
    """Characters `start` to `end` of a text that lost letters, and what may have stood there.

    `readings` are whole replacements with the filled characters marked; none or several mean that
    nobody can tell.
    """

    start: int
    end: int
    readings: tuple[str, ...]
    certainty: Certainty = "only word"


def holes(text: str, language: str, *, damaged: bool = False) -> list[Hole]:
    """Return every hole of a text in order, none overlapping; question marks that ask are none.

    `language` is that of the dictionary. A `?` within a word is a hole when a word fits; once a
    text has such holes, or guesses, or is said to be `damaged`, every other `?` that cannot well
    be asking is one too.
    """
    if "?" not in text and LOST not in text:
        return []
    inside = list(_within_words(text, language))
    damaged = damaged or bool(inside) or OPEN in text or LOST in text
    edges = list(_at_edges(text, language, damaged=damaged))
    taken = {place for hole in (*inside, *edges) for place in range(hole.start, hole.end)}
    alone = list(_alone(text, taken)) if damaged or edges else []  # a talk typed with ` ? ` has no quotations
    rest = list(_unexplained(text, (*inside, *edges, *alone))) if damaged or alone else []
    return sorted([*inside, *edges, *alone, *rest], key=lambda hole: hole.start)


@lru_cache(maxsize=100_000)
def is_word(word: str, language: str) -> bool:
    """Say whether a word is in the dictionary of a language, or made by rule from one that is."""
    import simplemma

    word = word.lower()
    if len(word) == 1:
        return word in "ayàôi"
    if simplemma.is_known(word, lang=language) or (language == "fr" and word in EXTRA):
        return True
    return language == "fr" and any(simplemma.is_known(base, lang="fr") for base in _bases(word))


def _bases(word: str) -> Iterator[str]:
    """Yield the words of which an adverb, an agent or a plural adjective is made, as French makes them."""
    if word.endswith(("emment", "amment")):
        yield word[:-6] + ("ent" if word.endswith("emment") else "ant")
    elif word.endswith("ment"):
        yield word[:-4]
        if word.endswith("ément"):
            yield word[:-5] + "e"
    elif word.endswith("eux"):
        yield word[:-1] + "se"


def _words(token: str, language: str) -> list[str]:
    """Return the dictionary words that a token with holes may have been, holes filled and marked."""
    parts = re.split(f"[?{LOST}]", token)
    if not 0 < len(parts) - 1 <= MOST_HOLES or _ODD.search(token):
        return []
    loud = len(token) > len(parts) and "".join(parts).isupper()
    fitting = []
    for letters in product(FILLERS, repeat=len(parts) - 1):
        word = parts[0] + "".join(letter + part for letter, part in zip(letters, parts[1:], strict=True))
        if is_word(word, language):
            shown = [letter.upper() if loud else letter for letter in letters]
            fitting.append(parts[0] + "".join(mark(s) + p for s, p in zip(shown, parts[1:], strict=True)))
    return fitting


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the tokens that hold a hole, save those of addresses."""
    for hit in _TOKEN.finditer(text):
        if hit[0][0] != OPEN and len(hit[0]) > 1 and not _in_address(text, hit) and not _touches_guess(text, hit):
            yield hit


def _in_address(text: str, hit: re.Match[str]) -> bool:
    start = max(text.rfind(" ", 0, hit.start()), text.rfind("\n", 0, hit.start())) + 1
    ends = [place for place in (text.find(" ", hit.end()), text.find("\n", hit.end())) if place >= 0]
    return bool(re.search(r"[=&/@\\]|www\.", text[start : min(ends, default=len(text))]))


def _touches_guess(text: str, hit: re.Match[str]) -> bool:
    return text[hit.start() - 1 : hit.start()] == CLOSE or text[hit.end() : hit.end() + 1] == OPEN


def _within_words(text: str, language: str) -> Iterator[Hole]:
    """Yield the tokens with a hole between two letters for which a word fits."""
    for hit in _tokens(text):
        token = hit[0]
        if not re.search(rf"[^\W\d_][?{LOST}][^\W\d_]", token):
            continue
        readings = _words(token, language)
        if token.endswith("?"):
            readings += [f"{word}?" for word in _words(token[:-1], language)]
        if readings:
            yield Hole(hit.start(), hit.end(), _cased(text, hit, readings))


def _at_edges(text: str, language: str, *, damaged: bool) -> Iterator[Hole]:
    """Yield the tokens with holes only before or after their letters for which words fit."""
    for hit in _tokens(text):
        token = hit[0]
        if re.search(rf"[^\W\d_][?{LOST}][^\W\d_]", token):
            continue
        letters = token.strip(f"?{LOST}")
        leading = token[0] in f"?{LOST}"
        asks = token.endswith("?")
        if asks and not leading and (not damaged or is_word(letters, language)):
            continue
        if leading and LOST not in token and not damaged and not _must_be_letter(text, hit, letters, language):
            continue
        readings = _words(token, language)
        if asks and leading:
            readings += [f"{word}?" for word in _words(token[:-1], language)]
        if readings:
            yield Hole(hit.start(), hit.end(), _cased(text, hit, readings))


def _must_be_letter(text: str, hit: re.Match[str], letters: str, language: str) -> bool:
    """Say whether a `?` before letters can hardly ask: it follows an apostrophe, or what follows it is no word."""
    before = text[max(hit.start() - 1, 0) : hit.start()]
    return before in ("'", "’") or (before in (" ", "\n", "") and len(letters) > 1 and not is_word(letters, language))


def _cased(text: str, hit: re.Match[str], readings: list[str]) -> tuple[str, ...]:
    """Return the readings, their first letter a capital where a sentence begins; none for what looks like a name."""
    begins = _begins(text, hit.start())
    if hit[0][0] in f"?{LOST}":
        return tuple(reading[0] + reading[1].upper() + reading[2:] if begins else reading for reading in readings)
    name = hit[0][0].isupper() and hit[0][1:] != hit[0][1:].upper()
    return tuple(readings) if begins or not name else ()


def _begins(text: str, place: int) -> bool:
    """Say whether a sentence, or a speaker's turn, begins at a place."""
    start = max(text.rfind("\n", 0, place) + 1, place - 40)
    return _SENTENCE_START.search(text[start:place]) is not None


def _alone(text: str, taken: set[int]) -> Iterator[Hole]:
    """Yield the holes that stand alone: quotation marks after a word that asks nothing, and the preposition à."""
    used: set[int] = set()
    for hit in _QUOTES.finditer(text) if _OPENS.search(text) else ():
        for group, sign in ((1, "«"), (2, "»")):
            place = hit.start(group)
            if place not in taken | used:
                used.add(place)
                yield Hole(place, place + 1, (mark(sign),), "likely")
    for pattern, letter in ((_A, "À"), (_LONE_A, "à")):
        for hit in pattern.finditer(text):
            place = hit.start(1)
            if place not in taken | used and not (pattern is _LONE_A and _several(text, place)):
                used.add(place)
                yield Hole(place, place + 1, (mark(letter),), "likely")


def _several(text: str, place: int) -> bool:
    """Say whether the line has another lone lost character, with which this one may be a pair of quotation marks."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    return len(re.findall(rf"(?<!\w){LOST}(?!\w)", line)) > 1


def _unexplained(text: str, known: tuple[Hole, ...]) -> Iterator[Hole]:
    """Yield, in a text with other holes, what was lost or hardly asks and cannot be filled."""
    taken = {place for hole in known for place in range(hole.start, hole.end)}
    asking = {hit.start(1) for hit in _ASKS.finditer(text)} - {hit.start(1) for hit in _PAIR.finditer(text)}
    for hit in _PIECE.finditer(text):
        marks = {hit.start() + i for i, letter in enumerate(hit[0]) if letter in f"?{LOST}"}
        if hit[0][0] != OPEN and not marks <= asking | taken and not _in_address(text, hit):
            yield Hole(hit.start(), hit.end(), ())
