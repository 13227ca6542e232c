"""What each intervention would gain."""

import pytest

from workbench.figures.what_if import points, ranked, what_if_strip
from workbench.simulation.outcome import WhatIf

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def journey(study):
    """Return the study's journey with the first three of its interventions."""
    own = study.material.journey
    return own.model_copy(update={"interventions": own.interventions[:3]})


@pytest.fixture
def gaining(journey):
    """Return results for one persona in which the interventions gain these shares, give or take 1 %."""

    def make(*gains):
        actions = journey.interventions
        return [
            WhatIf(action.id, "p1", 1_000, gain, gain - 0.01, gain + 0.01, 50, 10)
            for action, gain in zip(actions, gains, strict=True)
        ]

    return make


def test_interventions_are_ranked_by_their_mean_gain(journey, gaining):
    first, second, third = (action.id for action in journey.interventions)
    assert ranked(gaining(0.01, 0.05, -0.02), journey) == [second, first, third]


def test_equal_gains_are_ranked_by_name(journey, gaining):
    assert ranked(gaining(0.01, 0.01, 0.01), journey) == sorted(action.id for action in journey.interventions)


def test_the_finding_names_the_best_intervention_its_persona_and_its_gain(journey, gaining, say):
    alt = what_if_strip(gaining(0.01, 0.05, -0.02), journey, {"p1": "Ann"}, say).alt
    assert say.of(journey.interventions[1].label) in alt
    assert "Ann" in alt
    assert points(0.05, say) in alt


def test_the_table_gives_gain_interval_wins_and_losses(journey, gaining, say):
    rows = what_if_strip(gaining(0.01, 0.05, -0.02), journey, {"p1": "Ann"}, say).table
    assert rows[1][1:3] == ("Ann", points(0.05, say))
    assert points(0.04, say) in rows[1][3]
    assert points(0.06, say) in rows[1][3]
    assert rows[1][4:] == (say.number(50), say.number(10))


def test_a_gain_lies_right_of_no_change_and_a_loss_left_of_it(journey, gaining, say, parsed):
    picture = parsed(what_if_strip(gaining(0.01, 0.05, -0.02), journey, {"p1": "Ann"}, say).svg)
    zero = next(float(line.get("x1")) for line in picture.iter(f"{SVG}line") if line.get("x1") == line.get("x2"))
    best, good, bad = (float(dot.get("cx")) for dot in picture.iter(f"{SVG}circle"))
    assert best > good > zero > bad


def test_points_are_percentage_points_with_their_sign(say):
    assert say.signed(1.5) in points(0.015, say)
    assert "\u2212" in points(-0.015, say)


def test_without_results_the_strip_says_that_nothing_was_tried(journey, say, parsed):
    untried = journey.model_copy(update={"interventions": ()})
    figure = what_if_strip([], untried, {}, say)
    parsed(figure.svg)
    assert figure.alt == say("what_if_none")


def test_where_nothing_changes_anything_the_strip_can_still_be_drawn(journey, say, parsed):
    actions = journey.interventions
    still = [WhatIf(action.id, "p1", 1_000, 0.0, 0.0, 0.0, 0, 0) for action in actions]
    parsed(what_if_strip(still, journey, {"p1": "Ann"}, say).svg)
