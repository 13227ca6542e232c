"""Roll-ups: a journey's steps gathered by channel, mode, direction or owner, with what people said there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.mapping import LANES, Lane
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.journey import Journey
from workbench.model.label import Label
from workbench.model.touchpoint import Touchpoint


class Dimension(StrEnum):
    """What steps are gathered by."""

    CHANNEL = "channel"
    MODE = "mode"
    DIRECTION = "direction"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class RollUp:
    """Steps that share a channel, mode, direction or owner; `value` None: the definition does not state it.

    `value` is a label (channel, owner) or a key (mode, direction). `spoke` of `size` people said
    anything about these steps, `pained` told of a pain and `pleased` of a delight there. `felt` is
    each person's mean feeling, -2 to +2. `described` counts the pain points of the definition.
    """

    dimension: Dimension
    value: Label | str | None
    steps: tuple[str, ...]
    spoke: int
    size: int
    felt: tuple[float, ...]
    pained: int
    pleased: int
    described: int

    @property
    def mean(self) -> float | None:
        """Mean feeling of the people who told one, None where nobody did."""
        return sum(self.felt) / len(self.felt) if self.felt else None


def roll_ups(
    journey: Journey,
    dimension: Dimension,
    codings: Iterable[Coding] = (),
    codebook: Codebook | None = None,
    *,
    people: Collection[str] = (),
) -> tuple[RollUp, ...]:
    """Return the steps by one dimension, in the order of the journey, what is not stated last.

    Only what `people` said counts. Channels and owners that differ by letter case or spaces are one.
    """
    groups: dict[str, list[Touchpoint]] = {}
    for step in journey.steps:
        groups.setdefault(_key(_value(step, dimension)), []).append(step)
    known = [steps for key, steps in groups.items() if key] + [steps for key, steps in groups.items() if not key]
    own = [c for c in codings if c.stance == "for" and c.evidence.participant in people]
    kinds = {code.id: code.kind for code in codebook.codes} if codebook else {}
    lane_of = {code: lane for code, kind in kinds.items() for lane in LANES if kind in LANES[lane]}
    return tuple(_roll_up(steps, dimension, own, lane_of, len(people)) for steps in known)


def _value(step: Touchpoint, dimension: Dimension) -> Label | str | None:
    return {
        Dimension.CHANNEL: step.channel,
        Dimension.MODE: step.mode,
        Dimension.DIRECTION: step.direction,
        Dimension.OWNER: step.owner,
    }[dimension]


def _key(value: Label | str | None) -> str:
    text = value.en if isinstance(value, Label) else value or ""
    return " ".join(text.casefold().split())


def _roll_up(
    steps: Sequence[Touchpoint], dimension: Dimension, codings: Sequence[Coding], lane_of: dict[str, Lane], size: int
) -> RollUp:
    names = {step.id for step in steps}
    here = [coding for coding in codings if coding.step in names]
    felt: dict[str, list[int]] = {}
    for coding in here:
        if coding.emotion is not None:
            felt.setdefault(coding.evidence.participant, []).append(coding.emotion)

    def told(lane: Lane) -> int:
        return len({c.evidence.participant for c in here if lane_of.get(c.code) is lane})

    return RollUp(
        dimension=dimension,
        value=_value(steps[0], dimension),
        steps=tuple(step.id for step in steps),
        spoke=len({coding.evidence.participant for coding in here}),
        size=size,
        felt=tuple(sum(values) / len(values) for _, values in sorted(felt.items())),
        pained=told(Lane.PAINS),
        pleased=told(Lane.DELIGHTS),
        described=sum(len(step.pain_points) for step in steps),
    )
