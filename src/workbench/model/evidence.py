"""Evidence: exact words at an exact place, and the codings that rest on them."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, computed_field, model_validator

from workbench.errors import StaleEvidence
from workbench.model.guess import whole
from workbench.model.label import Value
from workbench.model.transcript import Transcript


class Status(StrEnum):
    """How anything the workbench shows is known.

    observed: seen in behaviour or logs; reported: said by participants; inferred: concluded by a
    researcher; assumed: set by a researcher without data; simulated: computed from assumptions;
    synthetic: invented for illustration.
    """

    OBSERVED = "observed"
    REPORTED = "reported"
    INFERRED = "inferred"
    ASSUMED = "assumed"
    SIMULATED = "simulated"
    SYNTHETIC = "synthetic"


def fingerprint(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


class Evidence(Value):
    """A quote: characters `start` to `end` of a document, the words there and their hash."""

    document: str
    participant: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    hash: str

    @model_validator(mode="before")
    @classmethod
    def _id_is_computed(cls, content: Any) -> Any:
        return {key: value for key, value in content.items() if key != "id"} if isinstance(content, dict) else content

    @computed_field  # type: ignore[prop-decorator]  # pydantic's documented way to publish a property
    @property
    def id(self) -> str:
        """The quote's name in every file and link: E- and eight digits made from its place."""
        return f"E-{fingerprint(f'{self.document}:{self.start}-{self.end}')[:8]}"

    def verify(self, transcript: Transcript) -> None:
        """Raise StaleEvidence unless the transcript still has these words at this place."""
        found = transcript.text[self.start : self.end]
        if transcript.id != self.document or found != self.text or fingerprint(found) != self.hash:
            raise StaleEvidence(
                f"{self.id}: {self.document} characters {self.start}-{self.end} no longer hold the quoted words; "
                f"got {found[:60]!r}, expected {self.text[:60]!r}; code the passage again or restore the file"
            )


def quote(transcript: Transcript, start: int, end: int) -> Evidence:
    """Return the words at characters `start` to `end` of a transcript as evidence.

    Guessed letters at its ends come with their marks. In a group the words must be within one turn,
    whose speaker said them; ValueError when they are not.
    """
    start, end = whole(transcript.text, start, end)
    text = transcript.text[start:end]
    said = None if transcript.participant else transcript.utterance_at(start, end)
    if said is None and not transcript.participant:
        raise ValueError(f"characters {start} to {end} of {transcript.id} are not the words of one speaker")
    return Evidence(
        document=transcript.id,
        participant=said.speaker if said else transcript.participant,
        start=start,
        end=end,
        text=text,
        hash=fingerprint(text),
    )


class Coding(Value):
    """One code given to one quote by one coder, a person or the machine."""

    evidence: Evidence
    code: str
    coder: str
    origin: Literal["person", "machine"] = "person"
    step: str | None = None
    emotion: int | None = Field(default=None, ge=-2, le=2)
    stance: Literal["for", "against"] = "for"
    reason: str = ""
    score: float | None = Field(default=None, ge=0, le=1, description="rank of a learned suggestion within its code")

    @property
    def by_hand(self) -> bool:
        """Say whether a person chose these words, rather than a suggestion that may have been accepted."""
        return self.origin == "person" and not self.reason
