"""The picture of what a measure depends on shows the numbers of its method, the strongest first."""

from __future__ import annotations

import pytest
from figures.boxes import outside, touching

from workbench.language import Speech
from workbench.reading.journey_files import sector_journey
from workbench.report.influence import number_name
from workbench.report.influence_chart import BARS, influence_chart
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.influence import morris, sobol, tornado
from workbench.simulation.process import process_of


@pytest.fixture(scope="module")
def found():
    """Return what each method finds of a shop's margin."""
    journey = sector_journey("retail")
    case = Case(process_of(journey), journey)
    measure = Measure.MARGIN
    return {
        "tornado": tornado(case, measure),
        "morris": morris(case, measure, seed=1),
        "sobol": sobol(case, measure, seed=1, points=64),
    }


def drawn(found, method, say):
    return influence_chart(found[method], say, currency="EUR", outcome=say("influence_on_margin"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("method", ["tornado", "morris", "sobol"])
def test_it_is_legible_and_has_the_strongest_assumptions(found, method, language):
    figure = drawn(found, method, Speech(language))
    assert touching(figure.svg) == []
    assert outside(figure.svg) == []
    assert len(figure.table) == 1 + BARS


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_it_ranks_as_the_method_does(found, method):
    say, own = Speech("en"), found[method]
    numbers = [one.parameter for one in own.effects] if method == "morris" else [number for number, _ in own.indices]
    told = [row[0] for row in drawn(found, method, say).table[1:]]
    assert told == [number_name(number, say) for number in numbers[:BARS]]
    assert told[0] in drawn(found, method, say).alt


def test_shares_of_the_variance_have_their_intervals(found):
    say, (_, first) = Speech("en"), found["sobol"].indices[0]
    row = drawn(found, "sobol", say).table[1]
    for value, half, cell in ((first.first, first.first_half, row[1]), (first.total, first.total_half, row[2])):
        ends = [say.number(end, 3).replace("-", "\N{MINUS SIGN}") for end in (value, value - half, value + half)]
        assert all(end in cell for end in ends)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_difference_of_shares_is_told_in_points_and_not_as_a_share(language):
    say, journey = Speech(language), sector_journey("retail")
    own = tornado(Case(process_of(journey), journey), Measure.CONVERSION)
    row = influence_chart(own, say, currency="EUR", outcome="o").table[1]
    assert row[4] == say("points", value=say.number(100 * own.swings[0].width, 1))
    assert "%" in row[2]
