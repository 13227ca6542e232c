"""Plain customer: one customer's chances and accounts in plain Python, as SimPy and Mesa walk them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from random import Random

from benchmarks.tally import Tally
from workbench.model.duration import Sojourn
from workbench.simulation.laws import lognormal_parameters, scale
from workbench.simulation.ledger import LOWEST
from workbench.simulation.process import Process
from workbench.simulation.tables import STRENGTH

Row = tuple[int, int, int, int, float, float, int, float, float]
"""Customer, decision, step, where to, day of arrival, days spent, feeling, cost and revenue of one visit."""


class Chances:
    """Where a process leads, how long it takes and how it feels, with draws of the random module."""

    def __init__(self, process: Process, random: Random) -> None:
        ledger = process.account
        self.random = random.random
        self.entry = _thresholds(process.start.tolist())
        self.next = [_thresholds(row) for row in process.matrix.tolist()]
        self.stay = [_duration(law, random) for law in process.sojourns]
        self.feelings = [_thresholds(row) for row in ledger.feelings.tolist()]
        self.cost, self.revenue = ledger.cost.tolist(), ledger.revenue.tolist()
        self.channels = ledger.channels.tolist()
        self.brought = [divmod(mean, 1.0) for mean in ledger.referrals.tolist()]
        self.conversion, self.horizon = process.conversion, process.horizon
        self.steps, self.states = len(process.steps), len(process.states)

    def first(self) -> int:
        """Draw the step where a customer begins."""
        return bisect_right(self.entry, self.random())

    def after(self, step: int) -> int:
        """Draw the state that follows a step."""
        return bisect_right(self.next[step], self.random())


class Account:
    """What is kept of one customer."""

    __slots__ = (
        "brought", "chances", "channel", "converted_after", "cost", "days", "exit", "feelings", "felt", "last",
        "number", "peak", "reached", "revenue", "strength", "switches", "visits",
    )  # fmt: skip

    def __init__(self, number: int, chances: Chances) -> None:
        self.number, self.chances = number, chances
        self.visits = self.reached = self.switches = self.brought = 0
        self.felt = self.feelings = self.peak = self.last = self.strength = 0
        self.cost = self.revenue = self.days = 0.0
        self.converted_after: float | None = None
        self.channel = self.exit = -1

    def visit(self, step: int, day: float) -> int:
        """Book a visit of a step and return the feeling drawn for it."""
        chances = self.chances
        place = bisect_right(chances.feelings[step], chances.random())
        feeling = self.last = place + LOWEST
        self.felt += feeling
        self.feelings += 1
        if STRENGTH[place] > self.strength:
            self.strength, self.peak = STRENGTH[place], feeling
        channel = chances.channels[step]
        self.switches += channel != self.channel and self.visits > 0
        self.channel = channel
        self.visits += 1
        self.reached |= 1 << step
        self.cost += chances.cost[step]
        self.revenue += chances.revenue[step]
        if step == chances.conversion and self.converted_after is None:
            self.converted_after = day
        whole, rest = chances.brought[step]
        if whole or rest:
            self.brought += int(whole) + (chances.random() < rest)
        return feeling

    def row(self, step: int, *, to: int, day: float, stay: float, feeling: int) -> Row:
        """Return the event of the visit just booked."""
        chances = self.chances
        return self.number, self.visits, step, to, day, stay, feeling, chances.cost[step], chances.revenue[step]


def summed(accounts: Iterable[Account]) -> Tally:
    """Return the tally of customers."""
    kept = list(accounts)
    return Tally(
        customers=len(kept),
        converted=sum(one.converted_after is not None for one in kept),
        events=sum(one.visits for one in kept),
        revenue=sum(one.revenue for one in kept),
        revenue_squares=sum(one.revenue * one.revenue for one in kept),
    )


def _thresholds(shares: list[float]) -> list[float]:
    return [*list(accumulate(shares))[:-1], float("inf")]


def _duration(law: Sojourn | None, random: Random) -> Callable[[], float]:
    if law is None:
        return lambda: 0.0
    days = scale(law)
    if law.distribution == "exponential":
        rate = 1.0 / (law.mean * days)
        return lambda: random.expovariate(rate)
    if law.distribution == "lognormal":
        mu, sigma = lognormal_parameters(law.mean * days, law.cv)
        return lambda: random.lognormvariate(mu, sigma)
    raise ValueError(f"{law.distribution} sojourns are not compared")
