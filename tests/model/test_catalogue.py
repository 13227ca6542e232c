"""Templates that fit many journeys: what they assume, where they take hold, where they have no place."""

import math
from functools import cache

import pytest

from workbench.errors import InputError, ParameterError
from workbench.model.catalogue import CatalogueEntry, Hook, catalogue
from workbench.model.claim import claim_register
from workbench.model.fitting import FITS, NEEDS, from_catalogue, places
from workbench.model.intervention_check import constant_faults, demand_registered, intervention_faults
from workbench.model.journey_check import journey_faults
from workbench.model.referral import Referral
from workbench.reading.study_folder import read_material

SAMPLES = ("startup", "consulting", "agency", "travel")
IDS = (
    *("faq", "reviews", "trial", "demo_video", "discount", "free_shipping", "shared_history", "chat"),
    *("personalisation", "updates", "referral_program", "fewer_steps", "fees_early", "budget_shift"),
)
sample = cache(lambda name: read_material(name).journey)


def test_the_catalogue_holds_the_fourteen_interventions_in_order():
    assert tuple(catalogue()) == IDS


@pytest.mark.parametrize("name", IDS)
def test_every_template_speaks_both_languages_and_says_what_it_rests_on(name):
    entry = catalogue()[name]
    assert entry.label.en != entry.label.fr
    assert entry.why.en != entry.why.fr
    assert entry.source
    assert set(entry.claims) <= set(claim_register().by_id)


@pytest.mark.parametrize("name", IDS)
def test_every_number_of_a_template_has_a_range_that_holds_it(name):
    for hook in catalogue()[name].hooks:
        if hook.what != "removed":
            low, high = hook.range
            assert low <= hook.value <= high
            assert low < high


def test_a_number_without_a_range_is_refused():
    with pytest.raises(ValueError, match="give it a range"):
        Hook(what="conversion", value=0.2)


def test_the_sellers_multiple_only_ends_the_range_of_the_chat():
    chat = catalogue()["chat"]
    [hook] = chat.hooks
    assert chat.claims == ("chat_conversion",)
    assert hook.range[1] == pytest.approx(math.log(4))
    assert hook.value < math.log(4) / 2
    assert constant_faults(from_catalogue("chat", sample("startup")), claim_register()) == []


def test_every_way_to_take_hold_is_known():
    assert set(FITS) == set(NEEDS)
    assert {hook.what for entry in catalogue().values() for hook in entry.hooks} == set(FITS)


@pytest.mark.parametrize("name", IDS)
def test_every_template_has_a_place_in_a_sample(name):
    assert any(name in places(sample(study)) for study in SAMPLES)


@pytest.mark.parametrize("study", SAMPLES)
def test_what_fits_a_journey_is_a_sound_intervention_of_it(study):
    journey = sample(study)
    fitted = places(journey)
    assert len(fitted) >= 12
    for name, action in fitted.items():
        assert (action.id, action.catalogue, action.basis) == (name, name, "assumed")
        trying = journey.model_copy(update={"interventions": (action,), "future": None})
        assert [*journey_faults(trying), *intervention_faults(trying, claim_register())] == []
    demand_registered(fitted.values())


@pytest.mark.parametrize(
    ("study", "name", "missing"),
    [
        ("agency", "referral_program", "a step of advocacy"),
        ("agency", "budget_shift", "two entries or more"),
        ("travel", "fewer_steps", "a step of decision other than the conversion"),
    ],
)
def test_a_template_without_a_place_says_what_the_journey_lacks(study, name, missing):
    with pytest.raises(InputError, match=rf"{name} has no place in it.*{missing}"):
        from_catalogue(name, sample(study))


def test_a_template_there_is_none_of_is_told_with_the_nearest():
    with pytest.raises(ParameterError, match=r"no review \(did you mean reviews\?\)"):
        from_catalogue("review", sample("travel"))


