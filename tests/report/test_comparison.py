"""Costs of interventions nobody has said, in words, and the claims they rest on."""

import pytest

from workbench.language.speech import Speech
from workbench.model.intervention import Intervention
from workbench.model.label import Label
from workbench.reading.study_folder import read_material
from workbench.report.comparison import unknown_sentence
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
