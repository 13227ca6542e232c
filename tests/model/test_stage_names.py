"""Any usual spelling of a stage means its canonical stage."""

from __future__ import annotations

import pytest

from workbench.model.stage_names import CANONICAL, SPELLINGS, STAGE_SETS, canonical_stage, folded

FIELD = {
    "awareness": (
        *("sensibilisation", "conscience", "prise de conscience", "Conscience et rigueur", "découverte"),
        *("awareness", "discovery", "inspiration"),
    ),
    "consideration": (
        "considération",
        "réflexion",
        "évaluation",
        "comparaison",
        "consideration",
        "evaluation",
        "research",
    ),
    "decision": ("achat", "décision", "purchase", "decision", "buying", "conversion"),
    "retention": (
        *("rétention", "fidélisation", "utilisation", "post-achat", "retention", "use", "loyalty", "post-purchase"),
        *("onboarding", "delivery", "service"),
    ),
    "advocacy": (
        *("promotion", "plaidoyer", "actions de plaidoyer", "ambassadeur", "recommandation", "advocacy", "referral"),
    ),
}


@pytest.mark.parametrize(("stage", "spelling"), [(stage, one) for stage, many in FIELD.items() for one in many])
def test_every_spelling_of_the_field_is_understood(stage, spelling):
    bare = spelling.replace("é", "e").upper()
    for written in (spelling, bare, f" {spelling} ", spelling.replace("-", " "), spelling.replace(" ", "_")):
        assert canonical_stage(written) == stage, written


def test_the_five_stages_come_in_order():
    assert CANONICAL == ("awareness", "consideration", "decision", "retention", "advocacy")


def test_no_spelling_means_two_stages():
    means = {(folded(name), stage) for stage, names in SPELLINGS.items() for name in names}
    assert len(means) == len({name for name, _ in means})


@pytest.mark.parametrize("name", ["", "middle", "buy a car"])
def test_what_is_no_stage_is_answered_with_those_there_are(name):
    with pytest.raises(ValueError, match="allowed: awareness, consideration, decision, retention, advocacy"):
        canonical_stage(name)


def test_a_slip_is_met_with_the_stage_that_was_meant():
    with pytest.raises(ValueError, match=r"did you mean retention\?"):
        canonical_stage("retentoin")


def test_each_set_begins_before_the_purchase_and_names_every_stage_once():
    for names in STAGE_SETS.values():
        assert names[0].canonical == "awareness"
        assert len({stage.id for stage in names}) == len(names)
