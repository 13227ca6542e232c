"""A preset puts usual times on a journey's steps and leaves its own alone."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.model.preset import Preset, preset, presets, with_preset
from workbench.model.stage_names import CANONICAL

MARKETS, COSTS = ("b2c", "b2b"), ("low", "high")
OWN = {"distribution": "fixed", "mean": 3, "unit": "hours"}


def test_there_is_one_preset_for_each_market_and_price():
    assert sorted((one.market, one.cost) for one in presets()) == sorted((m, c) for m in MARKETS for c in COSTS)


@pytest.mark.parametrize("stage", CANONICAL)
@pytest.mark.parametrize("cost", COSTS)
def test_organisations_take_longer_in_every_stage(stage, cost):
    assert preset("b2b", cost).sojourns[stage].days > preset("b2c", cost).sojourns[stage].days


@pytest.mark.parametrize("market", MARKETS)
def test_consideration_takes_minutes_at_a_low_price_and_weeks_at_a_high_one(market):
    low, high = (preset(market, cost).sojourns["consideration"] for cost in COSTS)
    assert low.unit == "minutes"
    assert low.days < 1 / 12
    assert high.unit == "weeks"
    assert high.days > 7


def test_a_step_without_a_time_gets_that_of_its_stage(journey):
    timed = with_preset(journey(), market="b2c", cost="low")
    usual = preset("b2c", "low").sojourns
    assert [step.sojourn for step in timed.steps] == [usual["awareness"], usual["decision"]]


@pytest.mark.parametrize(
    ("basis", "replace", "kept"),
    [("assumed", False, True), ("assumed", True, False), ("observed", True, True), ("inferred", True, True)],
)
def test_a_time_of_its_own_gives_way_only_when_assumed_and_asked(journey, label, basis, replace, kept):
    look = {"id": "look", "stage": "before", "label": label, "sojourn": OWN | {"basis": basis}}
    built = journey(steps=[look, {"id": "buy", "stage": "after", "label": label}])
    timed = with_preset(built, market="b2b", cost="high", replace=replace)
    assert (timed.step("look").sojourn == built.step("look").sojourn) is kept
    assert timed.step("buy").sojourn is not None
    assert built.step("buy").sojourn is None


def test_a_preset_there_is_not_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match="allowed: b2c, low"):
        preset("b2c", "middling")


def test_a_preset_misses_no_stage_and_measures_nothing(label):
    times = {stage: OWN | {"range": [1, 9]} for stage in CANONICAL}
    content = {"market": "b2c", "cost": "low", "label": label}
    assert Preset.model_validate(content | {"sojourns": times})
    with pytest.raises(ValidationError, match="no time for advocacy"):
        Preset.model_validate(content | {"sojourns": {k: v for k, v in times.items() if k != "advocacy"}})
    with pytest.raises(ValidationError, match="assumed, each with its range"):
        Preset.model_validate(content | {"sojourns": times | {"advocacy": OWN}})
    with pytest.raises(ValidationError, match="assumed, each with its range"):
        Preset.model_validate(content | {"sojourns": times | {"advocacy": times["advocacy"] | {"basis": "observed"}}})
