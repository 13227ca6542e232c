"""A code's id is made from its name, and its kind where a name says one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.codebook import Kind
from workbench.reading.projects.code_names import code_id, kind_of


@given(st.lists(st.text(max_size=80), max_size=20))
def test_every_name_gives_an_id_of_its_own_that_a_codebook_takes(names):
    taken: set[str] = set()
    for name in names:
        made = code_id(name, taken)
        assert re.fullmatch(r"[a-z][a-z0-9_]*", made)
        assert made not in taken
        taken.add(made)


@pytest.mark.parametrize(
    ("name", "made"),
    [("Coût élevé !", "cout_eleve"), ("2 days", "code_2_days"), ("需求", "code"), ("Œuvre", "oeuvre"), ("", "code")],
)
def test_an_id_is_the_name_in_small_latin_letters(name, made):
    assert code_id(name, ()) == made


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["Needs"], Kind.NEED),
        (["late delivery", "Pain points"], Kind.PAIN_POINT),
        (["prix", "Critères de choix"], Kind.DECISION_CRITERION),
        (["Freins : la durée"], Kind.OBJECTION),
        (["Besoins::vitesse"], Kind.NEED),
        (["BUTS"], Kind.GOAL),
        (["rapide", "Besoin", "But"], Kind.NEED),
        (["Canaux"], Kind.CHANNEL),
        (["Irritants"], Kind.PAIN_POINT),
        (["needless talk"], None),
        (["butter"], None),
        ([""], None),
    ],
)
def test_the_nearest_name_that_says_a_kind_counts(names, kind):
    assert kind_of(names) == kind
