"""Touchpoints by impact and importance: ties share a mark, a missing score is drawn nowhere."""

from __future__ import annotations

from itertools import chain, repeat

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.boxes import outside, touching, xml_of
from workbench.analysis.touchpoints import priorities
from workbench.figures.priority_matrix import LEFT, SIDE, TOP, priority_matrix
from workbench.figures.spread import HEIGHT, Place, spread
from workbench.language import Speech
from workbench.model.sourced import Score
from workbench.reading.study_folder import read_material

SVG = "{http://www.w3.org/2000/svg}"
SCORES = st.none() | st.integers(0, 10)


@pytest.fixture(scope="module")
def journeys():
    return {name: read_material(name).journey for name in SAMPLES}


def scored(journey, triples):
    def score(value):
        return None if value is None else Score(basis="assumed", value=value)

    names = ("impact", "importance", "satisfaction")
    steps = tuple(
        step.model_copy(update=dict(zip(names, map(score, triple), strict=True)))
        for step, triple in zip(journey.steps, chain(triples, repeat((None,) * 3)), strict=False)
    )
    return journey.model_copy(update={"steps": steps})


def drawn(journey, say):
    return priority_matrix(priorities(journey), journey, say)


def points(figure):
    return [(float(c.get("cx")), float(c.get("cy"))) for c in xml_of(figure.svg).iter(f"{SVG}circle")]


def test_a_step_stands_where_its_scores_say(journeys, say):
    figure = drawn(scored(journeys["startup"], [(10, 0, 5), (0, 10, 5), (5, 5, 5)]), say)
    corners = {(LEFT + SIDE, TOP + SIDE), (LEFT, TOP), (LEFT + SIDE / 2, TOP + SIDE / 2)}
    assert set(points(figure)) == corners


def test_equal_scores_share_a_mark_that_names_both(journeys, say):
    figure = drawn(scored(journeys["startup"], [(7, 8, 1), (7, 8, 2), (1, 1, 1)]), say)
    assert len(points(figure)) == 2
    assert ">1, 2<" in figure.svg


@pytest.mark.parametrize("triple", [(None, 9, 3), (9, None, 3), (None, None, None)])
def test_a_step_without_both_scores_is_drawn_nowhere_and_listed(journeys, say, triple):
    journey = scored(journeys["startup"], [(2, 2, 2), triple])
    figure = drawn(journey, say)
    assert points(figure) == [(LEFT + SIDE / 5, TOP + SIDE * 4 / 5)]
    row = next(row for row in figure.table if row[1].startswith("2. "))
    assert say("score_missing") in row
    assert "0" not in row


def test_with_nothing_scored_there_is_a_list_and_no_field(journeys, say):
    figure = drawn(scored(journeys["agency"], []), say)
    assert points(figure) == []
    assert say("score_none") in figure.svg
    assert figure.alt == say("priority_alt_none", n=12)


def test_the_finding_names_every_step_that_ties_for_the_first_place(journeys, say):
    journey = scored(journeys["startup"], [(1, 9, 3), (9, 9, 3), (9, 9, 9)])
    alt = drawn(journey, say).alt
    assert say.of(journey.steps[0].label) in alt
    assert say.of(journey.steps[1].label) in alt
    assert "15" in alt
    assert say.of(journey.steps[2].label) not in alt


def test_what_the_scores_rest_on_is_said(journeys, say):
    assert say("basis_assumed") in drawn(scored(journeys["startup"], [(1, 2, 3)]), say).caption


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=15)
@given(triples=st.lists(st.tuples(SCORES, SCORES, SCORES), min_size=16, max_size=16))
def test_no_label_lies_over_another_whatever_the_scores(journeys, name, language, triples):
    figure = drawn(scored(journeys[name], triples), Speech(language))
    assert touching(figure.svg) == []
    assert outside(figure.svg) == []


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=16, unique=True))
def test_labels_beside_points_keep_apart(places):
    found = [Place(float(x), float(y), str(i)) for i, (x, y) in enumerate(places)]
    middles = spread(found, (-12.0, -12.0, 412.0, 412.0))
    for i, (x, y) in enumerate(middles):
        for j, (a, b) in enumerate(middles[:i]):
            apart = (found[i].width + found[j].width) / 2
            assert abs(x - a) >= apart - 0.01 or abs(y - b) >= HEIGHT - 0.01
