"""Names: people, firms and places named in what was said, found by rule.

A find is sure where a title, a cue, a list of first names or towns, or a legal form says what it is; it is then
replaced unless somebody says otherwise. A capitalised word that no dictionary knows is only listed for review.
Countries, continents and regions are no finds: they lead to nobody, and travel studies are about them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from workbench.privacy.addresses import addresses
from workbench.privacy.name_cues import ORDINARY
from workbench.privacy.name_runs import runs
from workbench.privacy.name_signs import Kind, leads_to_nobody, signs_of
from workbench.privacy.plain_text import PlainText, plain_text


@dataclass(frozen=True, slots=True)
class Find:
    """Characters `start` to `end` of a text name somebody or something; `words` are in plain writing."""

    start: int
    end: int
    kind: Kind
    words: str
    sure: bool


def find_names(text: str, language: str, known: Collection[str] = ()) -> list[Find]:  # noqa: ARG001
    """Return who and what is named in a text, in order and without overlap.

    `language` is "fr" or "en": the rules of both are tried, since people mix them. `known` names are
    looked for too, however they are written, and are surely persons. Time grows with the length of
    the text alone.
    """
    plain = plain_text(text)
    found = [Find(start, end, "place", plain.words[start:end], sure=True) for start, end in addresses(plain.words)]
    found += [Find(*span, "person", plain.words[slice(*span)], sure=True) for span in _known(plain.words, known)]
    found += _signed(plain.words)
    return [_in_original(find, plain) for find in _apart(_settled(found, plain.words))]


def _signed(words: str) -> list[Find]:
    found = []
    for run in runs(words):
        for sign in signs_of(run):
            start, end = sign.tokens[0].start, sign.tokens[-1].end
            found.append(Find(start, end, sign.kind, words[start:end], sign.sure))
    return found


def _known(words: str, known: Collection[str]) -> list[tuple[int, int]]:
    written = sorted({plain_text(name).words for name in known if name.strip()}, key=len, reverse=True)
    if not written:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, written))})(?!\w)")
    return [found.span() for found in pattern.finditer(words)]


def _settled(found: list[Find], text: str) -> list[Find]:
    """Believe a doubtful find whose words are surely somebody's elsewhere in the text; drop ordinary words."""
    sure: dict[str, Kind] = {find.words: find.kind for find in found if find.sure}
    for find in found:
        if find.sure and find.kind == "person":
            sure |= {part: "person" for part in own_parts(find.words) if part not in sure}
    small = set(SMALL_WORD.findall(text)) if any(not find.sure for find in found) else set()
    settled = []
    for find in found:
        if find.sure:
            settled.append(find)
        elif find.words in sure and find.words.lower() not in DOUBLE:
            settled.append(Find(find.start, find.end, sure[find.words], find.words, sure=True))
        elif find.words.lower() not in small and find.words.lower() not in ORDINARY:
            settled.append(find)
    return settled


SMALL_WORD = re.compile(r"\w+(?:-\w+)*")
DOUBLE = frozenset(
    {"will", "may", "mark", "hope", "bill", "grace", "rose", "sue", "pat", "art", "don", "june", "april"}
)
"""Names too often something else for one sure find to settle the others."""


def own_parts(words: str) -> list[str]:
    """Return the words of a person's name that name nobody and nothing else."""
    parts = [part for part in words.split() if len(part) > 2 and part[0].isupper()]
    return [part for part in parts if part.lower() not in ORDINARY and not leads_to_nobody(part)]


def _apart(found: list[Find]) -> list[Find]:
    """Keep the first and longest of finds that overlap, sure ones before the others."""
    kept: list[Find] = []
    for find in sorted(found, key=lambda f: (f.start, -f.end, not f.sure)):
        if not kept or find.start >= kept[-1].end:
            kept.append(find)
        elif find.sure and not kept[-1].sure:
            kept[-1] = find
    return kept


def _in_original(find: Find, plain: PlainText) -> Find:
    start, end = plain.span(find.start, find.end)
    return Find(start, end, find.kind, find.words, find.sure)
