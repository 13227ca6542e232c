"""Persona edits: what a person changed in a persona file, carried over to the persona made again.

A person's wording stays, with the workbench's own beside it (`made`); what a person added stays; what a person took
out stays out (`dropped`). Counts, quotes and status are never a person's to change: they follow the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from workbench.errors import StaleEvidence
from workbench.model.evidence import Evidence, Status
from workbench.model.label import Label, Value
from workbench.model.persona import SAID, Claim, Dropped, Gap, Persona
from workbench.model.transcript import Transcript
from workbench.reading.moved_quotes import quotes_left
from workbench.reading.persona_record import Entry, origin

Part = TypeVar("Part", Claim, Gap)
Checked = TypeVar("Checked", bound=Value)


@dataclass(frozen=True, slots=True)
class Edits:
    """A persona as its file has it, and what the workbench had written there (None: no record of it)."""

    stored: Persona
    entry: Entry | None = None
    transcripts: Mapping[str, Transcript] | None = field(default=None, repr=False)

    def onto(self, made: Persona) -> Persona:
        """Return the persona made again with the person's changes; doing it twice changes nothing."""
        dropped = self._dropped(made)
        out: set[tuple[str, str]] = {(entry.part, entry.name) for entry in dropped}
        claims, gaps = self._claims(made, out), self._gaps(made, out)
        text, own = self._words("summary", self.stored.summary, made.summary_made or made.summary)
        return _valid(
            made,
            type=self.stored.type,
            identity=self.stored.identity if self._renamed else made.identity,
            summary=text,
            summary_made=own,
            claims=sorted(
                (claim for claim in claims if claim.by or ("claim", claim.code) not in out),
                key=lambda claim: not claim.pinned,
            ),
            gaps=[gap for gap in gaps if gap.by or ("gap", str(gap.kind)) not in out],
            dropped=dropped,
        )

    def _words(self, part: str, theirs: Label, ours: Label, *, marked: bool = False) -> tuple[Label, Label | None]:
        """Return the words to show and, where they are a person's, the workbench's own."""
        marked = marked or (part == "summary" and self.stored.summary_made is not None)
        untouched = not marked and self._entry is not None and self._entry.wrote(part, theirs)
        return (ours, None) if theirs == ours or untouched else (theirs, ours)

    @property
    def _entry(self) -> Entry | None:
        """The record, where it was made with this very file."""
        return self.entry if self.entry is not None and self.entry.made_from == origin(self.stored) else None

    @property
    def _renamed(self) -> bool:
        """Say whether a person changed the identity since the file was written."""
        return self._entry is not None and not self._entry.wrote("identity", self.stored.identity)

    def _claims(self, made: Persona, out: set[tuple[str, str]]) -> list[Claim]:
        ours = {claim.code: claim for claim in made.claims if not claim.by}
        theirs = _pairs(self.stored.claims, lambda c: c.code, {code for code in ours if ("claim", code) not in out})
        merged = [self._claim(theirs.get(code), claim) for code, claim in ours.items()]
        put_back = {c for c in ours if ("claim", c) in out and c in theirs and self._put_back(theirs[c], ours[c])}
        paired = {
            id(claim)
            for code, claim in theirs.items()
            if code not in put_back and (code in ours or self._is_ours(claim, made))
        }
        kept = [claim for claim in self.stored.claims if id(claim) not in paired]
        already = {claim.id: claim for claim in made.claims if claim.by}
        taken = {claim.id for claim in merged}
        for claim in kept:
            own = self._own(claim, made, taken)
            merged.append(already.pop(own.id, own))
            taken.add(own.id)
        return [*merged, *already.values()]

    def _claim(self, theirs: Claim | None, ours: Claim) -> Claim:
        if theirs is None:
            return ours
        words = ours.made or ours.text
        text, own = self._words(f"claim {ours.code}", theirs.text, words, marked=_marked(theirs))
        doubted = theirs.status not in SAID and theirs.evidence and not theirs.by
        status = theirs.status if doubted else ours.status
        return _valid(ours, text=text, made=own, status=status, pinned=theirs.pinned)

    def _put_back(self, theirs: Claim | Gap, ours: Claim | Gap) -> bool:
        """Say whether a part that is listed as dropped stands in the file again, in a person's words."""
        said, own = _wording(theirs), ours.made or _wording(ours)
        name = f"claim {theirs.code}" if isinstance(theirs, Claim) else f"gap {theirs.kind}"
        return said != own and not (self._entry is not None and self._entry.wrote(name, said))

    def _is_ours(self, claim: Claim, made: Persona) -> bool:
        """Say whether a claim that is not made any more is the workbench's alone, so that it goes."""
        if _marked(claim) or claim.pinned or claim.status not in SAID:
            return False
        if self._entry is None:
            return origin(self.stored) != origin(made) and not claim.code.startswith("own_")
        return self._entry.wrote(f"claim {claim.code}", claim.text)

    def _own(self, claim: Claim, made: Persona, taken: Iterable[str]) -> Claim:
        """Return a claim that only a person stands for, on the quotes of it that still hold."""
        evidence, contrary = (quotes_left(claim, stance, made.moved) for stance in ("for", "against"))
        quotes = [quote for quote in evidence if self._holds(quote, made)]
        against = [quote for quote in contrary if self._holds(quote, made)]
        gone = len(evidence) - len(quotes)
        speakers = len({quote.participant for quote in quotes})
        name = claim.id.split(".", 1)[-1] or "own"
        number, found = 1, f"{made.id}.{name}"
        while found in taken:
            number += 1
            found = f"{made.id}.{name}_{number}"
        lost = (claim.lost or 0) + gone
        return _valid(
            claim,
            id=found,
            by="person",
            made=None,
            evidence=quotes,
            against=against,
            status=claim.status if quotes or claim.status not in SAID else Status.INFERRED,
            holders=min(speakers, made.size),
            size=made.size,
            others=min(claim.others, made.of - made.size),
            others_size=made.of - made.size,
            lost=lost or None,
        )

    def _holds(self, quote: Evidence, made: Persona) -> bool:
        if quote.participant not in made.members or quote.document not in made.provenance.documents:
            return False
        if self.transcripts is None:
            return True
        try:
            quote.verify(self.transcripts[quote.document])
        except (KeyError, StaleEvidence):
            return False
        return True

    def _gaps(self, made: Persona, out: set[tuple[str, str]]) -> list[Gap]:
        ours = {str(gap.kind): gap for gap in made.gaps if not gap.by}
        theirs = _pairs(self.stored.gaps, lambda g: str(g.kind), {kind for kind in ours if ("gap", kind) not in out})
        merged = [self._gap(theirs.get(kind), gap) for kind, gap in ours.items()]
        put_back = {k for k in ours if ("gap", k) in out and k in theirs and self._put_back(theirs[k], ours[k])}
        paired = {
            id(gap)
            for kind, gap in theirs.items()
            if kind not in put_back and (kind in ours or self._filled(gap, made))
        }
        kept = [_valid(gap, by="person", made=None) for gap in self.stored.gaps if id(gap) not in paired]
        return [*merged, *kept, *(gap for gap in made.gaps if gap.by and gap not in kept)]

    def _gap(self, theirs: Gap | None, ours: Gap) -> Gap:
        if theirs is None:
            return ours
        ask, own = self._words(f"gap {ours.kind}", theirs.ask, ours.made or ours.ask, marked=_marked(theirs))
        return _valid(ours, ask=ask, made=own)

    def _filled(self, gap: Gap, made: Persona) -> bool:
        """Say whether a gap was the workbench's alone, which a claim fills now."""
        if _marked(gap):
            return False
        if self._entry is not None:
            return self._entry.wrote(f"gap {gap.kind}", gap.ask)
        return origin(self.stored) != origin(made) and any(claim.kind == gap.kind for claim in made.claims)

    def _dropped(self, made: Persona) -> tuple[Dropped, ...]:
        """Return what a person took out: as listed, and what is missing although the workbench had written it."""
        there = {("claim", claim.code) for claim in self.stored.claims if self._entry is None or not claim.by}
        there |= {("gap", str(gap.kind)) for gap in self.stored.gaps if self._entry is None or not gap.by}
        parts = [("claim", claim.code) for claim in made.claims if not claim.by]
        parts += [("gap", str(gap.kind)) for gap in made.gaps if not gap.by]
        listed: dict[tuple[str, str], Dropped] = {
            (entry.part, entry.name): entry for entry in (*made.dropped, *self.stored.dropped)
        }
        for part, name in parts:
            if (part, name) not in there and self._wrote(f"{part} {name}", made):
                listed.setdefault((part, name), Dropped.model_validate({"part": part, "name": name}))
        return tuple(listed.values())

    def _wrote(self, part: str, made: Persona) -> bool:
        """Say whether the workbench had written a part: as the record has it, else as the same inputs give it."""
        return self._entry.knows(part) if self._entry is not None else origin(self.stored) == origin(made)


