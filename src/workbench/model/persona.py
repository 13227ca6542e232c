"""Persona: claims about a group of participants, each with its status, its n and its quotes."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.errors import UnsupportedClaim
from workbench.model.codebook import Kind
from workbench.model.evidence import Evidence, Status
from workbench.model.label import Label, Value


class Claim(Value):
    """One sentence about a persona.

    `holders` of `size` members said it; `others` of `others_size` participants outside the
    segment did. `evidence` holds at most one quote a member, `against` the quotes that contradict it.
    """

    id: str
    kind: Kind
    code: str
    text: Label
    status: Status
    reviewed: bool = Field(description="true when a person gave or confirmed at least one of the codings")
    holders: int = Field(ge=0)
    size: int = Field(ge=1)
    others: int = Field(ge=0)
    others_size: int = Field(ge=0)
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _said_means_somebody_said_it(self) -> Self:
        if self.status in (Status.OBSERVED, Status.REPORTED) and not self.evidence:
            raise UnsupportedClaim(f"claim {self.id} is {self.status} but cites no evidence")
        if self.holders > self.size or self.others > self.others_size:
            raise ValueError(f"claim {self.id}: more holders than people")
        return self


class Gap(Value):
    """A field that nothing supports, why, and what to ask next.

    uncoded: the codebook has no code of this kind; unsupported: too few members hold one.
    """

    kind: Kind
    reason: Literal["uncoded", "unsupported"]
    ask: Label


class Identity(Value):
    """An invented name and age for telling personas apart; never evidence."""

    name: str
    age: int | None = None
    status: Literal[Status.SYNTHETIC] = Status.SYNTHETIC
    seed: int
    locale: str


class Fact(Value):
    """How a fact of the participants' table is spread over the members."""

    name: str
    values: dict[str, int]


class Provenance(Value):
    """Where a persona comes from: enough to make it again."""

    documents: tuple[str, ...]
    participants: int
    codebook_version: str
    coders: tuple[str, ...]
    method: str
    silhouette: float | None = None
    stability: float | None = Field(default=None, description="mean bootstrap Jaccard (Hennig, 2007), 0 to 1")
    inputs: str = Field(description="SHA-256 over every input file")
    review_due: date | None = None
    version: str = "1.0"


class Persona(Value):
    """The file `personas/<study>/<id>.yml`."""

    id: str = Field(pattern=r"^p[1-9][0-9]*$")
    study: str
    level: Literal["proto", "qualitative", "statistical"]
    illustrative: bool
    identity: Identity
    summary: Label
    members: tuple[str, ...] = Field(min_length=1)
    of: int = Field(ge=1)
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...] = ()
    facts: tuple[Fact, ...] = ()
    provenance: Provenance

    @property
    def size(self) -> int:
        """Number of participants in the segment."""
        return len(self.members)

    def claims_of(self, *kinds: Kind) -> tuple[Claim, ...]:
        """Return the claims of these kinds, best supported first."""
        return tuple(claim for claim in self.claims if claim.kind in kinds)
