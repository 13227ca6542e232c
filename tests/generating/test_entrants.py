"""Entrants: synthetic customers walk the journey by the codes drawn for them."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.errors import WorkbenchError
from workbench.generating.customers import synthetic_customers
from workbench.generating.entrants import driving_codes, entrants
from workbench.generating.segment import Segment
from workbench.reading.study_folder import read_material
from workbench.simulation.process import process_of


@pytest.fixture(scope="module")
def journey():
    """The travel sample's journey."""
    return read_material("travel").journey


def _crowd(journey, but=()):
    codes = {driver.code: (2, 4) for driver in journey.drivers if driver.code not in but}
    return synthetic_customers(Segment("p1", "travel", codes, {}), n=500, seed=1, language="fr")


def test_each_customer_enters_once_with_the_codes_drawn_for_it(journey):
    crowd = _crowd(journey)
    groups = entrants(crowd, journey, {})
    everybody = np.concatenate([group.customers for group in groups])
    assert sorted(everybody) == list(range(500))
    held = driving_codes(crowd, journey)
    for group in groups[:10]:
        assert (held.loc[group.customers, list(group.codes)]).to_numpy().all()
        assert held.loc[group.customers].sum(axis=1).eq(len(group.codes)).all()


def test_who_holds_what_everybody_holds_walks_the_plain_journey(journey):
    group = entrants(_crowd(journey), journey, {})[-1]
    pooled = dict.fromkeys({driver.code for driver in journey.drivers}, 0.0) | dict.fromkeys(group.codes, 1.0)
    same = next(one for one in entrants(_crowd(journey), journey, pooled) if one.codes == group.codes)
    np.testing.assert_allclose(same.process.matrix, process_of(journey).matrix)
    assert not np.allclose(group.process.matrix, process_of(journey).matrix)


def test_a_driving_code_that_was_not_drawn_is_named(journey):
    left = journey.drivers[0].code
    with pytest.raises(WorkbenchError, match=left):
        entrants(_crowd(journey, but=(left,)), journey, {})
