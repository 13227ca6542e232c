"""Stand-ins: what is said in place of the names found in a study, the same for one name all through it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from workbench.language import catalogue
from workbench.model.label import Language
from workbench.privacy.name_cues import ORDINARY
from workbench.privacy.name_signs import Kind, is_first_name
from workbench.privacy.names import DOUBLE, find_names
from workbench.privacy.plain_text import plain_text
from workbench.privacy.pseudonyms import pseudonyms

Decision = Literal["", "replace", "keep"]
AROUND = 40
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name found in a study and what a person decided about it.

    `stand_in` is what replaces it, without brackets; empty where it stays. `forms` are the ways it
    is written where that is not in plain writing.
    """

    words: str
    kind: Kind
    times: int = 0
    documents: tuple[str, ...] = ()
    decision: Decision = ""
    stand_in: str = ""
    example: str = ""
    forms: tuple[str, ...] = ()

    @property
    def replaced(self) -> bool:
        """Say whether the name is replaced."""
        return self.decision != "keep" and bool(self.stand_in)

    @property
    def waiting(self) -> bool:
        """Say whether it stays until somebody decides."""
        return not self.decision and not self.stand_in


@dataclass(frozen=True, slots=True)
class StandIns:
    """Names with what stands for each, as a Redactor takes them, and how many there are of each sort."""

    names: Mapping[str, str]
    rows: tuple[NameRow, ...]

    @property
    def replaced(self) -> tuple[NameRow, ...]:
        """Return the names found that are replaced."""
        return tuple(row for row in self.rows if row.replaced and row.times)

    @property
    def waiting(self) -> tuple[NameRow, ...]:
        """Return the names left as they are until somebody decides."""
        return tuple(row for row in self.rows if row.waiting and row.times)


@dataclass(slots=True)
class _Seen:
    kinds: Counter[Kind] = field(default_factory=Counter)
    sure: Counter[Kind] = field(default_factory=Counter)
    documents: dict[str, None] = field(default_factory=dict)
    forms: dict[str, None] = field(default_factory=dict)
    example: str = ""

    @property
    def kind(self) -> Kind:
        return (self.sure or self.kinds).most_common(1)[0][0]


def stand_ins(
    texts: Mapping[str, str],
    language: Language,
    review: Sequence[NameRow],
    known: Mapping[str, str] | None = None,
    *,
    key: bytes = b"",
) -> StandIns:
    """Return what stands for each name found in the texts of a study.

    `texts` maps a document to the words said in it; `review` are the rows a person went through
    (see `workbench.reading.name_review`); `known` maps names that have a stand-in already, for
    instance the participants', to it. A kept name is never replaced, one to be replaced always is,
    one without a decision is where its find is sure. Stand-ins given in the review stay; a new one
    is the kind and four letters or digits made from the name with the `key` of the pseudonyms, so
    that nobody's quotes change when interviews come or go.
    """
    known = known or {}
    plain_known = {plain_text(name).words: stand_in for name, stand_in in known.items()}
    seen, names = _seen(texts, language, plain_known)
    rows = _rows(seen, review, texts)
    named = _named(rows, seen, language, key, ordinary=_often_ordinary(seen, texts))
    for row in named:
        if row.replaced:
            names |= dict.fromkeys((row.words, *row.forms), row.stand_in)
    return StandIns(names, tuple(sorted(named, key=lambda row: (row.kind, row.words.casefold(), row.words))))


def _seen(
    texts: Mapping[str, str], language: Language, known: Mapping[str, str]
) -> tuple[dict[str, _Seen], dict[str, str]]:
    """Return what is found by its words, in the order said, and unusual writings of known names."""
    seen: dict[str, _Seen] = {}
    names: dict[str, str] = {}
    for document, text in texts.items():
        for find in find_names(text, language, known):
            literal = text[find.start : find.end]
            if find.words in known:
                if literal != find.words:
                    names[literal] = known[find.words]
                continue
            one = seen.setdefault(find.words, _Seen())
            one.kinds[find.kind] += 1
            one.sure[find.kind] += find.sure
            one.documents[document] = None
            one.example = one.example or _around(text, find.start, find.end)
            if literal != find.words:
                one.forms[literal] = None
    for one in seen.values():
        one.sure = +one.sure
    return seen, names


