"""Name signs: what a run of capitalised words is taken for, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import simplemma

from workbench.privacy import name_cues as cues
from workbench.privacy.name_lists import (
    countries,
    far_towns,
    first_names,
    foreign_first_names,
    regions,
    surnames,
    town_beginnings,
    towns,
)
from workbench.privacy.name_runs import SHORTENED, Run, Token, is_title, run_after, written

Kind = Literal["person", "firm", "place"]
NAMING = frozenset({"s'appelle", "s'appelait", "s'appellent", "called", "named", "nommé", "nommée"})
PERSON_CUES = cues.PERSON_BEFORE | cues.PERSON_MAYBE
ARTICLES = frozenset({"Le", "La", "Les", "L", "The", "St", "De", "Du", "El", "Al"})
"""Capitalised within a sentence they begin a name."""
SHORT_CAPITALS = 6
SHAPED = re.compile(r"-(?:sur|lès|les|en|le|la|sous|on|upon|in)-|^Sainte?-\w")
"""How names of towns are made."""
LONGEST_TOWN = 4
SOUND = re.compile(r"(?:[aehmouy]+|k?\d[\w,.]*|\w*(\w)\1\1\w*)")
"""A hesitation, an amount of money, a drawn-out word."""
INNER_CAPITAL = re.compile(r"(?!Mc|Mac|De|Le|La|Di|Du|Fitz|O')\w*[a-z][A-Z]|[A-Z]{2,}[a-z]")
"""How products are written, and hardly anybody."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Some words of a run: what they name and whether that is sure."""

    tokens: tuple[Token, ...]
    kind: Kind
    sure: bool


@lru_cache(maxsize=100_000)
def in_dictionary(word: str) -> bool:
    """Say whether a word is an ordinary one of French or English."""
    small = word.lower()
    if "-" in small and all(in_dictionary(part) for part in small.split("-") if len(part) > 1):
        return True
    if small in cues.NOBODY or small.endswith(("ment", "ly")) or SOUND.fullmatch(small):
        return True
    return bool(simplemma.is_known(small, lang="fr") or simplemma.is_known(small, lang="en"))


@lru_cache(maxsize=100_000)
def leads_to_nobody(word: str) -> bool:
    """Say whether a capitalised word is a day, a language, a country, a well-known product or an abbreviation."""
    small = word.lower()
    if small in cues.NOBODY or word in countries() or word in regions():
        return True
    return word.isupper() and len(word) <= SHORT_CAPITALS and not is_first_name(word)


@lru_cache(maxsize=100_000)
def is_first_name(word: str) -> bool:
    """Say whether a list of first names holds the word, or every part of a double name, in any case."""
    if word.isupper() and len(word) < 4:
        return False
    written = word.title() if word.isupper() else word
    known = written in first_names() or (written in foreign_first_names() and not in_dictionary(written))
    return known or ("-" in written and all(part in first_names() for part in written.split("-")))


def signs_of(run: Run) -> list[Sign]:
    """Return what is named in a run, in order."""
    tokens = _trimmed(run.tokens)
    if not tokens:
        return []
    run = _opened(run, tokens)
    found = _titled(tokens) or _firm(tokens) or _person(tokens, run) or _town(tokens, run) or _cued(tokens, run)
    if not found:
        return _others(tokens)
    rest = tuple(token for token in run.tokens if token.start >= found.tokens[-1].end)
    before = tuple(token for token in tokens if token.end <= found.tokens[0].start and not is_title(token))
    earlier = signs_of(Run(before, run.before, run.tails)) if before else []
    return [*earlier, found, *(signs_of(Run(rest, ())) if rest else [])]


def _opened(run: Run, tokens: tuple[Token, ...]) -> Run:
    """Take words with a capital only because they open a sentence for what they are: words before a name."""
    said = [token.word.lower() for token in run.tokens if token.end <= tokens[0].start]
    if not said:
        return run
    before = (*run.before, *said)[-3:]
    return run_after(tuple(token for token in run.tokens if token.start >= tokens[0].start), before)


