"""Inward rules: what a page must not tell of the people of a study and of those who made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.privacy.plain_text import plain_text
from workbench.privacy.redaction import MAY_IDENTIFY, RULES
from workbench.report.gate.finished_page import FinishedPage, Piece
from workbench.report.gate.kept import Kept
from workbench.report.gate.verdict import Finding

ADDRESSED = re.compile(r"https?://|www\.", re.IGNORECASE)
"""A web address in a page is a source the researcher cites: those said in interviews were replaced while reading."""


def names(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find names that reading replaces: of participants and of third people, firms, places and files."""
    for one in _everything(page) if kept.names else ():
        for stand_in in dict.fromkeys(stand_in for _, stand_in in kept.names.said_in(plain_text(one.content).words)):
            yield Finding("name", one.line, one.where, stand_in)


def keys(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find the key of the pseudonyms, by which names can be guessed."""
    for one in _everything(page):
        if any(key in one.content or key.upper() in one.content for key in kept.keys if len(key) >= 8):
            yield Finding("key", one.line, one.where)


def parameters(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find values of private parameters."""
    for one in _everything(page):
        for name, value in kept.parameters.items():
            if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", one.content):
                yield Finding("parameter", one.line, one.where, name)


def numbers(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find numbers and addresses that lead to a person, by the rules interviews are read by."""
    for one in page.words():
        if MAY_IDENTIFY.search(one.content):
            for kind in dict.fromkeys(_kinds(one.content, kept.files)):
                yield Finding("number", one.line, one.where, kind)


def _kinds(words: str, files: tuple[str, ...]) -> Iterator[str]:
    for name in files:
        words = words.replace(name, "…")
    for kind, rule in RULES:
        for hit in rule.finditer(words):
            if not ADDRESSED.match(words[hit.start() : hit.end()]):
                yield kind


def few(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find counts of people, by what the participants' table says of them, that are under the fewest to be told of."""
    for each in page.elements:
        for count in re.findall(r"\d+", each.attributes.get("data-people", "")):
            if kept.k is not None and 0 < int(count) < kept.k:
                yield Finding("few", each.line, each.inside, f"{count} < {kept.k}")


def facts(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find what the participants' table says of few, in the page's own words: quotes say what people chose to."""
    if not kept.facts:
        return
    values = sorted(kept.facts, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, values))})(?!\w)")
    for one in _everything(page):
        own = plain_text(one.own if one.kind in ("words", "digits") else one.content).words
        for value in dict.fromkeys(pattern.findall(own)):
            yield Finding("fact", one.line, one.where, kept.facts[value])


def team(page: FinishedPage, kept: Kept) -> Iterator[Finding]:
    """Find a report that was made for the team, which tells of fewer people."""
    told = [one for one in page.pieces if one.kind == "words"]
    said = next((b.line for a, b in pairwise(told) if (a.content, b.content) == ("sharing", "team")), 0)
    if kept.team or said:
        yield Finding("team", said or 1)


def _everything(page: FinishedPage) -> Iterator[Piece]:
    """Yield all pieces, those nobody reads included."""
    return iter(page.pieces)
