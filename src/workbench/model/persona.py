"""Persona: claims about a group of participants, each with its status, its n and its quotes."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from workbench.errors import UnsupportedClaim
from workbench.model.brief import Period, SourceKind
from workbench.model.codebook import Kind
from workbench.model.evidence import Evidence, Status, fingerprint
from workbench.model.label import Label, Value

Sureness = Literal["low", "medium", "high"]
Stance = Literal["for", "against"]
SAID = (Status.OBSERVED, Status.REPORTED)
"""Statuses that a claim has by its evidence alone."""
PersonaType = Literal["primary", "secondary", "supplemental", "customer", "served", "negative"]
"""What a persona is to whoever designs for it (Cooper et al., 2014); only a person can decide it."""


class Claim(Value):
    """One sentence about a persona.

    `holders` of `size` members said it; `others` of `others_size` participants outside the
    segment did. `evidence` holds at most one quote a member and those a person moved there, `against` the
    quotes that contradict it.
    A claim a person adds by hand needs `kind`, `text` and `status` inferred or assumed; the rest is filled in.
    """

    id: str = Field(description="persona and code; made up for a claim that a person added")
    kind: Kind
    code: str = Field(description="code of the codebook; own_ and eight digits for a claim that a person added")
    text: Label = Field(description="what is claimed: a sentence without its subject; a person may reword it")
    status: Status = Field(description="how it is known; observed and reported need evidence")
    reviewed: bool = Field(description="true when a person gave or confirmed at least one of the codings")
    holders: int = Field(ge=0)
    size: int = Field(ge=0, description="members; 0 in a proto persona, where nobody was asked")
    others: int = Field(ge=0)
    others_size: int = Field(ge=0)
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    by: Literal["person"] | None = Field(default=None, description="person: somebody added this claim by hand")
    made: Label | None = Field(default=None, description="the workbench's own words, where a person reworded `text`")
    lost: int | None = Field(
        default=None, ge=1, description="quotes this claim rested on that are gone, so that it is inferred now"
    )
    assumed_by: str | None = Field(default=None, description="in a proto persona: who assumes this")
    sure: Sureness | None = Field(default=None, description="in a proto persona: how sure they are of it")
    pinned: bool = Field(
        default=False, description="true where a person wants it first, and kept even when too few say it"
    )

    @model_validator(mode="after")
    def _said_means_somebody_said_it(self) -> Self:
        if self.status in SAID and not self.evidence:
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
    ask: Label = Field(description="what to ask next; a person may reword it")
    by: Literal["person"] | None = Field(default=None, description="person: somebody added this gap by hand")
    made: Label | None = Field(default=None, description="the workbench's own words, where a person reworded `ask`")


class Dropped(Value):
    """A claim or gap that a person took out; it stays out until its entry here is taken out too."""

    part: Literal["claim", "gap"]
    name: str = Field(min_length=1, description="the claim's code, or the gap's kind")
    reason: str = Field(default="", description="why, in a person's words")


class Moved(Value):
    """A quote that a person took out of a claim, or moved to another or to its other side; every run does it again."""

    quote: Evidence
    code: str = Field(min_length=1, description="code of the claim it stood under")
    stance: Stance = Field(default="for", description="side of that claim: for or against")
    to: str | None = Field(default=None, description="code of the claim it stands under now; absent: of none")
    to_stance: Stance = Field(default="for", description="side of the claim it stands under now")
    reason: str = Field(default="", description="why, in a person's words")

    @model_validator(mode="after")
    def _goes_elsewhere(self) -> Self:
        if (self.code, self.stance) == (self.to, self.to_stance):
            raise ValueError(f"quote {self.quote.id} is moved to where it stood: {self.code}, {self.stance}")
        return self


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
    values: dict[str, int] = Field(description="members by value, where at least `k_team` of them share it")
    hidden: int = Field(default=0, ge=0, description="members whose value is not shown, or not stated")


class Provenance(Value):
    """Where a persona comes from: enough to make it again."""

    documents: tuple[str, ...]
    sources: dict[SourceKind, int] = Field(default_factory=dict, description="the documents, by kind of source")
    fieldwork: Period | None = None
    participants: int
    codebook_version: str
    codings: int | None = Field(default=None, ge=0, description="codings of the members' words")
    machine: int = Field(default=0, ge=0, description="of these, suggested by the machine and not reviewed")
    coders: tuple[str, ...]
    method: str
    decided: str | None = Field(default=None, description="who decided the group, in place of the method")
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
    type: PersonaType | None = Field(
        default=None, description="what it is to whoever designs for it; a person decides, absent: not decided yet"
    )
    identity: Identity
    summary: Label = Field(description="the persona in a few words; a person may reword it")
    summary_made: Label | None = Field(
        default=None, description="the workbench's own words, where a person reworded `summary`"
    )
    members: tuple[str, ...] = Field(
        description="participants it stands for, under their pseudonyms; none in a proto persona"
    )
    of: int = Field(ge=0, description="number of participants of the study; 0 for a proto persona")
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...] = ()
    dropped: tuple[Dropped, ...] = Field(default=(), description="claims and gaps that a person took out")
    moved: tuple[Moved, ...] = Field(default=(), description="quotes that a person moved or took out")
    facts: tuple[Fact, ...] = ()
    provenance: Provenance

    @model_validator(mode="before")
    @classmethod
    def _what_is_added_by_hand_is_filled_in(cls, content: Any) -> Any:
        if not isinstance(content, dict) or not isinstance(content.get("claims"), (list, tuple)):
            return content
        return content | {"claims": [_filled(claim, content) for claim in content["claims"]]}

    @model_validator(mode="after")
    def _level_fits_the_people(self) -> Self:
        if self.level == "proto":
            _nobody_was_asked(self)
        elif not self.members or not self.of:
            raise ValueError(f"persona {self.id} is {self.level} but stands for nobody: only a proto persona may")
        elif any(not claim.size for claim in self.claims):
            raise ValueError(f"persona {self.id} is {self.level}: the size of each claim is its number of members")
        return self

    @property
    def size(self) -> int:
        """Number of participants in the segment."""
        return len(self.members)

    def claims_of(self, *kinds: Kind) -> tuple[Claim, ...]:
        """Return the claims of these kinds, best supported first."""
        return tuple(claim for claim in self.claims if claim.kind in kinds)


def _nobody_was_asked(persona: Persona) -> None:
    """Raise ValueError where a proto persona says more than its authors assume."""
    if persona.members or persona.of or persona.facts or persona.provenance.documents:
        raise ValueError(f"persona {persona.id} is proto: it has no members, facts or documents, and of is 0")
    for claim in persona.claims:
        if claim.status is not Status.ASSUMED:
            raise ValueError(f"persona {persona.id} is proto: claim {claim.id} can only be assumed, not {claim.status}")
        if claim.size or claim.others_size or claim.evidence or claim.against:
            raise ValueError(f"persona {persona.id} is proto: claim {claim.id} can have no people and no quotes")


def _filled(claim: Any, persona: dict[str, Any]) -> Any:
    """Return a claim without evidence, as a person adds it, with what follows from the persona around it."""
    if not isinstance(claim, dict) or claim.get("evidence") or claim.get("status") not in ("inferred", "assumed"):
        return claim
    members, of = persona.get("members"), str(persona.get("of", ""))
    fewest = 0 if persona.get("level") == "proto" else 1
    size = max(len(members), fewest) if isinstance(members, (list, tuple)) else fewest
    code = str(claim.get("code") or f"own_{fingerprint(repr(claim.get('text')))[:8]}")
    known = {"id": f"{persona.get('id')}.{code}", "code": code, "reviewed": True, "holders": 0, "size": size}
    return known | {"others": 0, "others_size": max(int(of) - size, 0) if of.isdecimal() else 0} | claim
