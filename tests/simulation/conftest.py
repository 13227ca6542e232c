"""Processes with known answers, and those of the samples."""

from datetime import date
from functools import cache

import numpy as np
import pytest

from workbench.model.duration import Sojourn
from workbench.model.journey import Journey
from workbench.model.label import Label
from workbench.reading.study_folder import read_material
from workbench.simulation.process import Process, process_of

FOR_EVER = 1e12


def both(text):
    return Label(en=text, fr=text)


@pytest.fixture(scope="session")
def sample():
    """Read a sample study once for all tests."""
    return cache(read_material)


@pytest.fixture(scope="session")
def chain():
    """Make a process from the blocks Q (between steps) and R (to exits) of its matrix, starting at the first step."""

    def make(between, leaving, *, sojourns=None, start=None, conversion=0, horizon=FOR_EVER):
        steps, exits = len(between), len(leaving[0])
        return Process(
            steps=tuple(f"s{i}" for i in range(steps)),
            exits=tuple(f"x{i}" for i in range(exits)),
            start=np.eye(steps)[0] if start is None else np.array(start, dtype=float),
            matrix=np.hstack([np.array(between, dtype=float), np.array(leaving, dtype=float)]),
            sojourns=tuple(sojourns or [None] * steps),
            conversion=conversion,
            horizon=horizon,
        )

    return make


@pytest.fixture(scope="session")
def drunkard(chain):
    """Three corners between home and the bar, a step either way with the same chance (Kemeny & Snell)."""
    return chain([[0, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0]], [[0.5, 0], [0, 0], [0, 0.5]])


@pytest.fixture(scope="session")
def reference(chain):
    """Awareness, consideration, decision, retention; exits lost and advocate; exponential stays, 2, 10, 3, 90 days."""
    stays = [Sojourn(distribution="exponential", mean=mean, unit="days") for mean in (2, 10, 3, 90)]
    return chain(
        [[0.2, 0.5, 0, 0], [0, 0.3, 0.4, 0], [0, 0.2, 0.1, 0.5], [0, 0.1, 0, 0.6]],
        [[0.3, 0], [0.3, 0], [0.2, 0], [0.1, 0.2]],
        sojourns=stays,
        conversion=2,
    )


@pytest.fixture(scope="session")
def of_sample(sample):
    """Return the process of a sample's journey."""
    return lambda name: process_of(sample(name).journey)


@pytest.fixture(scope="session")
def journey():
    """Make a journey from (from, to, p) or (from, to, p, range) arrows; its exits are lost, but for `bought`."""

    def make(*arrows, conversion=None, start=None, exits=("gone",), days=30, **fields):
        steps = list(dict.fromkeys(arrow[0] for arrow in arrows))
        ranges = [dict(zip(("from", "to", "p", "range"), arrow, strict=False)) for arrow in arrows]
        return Journey.model_validate(
            {
                "id": "shop",
                "title": both("Shop"),
                "market": "b2c",
                "source": {"document": "none"},
                "persona_goal": both("goal"),
                "scenario": both("scenario"),
                "expectations": both("expectations"),
                "stages": [{"id": f"stage_{name}", "canonical": "decision", "label": both(name)} for name in steps],
                "steps": [{"id": name, "stage": f"stage_{name}", "label": both(name)} for name in steps],
                "start": start or [{"step": steps[0], "p": 1.0}],
                "exits": [
                    {"id": name, "kind": "purchase" if name == "bought" else "lost", "label": both(name)}
                    for name in exits
                ],
                "conversion": conversion or steps[-1],
                "transitions": ranges,
                "horizon": {"value": days, "unit": "days"},
                "version": "1.0",
                "valid_from": date(2026, 1, 1),
                "review_due": date(2026, 4, 1),
                **fields,
            }
        )

    return make


@pytest.fixture(scope="session")
def intervention():
    """Make an intervention from (from, to, log_odds) effects, each thought to be none or twice as much."""

    def make(*effects):
        return {
            "id": "act",
            "label": both("act"),
            "why": both("why"),
            "effects": [
                {"from": one, "to": other, "log_odds": shift, "range": sorted((0, 2 * shift))}
                for one, other, shift in effects
            ],
        }

    return make