def continued(made: Sequence[Persona], stored: Sequence[Persona]) -> dict[str, Persona]:
    """Return, by the id of each persona made again, the stored one it goes on from.

    At least half of the members together must be shared, the most alike first; none is continued twice.
    """
    likeness = sorted(
        (-len({*one.members} & {*other.members}) / len({*one.members} | {*other.members}), one.id != other.id, i, k)
        for i, one in enumerate(made)
        for k, other in enumerate(stored)
    )
    found: dict[str, Persona] = {}
    given: set[int] = set()
    for less, _, i, k in likeness:
        if -less >= 0.5 and made[i].id not in found and k not in given:
            found[made[i].id] = stored[k]
            given.add(k)
    return found


def _pairs(stored: Iterable[Part], name: Callable[[Part], str], wanted: set[str]) -> dict[str, Part]:
    """Return the part to pair with each name: the workbench's first; a person's own where it is made by now."""
    found: dict[str, Part] = {}
    for part in sorted(stored, key=lambda part: part.by is not None):
        if part.by is None or name(part) in wanted:
            found.setdefault(name(part), part)
    return found


def _wording(part: Claim | Gap) -> Label:
    """Return the words of a part that a person may change."""
    return part.text if isinstance(part, Claim) else part.ask


def _marked(part: Claim | Gap) -> bool:
    """Say whether a part is known to have a person's words."""
    return part.made is not None or part.by is not None


def _valid(part: Checked, **changes: Any) -> Checked:
    """Return a value with other fields, checked again."""
    return type(part).model_validate({**dict(part), **changes})
