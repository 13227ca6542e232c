"""Process: a journey as an absorbing semi-Markov chain, shifted by what a persona holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.model.duration import Sojourn
from workbench.model.journey import Journey
from workbench.model.transition import Effect
from workbench.simulation.ledger import Ledger, blank, ledger_of

Floats = NDArray[np.float64]
LARGEST = 300.0
"""Log-odds beyond which a share is as good as none: exp of more would overflow."""


@dataclass(frozen=True, slots=True)
class Process:
    """Steps first, then exits.

    `matrix` has a row a step and a column a state, rows sum to 1; `tilt` is what effects multiplied
    the odds of its transitions by, of those with probability 0 too; `start` has a probability a
    step; `sojourns` has a law a step (None takes no time); `horizon` is in days.

    `ledger` says what a visit brings (None: nothing is known). `kinds` has the kind of each exit, `stages`
    each stage with the places of its steps. `base` is the process this one is a change of: luck leads to
    the same places in both as often as it can. Steps that are `aside` were added to it and use luck of
    their own.
    """

    steps: tuple[str, ...]
    exits: tuple[str, ...]
    start: Floats
    matrix: Floats
    sojourns: tuple[Sojourn | None, ...]
    conversion: int
    horizon: float
    tilt: Floats | float = 1.0
    ledger: Ledger | None = None
    kinds: tuple[str, ...] = ()
    stages: tuple[tuple[str, tuple[int, ...]], ...] = ()
    base: Process | None = None
    aside: tuple[int, ...] = ()

    @property
    def account(self) -> Ledger:
        """The ledger, or a blank one."""
        return self.ledger or blank(len(self.steps))

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the columns of `matrix`."""
        return self.steps + self.exits


def process_of(journey: Journey, felt: Mapping[str, Sequence[float]] | None = None) -> Process:
    """Return the process of a journey as it stands; `felt` has people's feelings by step, -2 to +2 each."""
    steps = tuple(step.id for step in journey.steps)
    exits = tuple(exit_.id for exit_ in journey.exits)
    column = {name: i for i, name in enumerate(steps + exits)}
    matrix = np.zeros((len(steps), len(column)))
    for arrow in journey.transitions:
        matrix[column[arrow.from_], column[arrow.to]] += arrow.p
    start = np.zeros(len(steps))
    for entry in journey.start:
        start[column[entry.step]] += entry.p
    return Process(
        steps=steps,
        exits=exits,
        start=start,
        matrix=matrix / matrix.sum(axis=1, keepdims=True),
        sojourns=tuple(step.sojourn for step in journey.steps),
        conversion=column[journey.conversion],
        horizon=journey.horizon.days if journey.horizon else math.inf,
        ledger=ledger_of(journey, felt),
        kinds=tuple(exit_.kind for exit_ in journey.exits),
        stages=tuple((stage.id, tuple(column[s.id] for s in journey.steps_of(stage))) for stage in journey.stages),
    )


def shifted(process: Process, effects: Iterable[Effect]) -> Process:
    """Return the process with transitions shifted on the log-odds scale.

    One effect on a row multiplies the odds of its transition by exp(log_odds) and keeps the
    ratios of the others: p' = OR p / (1 - p + OR p). Several effects on a row act together as
    in a multinomial logit. Rows still sum to 1 under any log-odds.
    """
    column = {name: i for i, name in enumerate(process.states)}
    shift = np.zeros_like(process.matrix)
    for effect in effects:
        shift[column[effect.from_], column[effect.to]] += effect.log_odds
    odds = odds_of(shift, process.matrix)
    weights = process.matrix * odds
    return replace(process, matrix=weights / weights.sum(axis=1, keepdims=True), tilt=process.tilt * odds)


def odds_of(shift: Floats, shares: Floats) -> Floats:
    """Return what log-odds multiply the weight of each share by, those of a row up to a factor of their own.

    The factor keeps a row from becoming all zero or infinite, however far it is shifted.
    """
    highest = np.where(shares > 0, shift, -np.inf).max(axis=-1, keepdims=True)
    return np.asarray(np.exp(np.clip(shift - highest, -LARGEST, LARGEST)))


def persona_effects(journey: Journey, own: Mapping[str, float], pooled: Mapping[str, float]) -> list[Effect]:
    """Return what sets a persona apart on the journey.

    Each driver counts as much as the persona's share of its code exceeds everybody's: a code all
    hold changes nobody, and the mean customer walks the journey as described.
    """
    return [
        Effect.model_validate(
            {
                "from": driver.from_,
                "to": driver.to,
                "log_odds": driver.log_odds * (own.get(driver.code, 0.0) - pooled.get(driver.code, 0.0)),
            }
        )
        for driver in journey.drivers
    ]


def mean_days(process: Process) -> Floats:
    """Return the mean sojourn of each step in days."""
    return np.array([0.0 if law is None else law.days for law in process.sojourns])
