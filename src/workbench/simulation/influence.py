"""Influence: which number a measure depends on most, one at a time (tornado) and all together (Morris, Sobol)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.simulation.batch_expectations import Measure, all_measured, measured
from workbench.simulation.case import Case
from workbench.simulation.parameter import Floats, Parameter

LEVELS = 4
TRAJECTORIES = 40
POINTS = 1024
NOTHING = 1e-12
"""Differences below this share of the measure are rounding."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One number at either end of its range, all others as stated, and the measure there."""

    parameter: Parameter
    low: float
    high: float
    low_value: float
    high_value: float

    @property
    def width(self) -> float:
        """How far the measure goes from one end to the other."""
        return abs(self.high_value - self.low_value)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Every number that has a range, the widest swing first; `still` have none and were left out."""

    measure: Measure
    stated: float
    swings: tuple[Swing, ...]
    still: int


@dataclass(frozen=True, slots=True)
class ElementaryEffect:
    """What going through its range changes on average, whatever the others are (`mu_star`), in the measure's unit.

    `sigma` is how much that differs with the others: interactions, or effects that are not straight.
    """

    parameter: Parameter
    mu_star: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Morris:
    """Elementary effects, the largest first; `still` numbers have no range and were left out."""

    measure: Measure
    effects: tuple[ElementaryEffect, ...]
    still: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class SobolIndex:
    """Shares of the measure's variance, 0 none and 1 all of it, with half the width of their 95 % intervals.

    `first` is owed to the number alone, `total` to the number with all it interacts with. Being
    estimates, they may lie a little below 0.
    """

    first: float
    first_half: float
    total: float
    total_half: float


@dataclass(frozen=True, slots=True)
class Sobol:
    """The index of each number that has a range, the largest total first; `still` were left out."""

    measure: Measure
    indices: tuple[tuple[Parameter, SobolIndex], ...]
    still: int
    evaluations: int


def tornado(case: Case, measure: Measure) -> Tornado:
    """Return what either end of each number's range makes of a measure, one at a time."""
    return _swung(case, measure, measured(case, _ends(case), measure))


def tornadoes(case: Case, measures: Sequence[Measure]) -> dict[Measure, Tornado]:
    """Return the tornado of each of several measures that are always known, as shares are."""
    found = all_measured(case, _ends(case), measures)
    return {measure: _swung(case, measure, found[measure]) for measure in measures}


def _ends(case: Case) -> Floats:
    """Return the vectors with one number at either end of its range, a pair a number, then the one as stated."""
    moving = _moving(case)
    vectors = np.tile(case.stated, (2 * len(moving) + 1, 1))
    for k, j in enumerate(moving):
        vectors[2 * k : 2 * k + 2, j] = case.numbers[j].range
    return vectors


def _swung(case: Case, measure: Measure, found: Floats) -> Tornado:
    moving = _moving(case)
    swings = [
        Swing(case.numbers[j], *(case.numbers[j].range or (0.0, 0.0)), float(found[2 * k]), float(found[2 * k + 1]))
        for k, j in enumerate(moving)
    ]
    ordered = tuple(sorted(swings, key=lambda swing: (-swing.width, swing.parameter.id)))
    return Tornado(measure, float(found[-1]), ordered, len(case.numbers) - len(moving))


def most_influential(case: Case, measure: Measure) -> Swing | None:
    """Return the number whose range moves the measure most, one at a time; None where none moves it."""
    found = tornado(case, measure)
    if not found.swings or found.swings[0].width <= NOTHING * max(1.0, abs(found.stated)):
        return None
    return found.swings[0]


def morris(case: Case, measure: Measure, *, seed: int, trajectories: int = TRAJECTORIES) -> Morris:
    """Return the elementary effects of all numbers with a range (Morris, 1991; Campolongo et al., 2007)."""
    moving = _moving(case)
    found = elementary_effects(_on_draws(case, measure, moving), len(moving), seed=seed, trajectories=trajectories)
    effects = [ElementaryEffect(case.numbers[j], *pair) for j, pair in zip(moving, found, strict=True)]
    ordered = tuple(sorted(effects, key=lambda effect: (-effect.mu_star, effect.parameter.id)))
    return Morris(measure, ordered, len(case.numbers) - len(moving), trajectories * (len(moving) + 1))


