"""How many simulated customers come to each stage."""

from dataclasses import replace

import pytest

from workbench.figures.funnel import funnel, largest_loss
from workbench.simulation.outcome import Reached

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def reaching(study):
    """Return the first persona's outcome with these numbers of 100 customers at the stages."""

    def make(*counts):
        stages = tuple(
            Reached(stage.id, n, 100) for stage, n in zip(study.material.journey.stages, counts, strict=False)
        )
        return replace(study.outcomes[0], n=100, stages=stages)

    return make


@pytest.mark.parametrize(
    ("counts", "loss"),
    [((100, 60, 50), (1, 40)), ((100, 90, 20), (2, 70)), ((100, 50, 0), (1, 50)), ((100, 40, 80, 10), (3, 70))],
)
def test_the_largest_loss_is_before_the_stage_with_the_greatest_fall_the_earlier_of_equals(reaching, counts, loss):
    assert largest_loss(reaching(*counts)) == loss


@pytest.mark.parametrize("counts", [(100,), (100, 100, 100), (20, 40, 60)])
def test_where_nobody_is_lost_there_is_no_largest_loss(reaching, counts):
    assert largest_loss(reaching(*counts)) is None


def test_the_finding_names_persona_stage_and_share_lost(study, reaching, say):
    journey = study.material.journey
    found = reaching(100, 90, *[20] * (len(journey.stages) - 2))
    alt = funnel([found], journey, {found.persona: "Ann"}, say).alt
    assert "Ann" in alt
    assert say.of(journey.stages[2].label) in alt
    assert say.percent(0.7) in alt


def test_the_table_has_a_row_a_stage_and_a_column_a_persona(study, say):
    journey, names = study.material.journey, {o.persona: f"name {o.persona}" for o in study.outcomes}
    header, *rows = funnel(study.outcomes, journey, names, say).table
    assert list(header[1:]) == list(names.values())
    assert [row[0] for row in rows] == [say.of(stage.label) for stage in journey.stages]
    assert say.number(study.outcomes[0].stages[0].count) in rows[0][1]


def test_bars_are_as_long_as_their_shares(study, reaching, say, parsed):
    journey = study.material.journey
    found = reaching(100, 50, *[25] * (len(journey.stages) - 2))
    bars = parsed(funnel([found], journey, {found.persona: "Ann"}, say).svg).iter(f"{SVG}rect")
    widths = [float(bar.get("width")) for bar in bars if bar.get("fill") != "none"]
    assert [width / widths[0] for width in widths[:3]] == pytest.approx([1, 0.5, 0.25], abs=0.01)


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
