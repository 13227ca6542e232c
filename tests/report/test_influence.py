"""Which assumption matters most, in words."""

from datetime import date

import pytest

from workbench.language import Speech
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.model.label import Label
from workbench.report.influence import (
    basis_sentence,
    influence_sentence,
    money,
    number_name,
    number_text,
    range_sentence,
    still_sentence,
    time,
    tornado_rows,
)
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.influence import most_influential, tornado
from workbench.simulation.process import process_of
from workbench.simulation.uncertainty import parameter_range

EN, FR = Speech("en"), Speech("fr")


def label(en, fr):
    return {"en": en, "fr": fr}


def shop(span=(0.2, 0.6), **fields):
    """Look, then buy or go; buying takes two weeks and pays 50."""
    names = {"look": label("Reads reviews", "Lit les avis"), "buy": label("Books", "Réserve")}
    steps = [{"id": name, "stage": "s", "label": text} for name, text in names.items()]
    steps[1] |= {"sojourn": {"distribution": "fixed", "mean": 2, "unit": "weeks"}, "revenue": {"value": 50}}
    return Journey.model_validate(
        {
            "id": "shop",
            "title": label("Shop", "Boutique"),
            "market": "b2c",
            "source": {"document": "none"},
            "persona_goal": label("x", "x"),
            "scenario": label("x", "x"),
            "expectations": label("x", "x"),
            "stages": [{"id": "s", "canonical": "decision", "label": label("x", "x")}],
            "steps": steps,
            "start": [{"step": "look", "p": 1.0}],
            "exits": [
                {"id": "gone", "kind": "lost", "label": label("Gives up", "Renonce")},
                {"id": "done", "kind": "purchase", "label": label("Done", "Fini")},
            ],
            "conversion": "buy",
            "transitions": [
                {"from": "look", "to": "buy", "p": 0.4, "range": span},
                {"from": "look", "to": "gone", "p": 0.6},
                {"from": "buy", "to": "done", "p": 1.0},
            ],
            "version": "1.0",
            "valid_from": date(2026, 1, 1),
            **fields,
        }
    )


def case(**fields):
    journey = shop(**fields)
    return Case(process_of(journey), journey, action=next(iter(journey.interventions), None))


def test_the_sentence_names_the_number_its_ends_and_what_they_change():
    assert influence_sentence(case(), Measure.CONVERSION, EN) == (
        "Whether 25% or 50% of customers ever convert depends most on the share who go “Reads reviews → Books”: "
        "at 20% it is 25%, at 60% 50%."
    )
    assert influence_sentence(case(), Measure.CONVERSION, FR) == (
        "Que 25\u202f% ou 50\u202f% des clients finissent par convertir dépend surtout d’un nombre, la part du passage "
        "«\u00a0Lit les avis → Réserve\u00a0»\u00a0: avec 20\u202f%, c’est 25\u202f%\u202f; avec 60\u202f%, 50\u202f%."
    )


def test_customers_kept_are_told_as_the_loss():
    told = influence_sentence(case(), Measure.KEPT, EN)
    assert told.startswith("Whether 50% or 75% of customers are lost in the end")
    assert told.endswith("at 20% it is 75%, at 60% 50%.")


def test_days_and_money_bear_their_units():
    assert "at 20% it is 3.5 days, at 60% 7.0 days" in influence_sentence(case(), Measure.DAYS, EN)
    assert "avec 20 %, c’est 12,50 € ; avec 60 %, 25,00 €" in influence_sentence(case(), Measure.MARGIN, FR).replace(
        "\u202f", " "
    ).replace("\u00a0", " ")


