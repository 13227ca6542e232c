"""Which touchpoints are worth work first: ties keep the journey's order, a missing score is no 0."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.mapping import Feelings, JourneyMap
from workbench.analysis.touchpoints import FIRMEST, opportunity, priorities
from workbench.model.sourced import Score

SCORES = st.none() | st.floats(0, 10)
TRIPLES = st.lists(st.tuples(SCORES, SCORES, SCORES), min_size=3, max_size=3)


def scored(journey, triples, basis="assumed"):
    def score(value):
        return None if value is None else Score(basis=basis, value=value)

    names = ("impact", "importance", "satisfaction")
    steps = tuple(
        step.model_copy(update=dict(zip(names, map(score, triple), strict=True)))
        for step, triple in zip(journey.steps, triples, strict=True)
    )
    return journey.model_copy(update={"steps": steps})


@pytest.mark.parametrize(("scores", "expected"), [((9, 3), 15), ((9, 9), 9), ((3, 9), 3), ((0, 0), 0), ((10, 0), 20)])
def test_opportunity_is_importance_and_what_it_exceeds_satisfaction_by(scores, expected):
    assert opportunity(*scores) == expected


def test_equal_steps_share_a_rank_and_keep_their_order(journey):
    found = priorities(scored(journey, [(5, 9, 3), (5, 9, 9), (5, 9, 3)]))
    assert [(one.step, one.rank) for one in found] == [("look", 1), ("use", 1), ("buy", 3)]


@given(triples=TRIPLES)
def test_a_step_is_ranked_exactly_where_importance_and_satisfaction_are_known(journey, triples):
    for one in priorities(scored(journey, triples)):
        known = one.importance is not None and one.satisfaction is not None
        assert (one.rank is not None) == (one.opportunity is not None) == known
        assert (one.quadrant is not None) == (one.impact is not None and one.importance is not None)


@given(triples=TRIPLES)
def test_ranked_steps_come_first_the_largest_opportunity_at_the_head(journey, triples):
    found = [one.opportunity for one in priorities(scored(journey, triples))]
    ranked = [value for value in found if value is not None]
    assert found[: len(ranked)] == sorted(ranked, reverse=True)


def test_a_score_of_0_is_ranked_and_a_missing_one_is_not(journey):
    found = {one.step: one for one in priorities(scored(journey, [(0, 0, 0), (None, None, 5), (1, 1, None)]))}
    assert (found["look"].rank, found["look"].opportunity) == (1, 0)
    assert found["buy"].rank is None
    assert found["use"].rank is None


@pytest.mark.parametrize(
    ("impact", "importance", "field"),
    [(5, 5, "both"), (4.9, 5, "importance"), (5, 4.9, "impact"), (4.9, 4.9, "neither"), (10, 0, "impact")],
)
def test_the_field_is_halved_in_the_middle(journey, impact, importance, field):
    assert priorities(scored(journey, [(impact, importance, 1)] * 3))[0].quadrant == field


def test_the_basis_is_that_of_the_least_firm_score(journey):
    step = journey.steps[0].model_copy(
        update={"impact": Score(basis="stated", source="S", value=1), "importance": Score(basis="assumed", value=1)}
    )
    found = priorities(journey.model_copy(update={"steps": (step, *journey.steps[1:])}))
    assert {one.step: one.basis for one in found} == {"look": "assumed", "buy": None, "use": None}
    assert FIRMEST.index("observed") < FIRMEST.index("stated") < FIRMEST.index("assumed")


def test_people_who_spoke_and_their_lowest_feeling_are_counted_over_personas(journey):
    def mapped(spoke, felt):
        feelings = {"look": Feelings(felt, sum(felt) / len(felt), None, None)} if felt else {}
        return JourneyMap("p1", 4, {}, feelings, {"look": spoke, "buy": 0, "use": 0})

    found = {one.step: one for one in priorities(journey, [mapped(3, (-1.5, 2.0)), mapped(1, ())])}
    assert (found["look"].spoke, found["look"].size, found["look"].worst) == (4, 8, -1.5)
    assert found["buy"].worst is None
