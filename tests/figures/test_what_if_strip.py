"""What each intervention would gain."""

import pytest

from workbench.figures.what_if import points, ranked, what_if_strip
from workbench.simulation.interval import Interval
from workbench.simulation.pairs import COMPARED, Comparison, Gain


def kept_by(intervention, gain, half, *, known=None, wins=50, losses=10):
    """A comparison in which so many more customers are kept; `known` is the interval with luck taken out."""
    apart = Interval(gain, 5 * half)
    own = Gain("kept", 0.1, 0.1 + gain, Interval(gain, half), apart, known, wins=wins, losses=losses)
    others = tuple(Gain(name, 0.0, 0.0, Interval(0.0, 0.0), Interval(0.0, 0.0)) for name in COMPARED[1:])
    return Comparison((intervention,), "p1", 1_000, (own, *others), 1_000, None, (), None)


SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def journey(study):
    """Return the journey with three of its interventions."""
    whole = study.material.journey
    return whole.model_copy(update={"interventions": whole.interventions[:3]})


@pytest.fixture
def gaining(journey):
    """Return results for one persona in which the interventions gain these shares, give or take 1 %."""

    def make(*gains):
        actions = journey.interventions
        return [kept_by(action.id, gain, 0.01) for action, gain in zip(actions, gains, strict=True)]

    return make


def test_interventions_are_ranked_by_their_mean_gain(journey, gaining):
    first, second, third = (action.id for action in journey.interventions)
    assert ranked(gaining(0.01, 0.05, -0.02), journey) == [second, first, third]


def test_equal_gains_are_ranked_by_name(journey, gaining):
    assert ranked(gaining(0.01, 0.01, 0.01), journey) == sorted(action.id for action in journey.interventions)


def test_the_finding_names_the_best_intervention_and_its_mean_gain(journey, gaining, say):
    alt = what_if_strip(gaining(0.01, 0.05, -0.02), journey, {"p1": "Ann"}, say).alt
    assert say.of(journey.interventions[1].label) in alt
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


def test_without_results_the_strip_says_that_nothing_was_tried(study, say, parsed):
    figure = what_if_strip([], study.material.journey.model_copy(update={"interventions": ()}), {}, say)
    parsed(figure.svg)
    assert figure.alt == say("what_if_none")


def test_where_luck_is_known_gain_and_interval_are_those_without_it(journey, say):
    known = kept_by(journey.interventions[0].id, 0.05, 0.01, known=Interval(0.047, 0.002))
    vague = kept_by(journey.interventions[1].id, 0.05, 0.01, known=Interval(0.03, 0.02))
    rows = {row[0]: row for row in what_if_strip([known, vague], journey, {"p1": "Ann"}, say).table}
    first, second = (rows[say.of(action.label)] for action in journey.interventions[:2])
    assert first[2] == points(0.047, say)
    assert points(0.045, say) in first[3]
    assert second[2] == points(0.05, say)


def test_a_name_never_lies_on_the_line_of_no_change(journey, gaining, say, parsed):
    picture = parsed(what_if_strip(gaining(0.01, 0.05, -0.02), journey, {"p1": "Zed"}, say).svg)
    zero = next(float(line.get("x1")) for line in picture.iter(f"{SVG}line") if line.get("x1") == line.get("x2"))
    assert all(float(t.get("x")) > zero for t in picture.iter(f"{SVG}text") if (t.text or "").startswith("Zed"))


def test_where_nothing_changes_anything_the_strip_can_still_be_drawn(journey, say, parsed):
    actions = journey.interventions
    still = [kept_by(action.id, 0.0, 0.0, wins=0, losses=0) for action in actions]
    parsed(what_if_strip(still, journey, {"p1": "Ann"}, say).svg)
