"""Comment codes: which codes of a codebook a comment in the margin names, and what it says beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.model.codebook import Codebook
from workbench.reading.projects.code_names import plain

WORD = re.compile(r"\w+")
TAG = re.compile(r"#(\w+)")
SEPARATOR = re.compile(r"[;,\n]")
MARK = re.compile(
    r"\s*[:=(]?\s*(?:(?P<emotion>[+\-\u2212][0-2]|[0-2](?!\w))|(?P<stance>for|against|pour|contre)\b)", re.I
)
UNSIGNED_END = re.compile(
    r"\s*(?:$|[;,.:!)(\n\u2013\u2014-]|#|[+\-\u2212]?[0-2]\b|(?:for|against|pour|contre)\b)", re.I
)
AGAINST = frozenset({"against", "contre"})
Names = Mapping[tuple[str, ...], frozenset[str]]
"""Words of an id or label, plain, to the codes that are called so."""


@dataclass(frozen=True, slots=True)
class Named:
    """A code that a comment names; `codes` holds several where several are called `name`."""

    name: str
    codes: frozenset[str]
    stance: str = ""
    emotion: str = ""


def names_of(codebook: Codebook) -> Names:
    """Return what the codes of a codebook are called: ids, old ids still followed, labels in both languages."""
    found: dict[tuple[str, ...], set[str]] = {}
    for code in codebook.codes:
        for name in (code.id, code.id.replace("_", " "), code.label.en, code.label.fr):
            found.setdefault(_words(name), set()).add(code.id)
    for code in codebook.codes:  # an id is nobody else's label
        found[_words(code.id)] = {code.id}
    for old in {name for change in codebook.history for name in change.left}:
        if old not in codebook and len(codebook.current(old)) == 1:
            found.setdefault(_words(old), set(codebook.current(old)))
    return {words: frozenset(codes) for words, codes in found.items() if words}


def codes_named(text: str, names: Names) -> list[Named]:
    """Return the codes a comment names: at its beginning, after `#`, or alone between commas after a first.

    Emotion (-2 to 2) and stance (for, against; pour, contre) are read where they follow the code.
    """
    found = {named.codes: named for named in reversed([*_at_beginning(text, names), *_tagged(text, names)])}
    return list(found.values())[::-1]


def _tagged(text: str, names: Names) -> Iterator[Named]:
    for tag in TAG.finditer(text):
        codes = names.get(_words(tag[1]))
        if codes:
            yield _named(tag[1], codes, text[tag.end() :])


def _at_beginning(text: str, names: Names) -> Iterator[Named]:
    parts = SEPARATOR.split(text)
    first = _leading(text, names)
    if first is None:
        return
    yield _named(first[0], first[1], text[first[2] :])
    for part in parts[1:]:
        more = _leading(part, names)
        if more is not None and not WORD.search(_after_marks(part[more[2] :])):
            yield _named(more[0], more[1], part[more[2] :])


def _leading(text: str, names: Names) -> tuple[str, frozenset[str], int] | None:
    """Return the longest name at the beginning of a text, its codes and where it ends."""
    spoken = list(WORD.finditer(text))
    folded = [word for found in spoken for word in _words(found[0])]
    if not spoken or len(folded) != len(spoken) or text[: spoken[0].start()].strip(" \t\n\"'([«“*-"):
        return None
    for size in range(min(len(spoken), max(map(len, names), default=0)), 0, -1):
        codes = names.get(tuple(folded[:size]))
        if codes:
            end = spoken[size - 1].end()
            return text[spoken[0].start() : end], codes, end
    return None


def _named(name: str, codes: frozenset[str], rest: str) -> Named:
    """Read the stance and the emotion that follow a code, in either order."""
    said: dict[str, str] = {}
    while (mark := _mark(rest)) is not None and mark.lastgroup not in said:
        said[str(mark.lastgroup)] = mark[str(mark.lastgroup)].casefold()
        rest = rest[mark.end() :]
    emotion = said.get("emotion", "").replace("\u2212", "-").removeprefix("+").replace("-0", "0")
    stance = ("against" if said["stance"] in AGAINST else "for") if "stance" in said else ""
    return Named(name, codes, stance, emotion)


def _mark(rest: str) -> re.Match[str] | None:
    """Return the stance or emotion at the beginning; an unsigned one must end the clause, else it is a word."""
    mark = MARK.match(rest)
    if mark is None:
        return None
    signed = (mark["emotion"] or "")[:1] in ("+", "-", "\u2212")
    after = rest[mark.end() :]
    fits = not after[:1].isdigit() if signed else UNSIGNED_END.match(after)
    return mark if fits else None


def _after_marks(rest: str) -> str:
    while (mark := _mark(rest)) is not None:
        rest = rest[mark.end() :]
    return rest


def _words(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(plain(name)))