def sobol(case: Case, measure: Measure, *, seed: int, points: int = POINTS) -> Sobol:
    """Return how much of the measure's variance over the ranges is owed to which number (Sobol, 2001)."""
    moving = _moving(case)
    found = sobol_indices(_on_draws(case, measure, moving), len(moving), seed=seed, points=points)
    pairs = [(case.numbers[j], index) for j, index in zip(moving, found, strict=True)]
    ordered = tuple(sorted(pairs, key=lambda pair: (-pair[1].total, pair[0].id)))
    return Sobol(measure, ordered, len(case.numbers) - len(moving), points * (len(moving) + 2))


def elementary_effects(
    evaluate: Callable[[Floats], Floats], dimensions: int, *, seed: int, trajectories: int = TRAJECTORIES
) -> list[tuple[float, float]]:
    """Return mu* and sigma of each dimension of a function on the unit cube (rows of D x dimensions)."""
    if dimensions == 0:
        return []
    from SALib.analyze.morris import analyze
    from SALib.sample.morris import sample

    problem = _cube(dimensions)
    draws = sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    found = evaluate(draws)
    if _constant(found):
        return [(0.0, 0.0)] * dimensions
    told = analyze(problem, draws, found, num_levels=LEVELS, seed=seed)
    return [(float(mean), float(spread)) for mean, spread in zip(told["mu_star"], told["sigma"], strict=True)]


def sobol_indices(
    evaluate: Callable[[Floats], Floats], dimensions: int, *, seed: int, points: int = POINTS
) -> list[SobolIndex]:
    """Return the index of each dimension of a function on the unit cube; `points` is a power of 2.

    Estimators of Saltelli et al. (2010), intervals by resampling.
    """
    if dimensions == 0:
        return []
    from SALib.analyze.sobol import analyze
    from SALib.sample.sobol import sample

    if points < 2 or points & (points - 1):
        raise ValueError(f"points must be a power of 2, for the sequence to be balanced, not {points}")
    problem = _cube(dimensions)
    found = evaluate(sample(problem, points, calc_second_order=False, seed=seed))
    if _constant(found):
        return [SobolIndex(0.0, 0.0, 0.0, 0.0)] * dimensions
    # Its seed of 0 would mean none, and numpy's global luck.
    told = analyze(problem, found, calc_second_order=False, seed=seed + 1)
    rows = zip(*(told[name] for name in ("S1", "S1_conf", "ST", "ST_conf")), strict=True)
    return [SobolIndex(*(float(value) for value in row)) for row in rows]


def _cube(dimensions: int) -> dict[str, object]:
    names = [f"x{j}" for j in range(dimensions)]
    return {"num_vars": dimensions, "names": names, "bounds": [[0.0, 1.0]] * dimensions}


def _constant(found: Floats) -> bool:
    return bool(np.ptp(found) <= NOTHING * max(1.0, float(np.abs(found).max())))


def _moving(case: Case) -> list[int]:
    """Return the places of the numbers that have a range with room in it."""
    return [j for j, number in enumerate(case.numbers) if number.range and number.range[0] < number.range[1]]


def _on_draws(case: Case, measure: Measure, moving: Sequence[int]) -> Callable[[Floats], Floats]:
    """Return a measure as a function of draws in 0 to 1, a column for each number that moves."""
    numbers, stated = case.numbers, case.stated

    def evaluate(draws: Floats) -> Floats:
        values = np.tile(stated, (len(draws), 1))
        for k, j in enumerate(moving):
            values[:, j] = numbers[j].at(draws[:, k])
        return measured(case, values, measure)

    return evaluate
