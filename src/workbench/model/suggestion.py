"""Suggestion: a coding the machine proposes, and what a person decided on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, Evidence
from workbench.model.label import Value

Decision = Literal["", "accept", "reject"]
Place = tuple[int, int]


class Suggestion(Value):
    """One proposed code of one quote.

    `origin` says where it comes from, the codebook's terms or what was learned from reviewed codings; only
    what was learned has a score. `date` is as the reviewer, or the spreadsheet, has written it.
    """

    evidence: Evidence
    code: str
    score: float | None = Field(default=None, ge=0, le=1)
    reason: str = ""
    origin: Literal["terms", "learned"] = "terms"
    decision: Decision = ""
    coder: str = ""
    date: str = ""

    @classmethod
    def of(cls, coding: Coding) -> Self:
        """Return a machine coding as a suggestion nobody has decided on yet."""
        origin: Literal["terms", "learned"] = "terms" if coding.score is None else "learned"
        return cls(evidence=coding.evidence, code=coding.code, score=coding.score, reason=coding.reason, origin=origin)

    def coding(self, codebook: Codebook) -> Coding:
        """Return it as a coding: the person's who accepted it, else the machine's.

        Step and emotion are those its code usually has. KeyError when the codebook lacks the code.
        """
        code, accepted = codebook[self.code], self.decision == "accept"
        return Coding(
            evidence=self.evidence,
            code=self.code,
            coder=self.coder if accepted else "machine",
            origin="person" if accepted else "machine",
            step=code.step,
            emotion=code.emotion,
            reason=self.reason or self.origin,
            score=self.score,
        )


def accepted(suggestions: Iterable[Suggestion], codebook: Codebook) -> list[Coding]:
    """Return the accepted suggestions as codings of the people who accepted them."""
    return [one.coding(codebook) for one in suggestions if one.decision == "accept"]


def rejected(suggestions: Iterable[Suggestion], codebook: Codebook) -> list[Coding]:
    """Return the rejected suggestions whose code is still in use as the machine's codings they were."""
    return [one.coding(codebook) for one in suggestions if one.decision == "reject" and one.code in codebook]


def shared(one: Place, other: Place) -> bool:
    """Say whether two places, start and end, share at least half of the shorter one's characters."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common > 0 and 2 * common >= min(one[1] - one[0], other[1] - other[0])


def same_passage(one: Evidence, other: Evidence) -> bool:
    """Say whether two quotes are the same passage: of one document, at least half of the shorter one in both."""
    return one.document == other.document and shared((one.start, one.end), (other.start, other.end))
