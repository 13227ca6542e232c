"""How a persona's members felt on each step."""

from dataclasses import replace

import pytest

from workbench.analysis.mapping import Feelings
from workbench.figures.emotion import emotion_curve

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def felt(study):
    """Return the first persona's map with feelings on the first steps only, one value a person."""

    def make(*people_by_step, told=True, interval=None):
        steps = [step.id for step in study.material.journey.steps]
        low, high = interval or (None, None)
        feelings = {
            step: Feelings(people, sum(people) / len(people), low, high, told)
            for step, people in zip(steps, people_by_step, strict=False)
            if people
        }
        return replace(study.maps[0], feelings=feelings)

    return make


def test_the_finding_names_the_strongest_and_the_last_feeling(study, felt, say):
    journey = study.material.journey
    alt = emotion_curve(felt((-2.0,), (1.0,)), journey, say).alt
    assert say.of(journey.steps[0].label) in alt
    assert say.of(journey.steps[1].label) in alt
    assert say.signed(-2.0) in alt


def test_where_nothing_was_felt_it_says_so(study, felt, say):
    figure = emotion_curve(felt(), study.material.journey, say)
    assert figure.alt == say("emotion_none")
    assert {row[1] for row in figure.table[1:]} == {"—"}


def test_every_person_is_drawn_and_the_table_counts_them(study, felt, say, parsed):
    figure = emotion_curve(felt((-2.0, 0.0, 1.0)), study.material.journey, say)
    assert len(list(parsed(figure.svg).iter(f"{SVG}circle"))) == 3 + 1
    assert figure.table[1][3] == "3"


def test_people_who_felt_the_same_are_one_larger_dot(study, felt, say, parsed):
    alone, together = (
        [
            float(dot.get("r"))
            for dot in parsed(emotion_curve(felt(p), study.material.journey, say).svg).iter(f"{SVG}circle")
        ]
        for p in ((1.0,), (1.0, 1.0, 1.0))
    )
    assert len(alone) == len(together) == 2
    assert together[0] > alone[0]


def test_a_band_is_drawn_only_where_there_is_an_interval(study, felt, say, parsed):
    journey = study.material.journey
    without, with_it = (
        emotion_curve(felt((-1.0, 0.0, 1.0), interval=interval), journey, say) for interval in (None, (-1.5, 1.5))
    )
    assert not list(parsed(without.svg).iter(f"{SVG}rect"))
    assert len(list(parsed(with_it.svg).iter(f"{SVG}rect"))) == 1
    assert without.table[1][2] == say("interval_alike")
    assert say.signed(1.5) in with_it.table[1][2]


def test_the_line_breaks_where_nobody_told_a_feeling(study, felt, say, parsed):
    curve = felt((1.0,), (0.0,), (), (1.0,), (2.0,))
    lines = list(parsed(emotion_curve(curve, study.material.journey, say).svg).iter(f"{SVG}polyline"))
    assert len(lines) == 2


def test_better_feelings_stand_higher(study, felt, say, parsed):
    picture = parsed(emotion_curve(felt((2.0,), (-2.0,)), study.material.journey, say).svg)
    heights = [float(dot.get("cy")) for dot in picture.iter(f"{SVG}circle")]
    assert max(heights[:2]) < min(heights[2:])


def test_feelings_nobody_told_are_called_an_inference(study, felt, say):
    journey = study.material.journey
    assert say("emotion_inferred") in emotion_curve(felt((1.0,), told=False), journey, say).caption
    assert say("emotion_inferred") not in emotion_curve(felt((1.0,), told=True), journey, say).caption


def test_the_table_has_a_row_for_every_step(study, felt, say):
    rows = emotion_curve(felt((1.0,)), study.material.journey, say).table[1:]
    assert [row[0] for row in rows] == [say.of(step.label) for step in study.material.journey.steps]


def test_that_few_told_a_feeling_is_no_interval_and_that_all_felt_alike_is_said(study, felt, say):
    table = emotion_curve(felt((1.0, 1.0), (-1.0, -1.0, -1.0)), study.material.journey, say).table
    assert [row[2] for row in table[1:3]] == ["—", say("interval_alike")]


def test_other_steps_felt_as_strongly_are_named_and_that_of_most_people_comes_first(study, felt, say):
    journey = study.material.journey
    curve = felt((-1.0,), (1.0, 1.0), (0.0,))
    first, second = (say.of(step.label) for step in journey.steps[:2])
    alt = emotion_curve(curve, journey, say).alt
    assert alt.index(second) < alt.index(first)
    assert say("x_of_n", x=2, n=curve.size) in alt
    assert alt.endswith(say("sheet_as_strong", steps=say("sheet_as_strong_one", step=first, value=say.signed(-1.0))))