def _rows(seen: Mapping[str, _Seen], review: Sequence[NameRow], texts: Mapping[str, str]) -> list[NameRow]:
    decided = {row.words: row for row in review}
    rows = [
        replace(
            decided.get(words, NameRow(words, one.kind)),
            times=one.kinds.total(),
            documents=tuple(one.documents),
            example=one.example,
            forms=tuple(one.forms),
        )
        for words, one in seen.items()
    ]
    gone = (_looked_for(row, texts) for row in review if row.words not in seen and (row.decision or row.stand_in))
    return [*rows, *(row for row in gone if row.decision or row.times)]


def _looked_for(row: NameRow, texts: Mapping[str, str]) -> NameRow:
    """Count the names that no rule finds: somebody wrote them into the list, or they are said no more."""
    pattern = re.compile(rf"(?<!\w){re.escape(row.words)}(?!\w)")
    times = {document: len(pattern.findall(plain_text(text).words)) for document, text in texts.items()}
    documents = tuple(document for document, count in times.items() if count)
    return replace(row, times=sum(times.values()), documents=documents, forms=())


def _named(
    rows: Sequence[NameRow], seen: Mapping[str, _Seen], language: Language, key: bytes, *, ordinary: frozenset[str]
) -> list[NameRow]:
    """Give a stand-in to every row that is to be replaced and has none."""
    words = catalogue(language)
    labels: dict[Kind, str] = {
        "person": words["stand_in_person"],
        "firm": words["stand_in_firm"],
        "place": words["stand_in_place"],
    }
    codes = pseudonyms((row.words for row in rows), key)
    given = {row.words: row.stand_in for row in rows if row.stand_in}
    whole = _whole_names(row.words for row in rows if row.kind == "person")
    for row in sorted(rows, key=lambda row: " " not in row.words):  # whole names first: their parts follow them
        same = _shared(row, whole, given)
        certain = row.words in seen and (seen[row.words].sure or same) and row.words not in ordinary
        if row.words in given or row.decision == "keep" or not (certain or row.decision == "replace"):
            continue
        given[row.words] = same or f"{labels[row.kind]} {codes[row.words].removeprefix('P-')}"
    return [replace(row, stand_in=given.get(row.words, "")) for row in rows]


def _whole_names(names: Iterable[str]) -> dict[str, str]:
    """Map a first name or a surname alone to the one whole name that has it."""
    whole: dict[str, set[str]] = {}
    for name in names:
        parts = name.split()
        if len(parts) > 1 and is_first_name(parts[0]):
            for part in (parts[0], " ".join(parts[1:])):
                whole.setdefault(part, set()).add(name)
    return {part: next(iter(owners)) for part, owners in whole.items() if len(owners) == 1}


def _shared(row: NameRow, whole: Mapping[str, str], given: Mapping[str, str]) -> str | None:
    """Return what stands for the whole name of which this is a part, or for a part of this whole name."""
    parts = (part for part, owner in whole.items() if owner == row.words and part in given)
    return given.get(whole.get(row.words, "")) or next((given[part] for part in parts), None)


def _often_ordinary(seen: Mapping[str, _Seen], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the names that are at least as often ordinary words with a capital: replacing would reach those too."""
    doubtful = {words: one.sure.total() for words, one in seen.items() if words.lower() in ORDINARY | DOUBLE}
    if not doubtful:
        return frozenset()
    said = Counter(word for text in texts.values() for word in WORD.findall(plain_text(text).words))
    return frozenset(words for words, sure in doubtful.items() if sure * 2 <= said[words])


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    return " ".join(f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}".split())