def _trimmed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out ordinary words at both ends: a sentence begins with a capital that says nothing."""
    first, last = 0, len(tokens)
    while first < last and _says_nothing(tokens[first], alone=first == last - 1):
        first += 1
    while last > first and _says_nothing(tokens[last - 1], alone=last - first == 1):
        last -= 1
    return tokens[first:last]


def _says_nothing(token: Token, *, alone: bool) -> bool:
    if is_title(token) and not alone:
        return False
    if token.word in cues.FIRM_ENDS or (token.word in cues.FIRM_TAILS and not alone):
        return False
    if leads_to_nobody(token.word):
        return alone or token.opens or token.word not in ARTICLES
    if not token.opens or is_first_name(token.word) or token.word in towns() or token.word in cues.FIRM_HEADS:
        return False
    return in_dictionary(token.word)


def _titled(tokens: tuple[Token, ...]) -> Sign | None:
    for i, token in enumerate(tokens[:-1]):
        after = tokens[i + 1]
        if is_title(token) and not is_title(after) and (after.joint != ". " or token.word in SHORTENED):
            named = _up_to_nobody(tokens[i + 1 :])
            if named:
                return Sign(named, "person", sure=True)
    return None


def _firm(tokens: tuple[Token, ...]) -> Sign | None:
    words = [token.word for token in tokens]
    for i in range(1, len(words)):
        if words[i] in cues.FIRM_ENDS:
            return Sign(tokens[: i + 1], "firm", sure=True)
    if any(token.joint == " & " for token in tokens) and all(len(word) > 2 for word in words):
        return Sign(tokens, "firm", sure=True)
    if len(words) < 2:
        return None
    strange = any(not in_dictionary(word) or word in surnames() for word in words)
    for i, word in enumerate(words[:-1]):
        if word in cues.FIRM_HEADS and not leads_to_nobody(words[i + 1]):
            return Sign(tokens[i:], "firm", sure=strange or not tokens[i].opens)
    if words[-1] in cues.FIRM_TAILS:
        return Sign(tokens, "firm", sure=strange)
    return None


def _person(tokens: tuple[Token, ...], run: Run) -> Sign | None:
    for i, token in enumerate(tokens):
        if not is_first_name(token.word) or leads_to_nobody(token.word):
            continue
        named = _up_to_nobody(tokens[i : i + 4])
        begins = i
        if i and tokens[i - 1].word.isupper() and not in_dictionary(tokens[i - 1].word) and token.joint == " ":
            begins -= 1
        cued = i == 0 and run.follows(PERSON_CUES)
        if len(named) == 1 and begins == i and not cued:
            if token.word in towns() and run.follows(cues.PLACE_BEFORE):
                return Sign(named, "place", sure=True)
            if i == 0 and run.follows(cues.FIRM_BEFORE):
                return Sign(named, "firm", sure=True)
            return Sign(named, "person", sure=not (token.opens and token.word.lower() in cues.ORDINARY))
        if i == 0 and run.follows(cues.FIRM_BEFORE):
            return Sign(named, "firm", sure=True)
        return Sign((*tokens[begins:i], *named), "person", sure=True)
    return None


def _town(tokens: tuple[Token, ...], run: Run) -> Sign | None:
    for first, token in enumerate(tokens):
        if token.word not in town_beginnings() and "-" not in token.word:
            continue
        for last in range(min(len(tokens), first + LONGEST_TOWN), first, -1):
            name = written(tokens[first:last])
            parts = name.split("-") if last == first + 1 else [name]
            if name not in towns() and not (len(parts) == 2 and all(part in towns() for part in parts)):
                continue
            cued = first == 0 and run.follows(cues.PLACE_BEFORE)
            doubted = name.lower() in cues.ORDINARY or name in far_towns() or (token.opens and in_dictionary(name))
            return Sign(tokens[first:last], "place", sure=cued or not doubted)
    return None


def _cued(tokens: tuple[Token, ...], run: Run) -> Sign | None:
    """Look at the words before: what follows them is a name though no list knows it."""
    if tokens[0].start != run.tokens[0].start or not run.before:
        return None
    return next(_readings(tokens, run), None)


def _readings(tokens: tuple[Token, ...], run: Run) -> Iterator[Sign]:
    """Return what the words before may say, the most telling first."""
    shaped = SHAPED.search(tokens[0].word) is not None
    strange = shaped or not in_dictionary(tokens[0].word) or _listed(tokens[:1]) or len(tokens) > 1
    named = _up_to_nobody(tokens)
    if run.follows(NAMING) and cues.THING_NOUNS & set(run.before):
        yield Sign(tokens, "firm", sure=False)
    if run.follows(cues.FIRM_BEFORE) or (run.follows(NAMING) and cues.FIRM_NOUNS & set(run.before)):
        yield Sign(tokens, "firm", sure=True)
    if run.follows(NAMING) and not (cues.HUMANS & set(run.before)) and not _listed(tokens):
        yield Sign(tokens, "firm", sure=False)
    if run.follows(cues.PERSON_BEFORE) and strange and named:
        yield Sign(named, "person", sure=True)
    if run.follows(cues.FIRM_MAYBE) and strange:
        yield Sign(tokens, "firm", sure=True)
    if run.follows(cues.HOME_BEFORE) and strange:
        yield Sign(tokens, "place", sure=True)
    if run.follows(cues.PLACE_BEFORE) and strange and not _whole(tokens):
        yield Sign(tokens, "place", sure=shaped)


def _others(tokens: tuple[Token, ...]) -> list[Sign]:
    """List what no dictionary knows."""
    found = tuple(token for token in tokens if not is_title(token) and not leads_to_nobody(token.word))
    strange = [token for token in found if not in_dictionary(token.word) and len(token.word) > 2]
    if not strange or not found:
        return []
    person = any(token.word in surnames() for token in strange)
    if any(INNER_CAPITAL.match(token.word) for token in found):
        return [Sign(found, "firm", sure=False)]
    whole = _whole(found) or (person and len(found) == 1 and not found[0].opens)
    return [Sign(found, "person" if person or whole else "firm", sure=whole)]


def _whole(tokens: tuple[Token, ...]) -> bool:
    """Say whether two words or more within a sentence are all unknown to the dictionaries: somebody's name."""
    return len(tokens) > 1 and not tokens[0].opens and all(not in_dictionary(token.word) for token in tokens)


def _listed(tokens: tuple[Token, ...]) -> bool:
    return any(token.word in surnames() or token.word in foreign_first_names() for token in tokens)


def _up_to_nobody(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    for i, token in enumerate(tokens):
        if token.word in ARTICLES and i + 1 < len(tokens):
            continue
        if leads_to_nobody(token.word) and not (i and token.word.isupper() and len(token.word) > 3):
            return tokens[:i]
        if i and token.joint not in cues.PARTICLES and token.joint != ". ":
            return tokens[:i]
    return tokens