def test_questions_answered_lead_from_considering_to_deciding():
    effects = from_catalogue("faq", sample("agency")).effects
    assert [(effect.from_, effect.to) for effect in effects] == [("C3", "D1")]
    assert effects[0].log_odds > 0


def test_reviews_comfort_where_it_feels_bad():
    [change] = from_catalogue("reviews", sample("travel")).emotions
    assert change.step == "C4"
    assert change.points > 0


def test_fees_shown_early_keep_people_where_they_decide_and_shift_each_way_out_once():
    effects = from_catalogue("fees_early", sample("travel")).effects
    ways = [(effect.from_, effect.to) for effect in effects]
    assert len(ways) == len(set(ways))
    assert {way for way, effect in zip(ways, effects, strict=True) if effect.log_odds < 0} == {
        ("C3", "elsewhere"),
        ("C4", "elsewhere"),
        ("C4", "no_trip"),
    }


def test_a_trial_leads_on_where_its_step_led_before_and_costs_what_must_be_asked():
    action = from_catalogue("trial", sample("travel"))
    [step] = action.added
    assert (step.id, step.after, step.cost) == ("trial", "C4", None)
    assert {way.to: way.p for way in step.ways}["D1"] == pytest.approx(0.42)
    assert [(effect.from_, effect.to) for effect in action.effects] == [("trial", "D1")]


def test_a_trial_is_called_otherwise_where_there_is_one():
    journey = sample("travel")
    renamed = journey.model_copy(
        update={"exits": tuple(e.model_copy(update={"id": "trial"}) if e.id == "pause" else e for e in journey.exits)}
    )
    assert from_catalogue("trial", renamed).added[0].id == "trial_2"


def test_the_step_taken_out_can_be_chosen():
    assert from_catalogue("fewer_steps", sample("consulting")).removed == ("D4",)
    assert from_catalogue("fewer_steps", sample("consulting"), step="D1").removed == ("D1",)
    with pytest.raises(InputError, match="none at U1"):
        from_catalogue("fewer_steps", sample("consulting"), step="U1")


def test_budget_goes_where_most_come_from_or_where_it_is_sent():
    assert from_catalogue("budget_shift", sample("travel")).start[0].step == "A1"
    assert from_catalogue("budget_shift", sample("travel"), step="A2").start[0].step == "A2"


def test_updates_help_where_something_went_wrong():
    assert {effect.from_ for effect in from_catalogue("updates", sample("startup")).effects} == {"R2"}


def test_a_referral_programme_brings_more_than_the_journeys_own():
    own = Referral(step="P1", entry="A2", invitations=3, conversion=0.1, basis="assumed")
    journey = sample("travel")
    known = journey.model_copy(update={"referral": own})
    found = from_catalogue("referral_program", known).referral
    assert (found.step, found.entry, found.invitations) == ("P1", "A2", 3)
    assert found.range[0] == 0.1 < found.conversion < found.range[1]
    assert found.giver is None
    unknown = journey.model_copy(update={"referral": None})
    assert from_catalogue("referral_program", unknown).referral.range[0] == 0


def test_nobody_there_half_the_time_halves_what_a_chat_does_and_nothing_else():
    full, half = (from_catalogue("chat", sample("startup"), availability=share) for share in (1.0, 0.5))
    assert half.effects[0].log_odds == full.effects[0].log_odds / 2
    assert half.effects[0].range[1] == pytest.approx(math.log(4) / 2)
    assert from_catalogue("faq", sample("startup"), availability=0.5) == from_catalogue("faq", sample("startup"))


def test_a_chat_that_is_never_open_does_nothing():
    assert from_catalogue("chat", sample("startup"), availability=0.0).effects[0].log_odds == 0


def test_availability_is_a_share():
    with pytest.raises(ParameterError, match="0 to 1"):
        from_catalogue("chat", sample("startup"), availability=24)


def test_a_template_is_frozen():
    with pytest.raises(ValueError, match="frozen"):
        catalogue()["faq"].grade = "measured"
    assert isinstance(catalogue()["faq"], CatalogueEntry)
