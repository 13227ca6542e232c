"""SimPy journeys: the same journey with one SimPy process a customer and the random module's draws."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from random import Random

import simpy

from benchmarks.plain_customer import Account, Chances, Row, summed
from benchmarks.tally import Tally, added
from workbench.simulation.process import Process


def walk_simpy(personas: Sequence[Process], customers: int, *, seed: int, at_once: int, record: bool) -> Tally:
    """Walk customers, the personas in turns, until they leave or the horizon ends, `at_once` in one world.

    With `record` every visit is kept as a row until the world ends.
    """
    random = Random(seed)
    chances = [Chances(process, random) for process in personas]
    found = []
    for first in range(0, customers, at_once):
        numbers = range(first, min(first + at_once, customers))
        accounts = [Account(number, chances[number % len(chances)]) for number in numbers]
        live(accounts, [] if record else None)
        found.append(summed(accounts))
    return added(found)


def live(accounts: Sequence[Account], rows: list[Row] | None) -> None:
    """Walk customers through one world; `rows` takes their events in the order of time."""
    world = simpy.Environment()
    for account in accounts:
        world.process(_customer(world, account, rows))
    world.run()


def _customer(
    world: simpy.Environment, account: Account, rows: list[Row] | None
) -> Generator[simpy.Timeout, None, None]:
    chances = account.chances
    steps, horizon, stays = chances.steps, chances.horizon, chances.stay
    state = chances.first()
    while state < steps:
        day = world.now
        feeling = account.visit(state, day)
        stay, after = stays[state](), chances.after(state)
        if day + stay >= horizon:
            stay, after = horizon - day, chances.states
        if rows is not None:
            rows.append(account.row(state, to=after, day=day, stay=stay, feeling=feeling))
        yield world.timeout(stay)
        state = after
    account.days = world.now
    account.exit = state - steps if state < chances.states else -1
