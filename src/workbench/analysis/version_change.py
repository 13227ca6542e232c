"""Version change: what may become of personas, claims, feelings and participants from one version to the next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from workbench.analysis.mapping import JourneyMap
from workbench.model.persona import Persona


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a study: its personas and, where its interviews were walked, their maps and all participants."""

    name: str
    personas: tuple[Persona, ...]
    maps: tuple[JourneyMap, ...] | None = None
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Support:
    """How a claim is known: its status, `holders` of `size` members."""

    status: str
    holders: int
    size: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote by its name, who said it and the words."""

    id: str
    participant: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What became of a claim: came, went, gained, lost, moved (other people, as many), reworded or marked.

    gained and lost compare the share of holders, exactly. `reworded` says that the wording differs, `by_person`
    that the new wording, or the claim, is a person's. Texts are English.
    """

    code: str
    what: str
    text: str
    before: Support | None
    after: Support | None
    text_before: str | None = None
    by_person: bool = False
    quotes_gained: tuple[Quote, ...] = ()
    quotes_lost: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class FeelingChange:
    """Mean feeling of the members on a journey step, -2 to +2, before and after; None where nobody spoke of it."""

    step: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class PersonaChange:
    """What became of a persona: came, went, grew, shrank, changed (other members, as many) or same members."""

    what: str
    name: str
    before: str | None
    after: str | None
    size_before: int | None
    size_after: int | None
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    name_before: str | None = None
    summary_before: str | None = None
    summary_after: str | None = None
    claims: tuple[ClaimChange, ...] = ()
    feelings: tuple[FeelingChange, ...] = ()

    @property
    def differs(self) -> bool:
        """Say whether anything of the persona changed."""
        told = self.name_before is not None or self.summary_before != self.summary_after
        return self.what != "same" or told or self.before != self.after or bool(self.claims or self.feelings)


@dataclass(frozen=True, slots=True)
class Move:
    """A participant who is in another persona now; each persona by its id and name."""

    participant: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """Two versions compared; `personas` holds those that differ alone."""

    old: str
    new: str
    personas: tuple[PersonaChange, ...]
    moves: tuple[Move, ...]
    came: tuple[str, ...]
    """Participants who are in a persona of the new version alone."""
    went: tuple[str, ...]
    """Participants who were in a persona of the old version alone."""
    feelings_compared: bool
    shared: int
    """Participants in both versions."""

    @property
    def differs(self) -> bool:
        """Say whether anything changed."""
        return bool(self.personas or self.moves or self.came or self.went)

    def plain(self) -> dict[str, Any]:
        """Return the difference as dicts, lists and scalars."""
        return {"differs": self.differs, **asdict(self)}
