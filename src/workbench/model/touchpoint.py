"""Touchpoint: one step of a journey, in front of the customer and behind the scenes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from workbench.model.duration import Sojourn
from workbench.model.label import Label, Value
from workbench.model.sourced import Amount, Basis, Feeling, Remark, Score
from workbench.model.stage_names import CANONICAL, Canonical, canonical_stage

Mode = Literal["online", "offline"]
Direction = Literal["inbound", "outbound", "external", "backstage"]


def _canonical(written: Any) -> Any:
    return canonical_stage(written) if isinstance(written, str) else written


AnySpelling = Annotated[
    Canonical,
    BeforeValidator(_canonical),
    WithJsonSchema({"type": "string", "examples": list(CANONICAL), "description": "a stage, in any usual spelling"}),
]


class Stage(Value):
    """A span of steps in the journey's own words, with the canonical stage it stands for."""

    id: str
    canonical: AnySpelling
    label: Label


class Backstage(Value):
    """What a step needs that the customer does not see (Shostack, 1984; Bitner, Ostrom & Morgan, 2008).

    `frontstage` is what the firm does in the customer's sight, `backstage` out of it; `support` are
    processes others inside the firm provide. People, policies, technologies and processes say with what.
    """

    evidence: tuple[Remark, ...] = ()
    frontstage: tuple[Remark, ...] = ()
    backstage: tuple[Remark, ...] = ()
    support: tuple[Remark, ...] = ()
    people: tuple[Remark, ...] = ()
    policies: tuple[Remark, ...] = ()
    technologies: tuple[Remark, ...] = ()
    processes: tuple[Remark, ...] = ()


class Touchpoint(Value):
    """One step: what the customer does, where, how it feels and who answers for it.

    Thoughts and perception are the description's; a map shows what people said before them.
    `impact` on the decision, `importance` to the customer and `satisfaction` are 0 to 10 or not scored.
    `cost` is the firm's and `revenue` what the customer pays, per visit of the step. `basis` is the
    step's own: inferred where the description has no such step.
    """

    id: str
    stage: str
    label: Label
    basis: Basis = "stated"
    touchpoint: Label | None = None
    channel: Label | None = None
    channel_basis: Basis = "stated"
    mode: Mode | None = None
    direction: Direction | None = None
    actor: tuple[str, ...] = ()
    goal: Remark | None = None
    thoughts: tuple[Remark, ...] = ()
    perception: Remark | None = None
    emotion: Feeling | None = None
    pain_points: tuple[Remark, ...] = ()
    opportunities: tuple[Remark, ...] = ()
    impact: Score | None = None
    importance: Score | None = None
    satisfaction: Score | None = None
    owner: Label | None = None
    kpi: Label | None = None
    blueprint: Backstage | None = None
    sojourn: Sojourn | None = None
    cost: Amount | None = None
    revenue: Amount | None = None
