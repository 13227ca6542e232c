"""How many simulated customers come to each stage."""

from dataclasses import replace

import pytest

from workbench.figures.funnel import funnel, largest_loss, lost_in
from workbench.simulation.outcome import Reached

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def reaching(study):
    """Return the first persona's outcome with these numbers of 100 customers at the stages, and lost in them."""

    def make(*counts, lost=()):
        journey = study.material.journey
        stages = tuple(Reached(stage.id, n, 100) for stage, n in zip(journey.stages, counts, strict=False))
        gone = {journey.steps_of(stage)[-1].id: n for stage, n in zip(journey.stages, lost, strict=False)}
        lost_at = tuple(Reached(step.id, gone.get(step.id, 0), 100) for step in journey.steps)
        return replace(study.outcomes[0], n=100, stages=stages, lost_at=lost_at)

    return make


@pytest.mark.parametrize(("lost", "loss"), [((40, 10), (0, 40)), ((10, 70), (1, 70)), ((20, 20), (0, 20))])
def test_the_largest_loss_is_in_the_stage_most_leave_for_good_the_earlier_of_equals(study, reaching, lost, loss):
    assert largest_loss(reaching(100, 60, 50, lost=lost), study.material.journey) == loss


def test_whoever_skips_a_stage_is_not_lost_before_it(study, reaching):
    found = reaching(100, 40, 80, 60, 60, lost=(20, 0, 20))
    assert largest_loss(found, study.material.journey) == (0, 20)


def test_losses_by_stage_are_those_by_step_summed_up(study):
    for outcome in study.outcomes:
        assert sum(lost_in(outcome, study.material.journey)) == sum(own.count for own in outcome.lost_at) <= outcome.n


def test_where_nobody_is_lost_there_is_no_largest_loss(study, reaching):
    assert largest_loss(reaching(100, 40, 20), study.material.journey) is None


def test_the_finding_names_persona_stage_and_share_lost(study, reaching, say):
    journey = study.material.journey
    found = reaching(100, 90, *[20] * (len(journey.stages) - 2), lost=(10, 70))
    alt = funnel([found], journey, {found.persona: "Ann"}, say).alt
    assert "Ann" in alt
    assert say.of(journey.stages[1].label) in alt
    assert say.percent(0.7) in alt


def test_the_table_has_a_row_a_stage_and_a_column_a_persona(study, say):
    journey, names = study.material.journey, {o.persona: f"name {o.persona}" for o in study.outcomes}
    header, *rows = funnel(study.outcomes, journey, names, say).table
    assert list(header[1:]) == list(names.values())
    assert [row[0] for row in rows] == [say.of(stage.label) for stage in journey.stages]
    assert say.number(study.outcomes[0].stages[0].count) in rows[0][1]
    assert say("funnel_lost", n=say.number(lost_in(study.outcomes[0], journey)[0])) in rows[0][1]


def test_bars_are_as_long_as_their_shares(study, reaching, say, parsed):
    journey = study.material.journey
    found = reaching(100, 50, *[25] * (len(journey.stages) - 2), lost=(30,))
    bars = parsed(funnel([found], journey, {found.persona: "Ann"}, say).svg).iter(f"{SVG}rect")
    widths = [float(bar.get("width")) for bar in bars if bar.get("fill") != "none"]
    assert [width / widths[0] for width in widths[:6:2]] == pytest.approx([1, 0.5, 0.25], abs=0.01)
    assert widths[1] / widths[0] == pytest.approx(0.7, abs=0.01)  # less those lost there


def test_without_personas_there_is_an_empty_funnel_that_says_so(study, say, parsed):
    figure = funnel([], study.material.journey, {}, say)
    parsed(figure.svg)
    assert figure.alt == say("funnel_no_loss")


def test_where_a_journey_has_loops_the_funnel_says_so(study, reaching, say):
    journey = study.material.journey
    loops = say("cyclic_note", x=9, n=13)  # among four of the search, and among five of the use
    found = reaching(*[100] * len(journey.stages))
    assert loops in funnel([found], journey, {found.persona: "Ann"}, say).caption
    ahead = {step.id: i for i, step in enumerate(journey.steps)}
    onward = tuple(a for a in journey.transitions if ahead.get(a.to, 99) > ahead[a.from_])
    plain = journey.model_copy(update={"transitions": onward})
    assert funnel([found], plain, {found.persona: "Ann"}, say).caption == say("funnel_caption", n=say.number(100))
