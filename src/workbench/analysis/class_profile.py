"""Class profile: what sets the people of a class apart, with intervals, and who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.intervals import difference, wilson
from workbench.analysis.latent_class import Classes
from workbench.analysis.mixture_design import Floats
from workbench.errors import InputError, Problem
from workbench.model.respondents import Respondents, Variable

RESAMPLES = 1_000
FEW = 500
"""People up to whom the interval of a mean is bootstrapped; of more, it is that of a normal mean."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One answer of a class beside everybody else's.

    A level: `value` is x / n, `apart` the difference of shares. A number (`level` is empty):
    `value` is the mean, `apart` the difference of means, n who answered; x is n. Intervals are 95 %.
    `effect` orders traits: the difference of shares, or of means in standard deviations.
    """

    variable: str
    level: str
    x: int
    n: int
    value: float
    low: float
    high: float
    apart: float
    apart_low: float
    apart_high: float
    effect: float

    @property
    def distinct(self) -> bool:
        """Whether the interval of the difference leaves out 0."""
        return not self.apart_low <= 0.0 <= self.apart_high


@dataclass(frozen=True, slots=True)
class ClassProfile:
    """One class: how many of all people are surely in it, its traits (strongest first), and who they are.

    `traits` are of the variables that made the class: intervals there take the classes as given,
    and differences are no proof of them. `people` are of the variables that only describe.
    """

    id: str
    n: int
    of: int
    share: float
    traits: tuple[Trait, ...]
    people: tuple[Trait, ...]

    @property
    def distinct(self) -> tuple[Trait, ...]:
        """Return the traits whose difference to everybody else is not 0."""
        return tuple(trait for trait in self.traits if trait.distinct)


def profile_classes(table: Respondents, classes: Classes, *, seed: int) -> tuple[ClassProfile, ...]:
    """Return the profile of each class from the people surely in it, beside all other people.

    Shares have intervals of Wilson (1927), their differences of Newcombe (1998), means the
    percentile bootstrap (Efron, 1979) up to 500 people; `seed` fixes it. InputError when classes are of
    another table.
    """
    if len(table) != len(classes.labels):
        got = f"{len(classes.labels):,} people in classes, {len(table):,} in the table"
        raise InputError([Problem("classes", "fitted on another table", got)])
    profiles = []
    for place, name in enumerate(classes.ids):
        own = classes.labels == place
        made = [t for v in table.answering for t in _traits(table, v, own, seed)]
        who = [t for v in table.variables if v.describes for t in _traits(table, v, own, seed)]
        made.sort(key=lambda trait: (-abs(trait.effect), trait.variable, trait.level))
        share = classes.shares[place]
        profiles.append(ClassProfile(name, int(own.sum()), len(table), share, tuple(made), tuple(who)))
    return tuple(profiles)


def _traits(table: Respondents, variable: Variable, own: NDArray[np.bool_], seed: int) -> list[Trait]:
    column = table.columns[variable.name]
    answered = ~np.isnan(column)
    here, there = np.sort(column[own & answered]), np.sort(column[~own & answered])
    if not len(here):
        return []
    if variable.measured:
        return [_mean(variable, here, there, seed)]
    shown: Sequence[int] = range(len(variable.levels))
    if variable.kind == "binary" and len(variable.levels) == 2:
        shown = (1,)
    return [_level(variable, level, here, there) for level in shown]


def _level(variable: Variable, level: int, here: Floats, there: Floats) -> Trait:
    x, n = int((here == level).sum()), len(here)
    low, high = wilson(x, n)
    apart = (0.0, 0.0, 0.0)
    if len(there):
        apart = difference(x, n, x2=int((there == level).sum()), n2=len(there))
    return Trait(variable.name, variable.levels[level], x, n, x / n, low, high, *apart, apart[0])


def _mean(variable: Variable, here: Floats, there: Floats, seed: int) -> Trait:
    rng = np.random.default_rng(np.random.SeedSequence([seed, 7]))
    n, value = len(here), float(here.mean())
    low, high = _between(_means(here, rng), value)
    apart = (0.0, 0.0, 0.0)
    if len(there):
        middle = value - float(there.mean())
        apart = (middle, *_between(_means(here, rng) - _means(there, rng), middle))
    spread = float(np.std(np.concatenate([here, there]))) or 1.0
    return Trait(variable.name, "", n, n, value, low, high, *apart, apart[0] / spread)


def _means(values: Floats, rng: np.random.Generator) -> Floats:
    """Return means as other samples of as many people would have given them."""
    if len(values) <= FEW:
        return np.asarray(values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1), dtype=np.float64)
    error = float(values.std(ddof=1)) / np.sqrt(len(values))
    steps = (np.arange(RESAMPLES) + 0.5) / RESAMPLES
    return np.asarray(float(values.mean()) + error * rng.permutation(_normal_steps(steps)), dtype=np.float64)


def _normal_steps(chances: Floats) -> Floats:
    from scipy.special import ndtri

    return np.asarray(ndtri(chances), dtype=np.float64)


def _between(means: Floats, middle: float) -> tuple[float, float]:
    """Return the middle 95 % of the means, the mean itself among them."""
    low, high = np.quantile(means, [0.025, 0.975])
    return min(float(low), middle), max(float(high), middle)
