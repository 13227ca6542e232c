"""Codebook: what each code means, and the words that suggest it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from workbench.model.history import Change, follow, history_fault
from workbench.model.label import Label, Value
from workbench.model.rating import Scale


class Kind(StrEnum):
    """What a code says about a person."""

    GOAL = "goal"
    NEED = "need"
    MOTIVATION = "motivation"
    TRIGGER = "trigger"
    PAIN_POINT = "pain_point"
    OBJECTION = "objection"
    DECISION_CRITERION = "decision_criterion"
    BEHAVIOUR = "behaviour"
    CHANNEL = "channel"
    DEAL_KILLER = "deal_killer"
    CONTEXT = "context"
    DELIGHT = "delight"


BEHAVIOURAL = frozenset(
    {
        Kind.GOAL,
        Kind.NEED,
        Kind.MOTIVATION,
        Kind.TRIGGER,
        Kind.OBJECTION,
        Kind.DECISION_CRITERION,
        Kind.BEHAVIOUR,
        Kind.CHANNEL,
        Kind.DEAL_KILLER,
    }
)
"""Kinds that may separate personas (Cooper's behavioural variables); the others only describe them."""


class Code(Value):
    """One entry of the codebook (after MacQueen et al., 1998)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="short name, unique in the codebook")
    kind: Kind
    label: Label
    claim: Label = Field(description="what the code says of a persona: a sentence without its subject")
    definition: Label
    use_when: Label | None = None
    not_when: Label | None = None
    example: str = ""
    parent: str | None = None
    opposite: str | None = Field(default=None, description="the code that says the contrary")
    terms: tuple[str, ...] = Field(default=(), description="words that suggest the code; `a + b`: both in a sentence")
    unless: tuple[str, ...] = Field(default=(), description="words that forbid the suggestion")
    when_asked: tuple[str, ...] = Field(default=(), description="words of which the question must hold one")
    step: str | None = Field(default=None, description="journey step that a suggested quote speaks about")
    emotion: int | None = Field(default=None, ge=-2, le=2, description="feeling such words usually carry")


class Codebook(Value):
    """All codes of a study, in the researcher's order."""

    version: str
    codes: tuple[Code, ...] = Field(min_length=1)
    history: tuple[Change, ...] = Field(default=(), description="changes since the first version, oldest first")
    scales: tuple[Scale, ...] = Field(default=(), description="scales on which participants are rated in ratings.csv")

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        ids = [code.id for code in self.codes]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"codes defined twice: {', '.join(twice)}")
        scales = [scale.id for scale in self.scales]
        taken = sorted({name for name in scales if (ids + scales).count(name) > 1})
        if taken:
            raise ValueError(f"scales named as a code or another scale: {', '.join(taken)}")
        for code in self.codes:
            for name in (code.parent, code.opposite):
                if name is not None and name not in ids:
                    raise ValueError(f"code {code.id} names {name}, which is not in the codebook")
        fault = history_fault(self.history, ids, self.version)
        if fault is not None:
            raise ValueError(fault)
        return self

    def current(self, name: str) -> tuple[str, ...]:
        """Return the codes that a name, old or new, stands for today; KeyError when it was never used.

        A renamed or merged code gives one, a split one several, a removed one none.
        """
        if name not in self and all(name not in (*change.codes, *change.into) for change in self.history):
            raise KeyError(name)
        return follow(self.history, name)

    def ended(self, name: str) -> Change | None:
        """Return the change that ended a name, or None where it was never ended."""
        return next((change for change in self.history if name in change.left), None)

    def __getitem__(self, name: str) -> Code:
        """Return the code called `name`; KeyError when there is none."""
        for code in self.codes:
            if code.id == name:
                return code
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        """Say whether a code called `name` exists."""
        return any(code.id == name for code in self.codes)
