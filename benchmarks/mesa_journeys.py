"""Mesa journeys: the same journey with one Mesa agent a customer, a decision a step of the model."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import mesa

from benchmarks.plain_customer import Account, Chances, Row, summed
from benchmarks.tally import Tally
from workbench.simulation.process import Process


def walk_mesa(personas: Sequence[Process], customers: int, *, seed: int, record: bool) -> Tally:
    """Walk customers, the personas in turns, until they leave or the horizon ends, all in one model.

    With `record` every visit is kept as a row.
    """
    random = Random(seed)
    chances = [Chances(process, random) for process in personas]
    crowd = Crowd([Account(number, chances[number % len(chances)]) for number in range(customers)], record=record)
    crowd.walk()
    return summed(crowd.accounts)


class Crowd(mesa.Model):  # type: ignore[misc]
    """Customers who decide one after another, all once a step."""

    def __init__(self, accounts: Sequence[Account], *, record: bool) -> None:
        super().__init__(seed=0)
        self.accounts = accounts
        self.rows: list[Row] | None = [] if record else None
        for account in accounts:
            _Customer(self, account)

    def walk(self) -> None:
        """Let all decide until everybody has left."""
        while len(self.agents):
            self.step()

    def step(self) -> None:
        """Let each who is still there decide once."""
        self.agents.do("step")


class _Customer(mesa.Agent):  # type: ignore[misc]
    """A customer with a clock of its own."""

    def __init__(self, model: Crowd, account: Account) -> None:
        super().__init__(model)
        self.account = account
        self.state = account.chances.first()

    def step(self) -> None:
        """Visit the step the customer is at, and go on."""
        account, step = self.account, self.state
        chances, day = account.chances, account.days
        feeling = account.visit(step, day)
        stay, self.state = chances.stay[step](), chances.after(step)
        if day + stay >= chances.horizon:
            stay, self.state = chances.horizon - day, chances.states
        if self.model.rows is not None:
            self.model.rows.append(account.row(step, to=self.state, day=day, stay=stay, feeling=feeling))
        account.days = day + stay
        if self.state >= chances.steps:
            account.exit = self.state - chances.steps if self.state < chances.states else -1
            self.remove()
