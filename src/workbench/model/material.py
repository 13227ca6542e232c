"""Material: everything read for one study, ready to be worked on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workbench.model.brief import Brief
from workbench.model.codebook import Codebook
from workbench.model.decided_groups import DecidedGroups
from workbench.model.evidence import Coding
from workbench.model.journey import Journey
from workbench.model.persona import Persona
from workbench.model.rating import Rating
from workbench.model.scenario import Scenario
from workbench.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Participant:
    """Who was interviewed, under a pseudonym, with the facts of the participants' table."""

    pseudonym: str
    documents: tuple[str, ...]
    role: str = ""
    relation: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def has_part(self, name: str) -> bool:
        """Say whether this is somebody's part in a purchase: their `role` or `committee_role`, letter case aside."""
        parts = (self.role, self.facts.get("committee_role", ""))
        return name.strip().casefold() in {part.strip().casefold() for part in parts if part.strip()}


@dataclass(frozen=True, slots=True)
class Notice:
    """Numbered warning: something a reader dropped, filled, guessed or changed.

    What it says is the text `notice_<key>` of the catalogues with `values` in its places; a value
    that is a mapping counts kinds of identifying words.
    """

    where: str
    key: str
    values: Mapping[str, str | int | Mapping[str, int]] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """The files of a study, read and pseudonymised.

    `digests` maps each input file, relative to the study, to its SHA-256.
    """

    brief: Brief
    transcripts: tuple[Transcript, ...]
    participants: tuple[Participant, ...]
    codebook: Codebook
    journey: Journey
    codings: tuple[Coding, ...]
    notices: tuple[Notice, ...]
    digests: Mapping[str, str]
    rejected: tuple[Coding, ...] = ()
    """Suggestions that a person refused: they are not made again."""
    ratings: tuple[Rating, ...] = ()
    """Points on the researcher's scales, by every coder."""
    earlier: tuple[Persona, ...] = ()
    """The personas of the wave before."""
    scenarios: tuple[Scenario, ...] = ()
    """Interventions tried together that somebody kept for the report."""
    decided: DecidedGroups | None = None
    """Who goes with whom, where a person decided it."""

    def transcript(self, document: str) -> Transcript:
        """Return the transcript of a document; KeyError when there is none."""
        for transcript in self.transcripts:
            if transcript.id == document:
                return transcript
        raise KeyError(document)

    def without(self, pseudonym: str) -> Material:
        """Return the same material as if this participant had never been interviewed."""
        return replace(
            self,
            transcripts=tuple(t.without(pseudonym) for t in self.transcripts if t.participants != (pseudonym,)),
            participants=tuple(p for p in self.participants if p.pseudonym != pseudonym),
            codings=tuple(c for c in self.codings if c.evidence.participant != pseudonym),
            rejected=tuple(c for c in self.rejected if c.evidence.participant != pseudonym),
            decided=self.decided.without(pseudonym) if self.decided else None,
            ratings=tuple(rating for rating in self.ratings if rating.participant != pseudonym),
        )
