"""What interventions gain and may cost, in words, and the claims they rest on."""

import pytest

from workbench.language.speech import Speech
from workbench.model.intervention import Intervention
from workbench.model.label import Label
from workbench.reading.study_folder import read_material
from workbench.report.comparison import break_even_sentence, gain_sentence, margin_sentence, unknown_sentence
from workbench.report.register import used_claims
from workbench.simulation.action_costs import UnknownCost
from workbench.simulation.interval import Interval
from workbench.simulation.pairs import COMPARED, BreakEven, Comparison, Gain


def compared(mean, half, *, revenue=True, unknown=()):
    span = Interval(mean, half)
    return Comparison(
        interventions=("act",),
        persona="p1",
        n=50_000,
        gains=tuple(Gain(name, 0.3, 0.3 + mean, span, Interval(mean, 5 * half)) for name in COMPARED),
        exposed=100,
        fixed=None,
        unknown=unknown,
        break_even=BreakEven(span, None) if revenue else None,
    )


@pytest.fixture(params=["en", "fr"])
def say(request):
    return Speech(request.param)


def test_a_gain_in_shares_is_told_in_points_with_its_interval(say):
    told = gain_sentence(compared(0.0123, 0.001), "kept", say)
    for value in (1.23, 1.13, 1.33):
        assert say("points", value=say.signed(value, 2)) in told
    assert say.number(50_000) in told


def test_money_is_no_share(say):
    with pytest.raises(ValueError, match="revenue is no share"):
        gain_sentence(compared(1, 0.1), "revenue", say)


def test_a_margin_is_told_in_the_journeys_money():
    assert margin_sentence(compared(1.5, 0.25), Speech("en"), currency="EUR").count("€") == 3


@pytest.mark.parametrize(("mean", "key"), [(2.0, "up to €20,000"), (-2.0, "loses €20,000"), (0.01, "not settled")])
def test_the_break_even_is_told_as_far_as_it_is_settled(mean, key):
    told = break_even_sentence(compared(mean, 0.1), 10_000, Speech("en"), currency="EUR")
    assert key in told


def test_what_is_lost_has_its_ends_in_order():
    told = break_even_sentence(compared(-2.0, 0.1), 10_000, Speech("en"), currency="EUR")
    assert told.index("19,000") < told.index("21,000")


def test_without_revenue_nothing_is_said_of_breaking_even(say):
    told = break_even_sentence(compared(1.0, 0.1, revenue=False), 100, say, currency="EUR")
    assert told == say("break_even_unknown")


def test_costs_nobody_said_are_named_once(say):
    journey = read_material("travel").journey
    costs = [UnknownCost("act", "fixed"), UnknownCost("other", "fixed"), UnknownCost("act", "per_visit", "trial")]
    told = unknown_sentence(compared(1.0, 0.1, unknown=tuple(costs)), journey, say)
    assert told.count(say("cost_fixed")) == 1
    assert "trial" in told
    assert unknown_sentence(compared(1.0, 0.1), journey, say) == ""


def test_a_claim_a_scenario_uses_is_listed_with_its_grade(say):
    journey = read_material("travel").journey
    words = Label(en="Act", fr="Agir")
    effect = {"from": "C4", "to": "D1", "log_odds": 0.2, "range": [0, 1.386]}
    told = {"id": "act", "label": words, "why": words, "effects": [effect]}
    actions = tuple(Intervention.model_validate({**told, "claims": claims}) for claims in ([], ["chat_conversion"]))
    [(_, grade, use, _, by)] = used_claims(journey.model_copy(update={"interventions": actions}), say)
    assert (grade, use, by) == (say("grade_vendor"), say("used_as_upper_bound"), say.of(words))
    assert used_claims(journey.model_copy(update={"interventions": actions[:1]}), say) == []