@pytest.mark.parametrize("say", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize("measure", [m for m in Measure if m not in (Measure.COST, Measure.REFERRALS)])
def test_there_is_a_sentence_for_every_measure(measure, say):
    assert number_name(most_influential(case(), measure).parameter, say) in influence_sentence(case(), measure, say)


def test_without_ranges_it_is_said_that_nobody_gave_any():
    assert influence_sentence(case(span=None), Measure.CONVERSION, EN) == EN("influence_none")
    assert tornado_rows(tornado(case(span=None), Measure.CONVERSION), EN) == ()


def test_the_gain_of_an_intervention_is_told_in_points():
    told = {
        "id": "act",
        "label": label("Answer reviews", "Répondre aux avis"),
        "why": label("x", "x"),
        "effects": [{"from": "look", "to": "buy", "log_odds": 0.5, "range": (-0.5, 1.5)}],
    }
    asked = case(span=None, interventions=[told])
    found = influence_sentence(asked, Measure.KEPT, EN).replace("\u00a0", " ")
    assert found.startswith("What “Answer reviews” changes (share kept in the end) lies between −")
    assert "the effect assumed on “Reads reviews → Books”: at odds multiplied by 0.61 it is −" in found
    assert found.endswith(" points.")


def test_values_close_together_are_told_apart():
    assert "Whether 40.0% or 40.2% of" in influence_sentence(case(span=(0.4, 0.404)), Measure.CONVERSION, EN)


def test_rows_of_a_tornado_say_label_ends_and_basis():
    (row,) = tornado_rows(tornado(case(), Measure.CONVERSION), EN)
    assert row.label == "The share who go “Reads reviews → Books”"
    assert (row.low, row.high, row.low_text, row.high_text) == (0.2, 0.6, "20%", "60%")
    assert (row.low_value, row.high_value) == pytest.approx((0.25, 0.5))
    assert row.basis == "assumed"


def test_the_sentences_beside_it_say_basis_range_and_what_was_left_out():
    found = most_influential(case(), Measure.CONVERSION)
    assert basis_sentence(found, EN, currency="EUR") == "This number is assumed; as described: 40%."
    assert still_sentence(0, EN) == ""
    assert still_sentence(1, EN) == "One number has no range and was not questioned."
    assert still_sentence(7, EN).startswith("7 numbers")
    told = range_sentence(parameter_range(case(), Measure.CONVERSION, seed=1), EN)
    assert "(as described: 40%)" in told


def test_a_driver_is_called_by_the_label_of_its_code():
    driver = {"code": "hurry", "from": "look", "to": "buy", "log_odds": 0.7, "range": (0.1, 1), "why": label("x", "x")}
    journey = shop(span=None, drivers=[driver])
    asked = Case(process_of(journey), journey, apart={"hurry": 0.5})
    number = most_influential(asked, Measure.CONVERSION).parameter
    assert number_name(number, EN) == "what “hurry” does to “Reads reviews → Books”"
    named = number_name(number, FR, {"hurry": Label(en="In a hurry", fr="Pressé")})
    assert named == "l’effet de «\u00a0Pressé\u00a0» sur «\u00a0Lit les avis → Réserve\u00a0»"
    assert number_text(number, 0.0, FR, currency="EUR") == "une cote multipliée par 1,00"


def test_money_and_times_are_set_as_in_the_language():
    assert money(-12.5, "EUR", EN) == "−€12.50"
    assert money(3, "EUR", EN, signed=True) == "+€3.00"
    assert money(1234, "EUR", FR) == "1\u202f234,00\u00a0€"
    assert time(1, "weeks", EN) == "1 week"
    assert time(1.5, "weeks", FR) == "1,5\u00a0semaine"
    assert time(-2, "days", EN, digits=1, signed=True) == "−2.0 days"


@pytest.mark.parametrize("say", [EN, FR], ids=["en", "fr"])
def test_every_number_of_an_intervention_has_a_name(say):
    told = Intervention.model_validate(
        {
            "id": "act",
            "label": label("Act", "Agir"),
            "why": label("x", "x"),
            "emotions": [{"step": "look", "points": 1, "range": (0, 2)}],
            "sojourns": [{"step": "buy", "factor": 0.5}],
            "start": [{"step": "look", "log_odds": 0.1}],
            "added": [
                {
                    "id": "chat",
                    "label": label("Chat", "Discute"),
                    "after": "look",
                    "share": 0.1,
                    "ways": [{"to": "buy", "p": 1}],
                }
            ],
            "referral": {
                "step": "buy",
                "entry": "look",
                "invitations": 1,
                "conversion": 0.1,
                "basis": "assumed",
                "giver": {"value": 5},
                "receiver": {"value": 5},
            },
            "costs": {
                "per_exposed": {"value": 1},
                "per_visit": [{"step": "buy", "amount": {"value": 1}}],
                "per_conversion": {"value": 1},
                "revenue_share": {"value": 0.1},
            },
        }
    )
    satisfied = {"log_odds": 0.3, "basis": "assumed"}
    asked = case(satisfaction=satisfied, interventions=[told])
    names = [number_name(number, say) for number in asked.numbers]
    assert len(set(names)) == len(names)
    assert all(number_text(number, number.value, say, currency="EUR") for number in asked.numbers)
