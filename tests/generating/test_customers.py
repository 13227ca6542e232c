"""Customers: they follow their segment, depend on nothing but their number, and are nobody."""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from workbench.errors import InputError, WorkbenchError
from workbench.generating.avoided import Avoided, Likeness, age_band, avoided, folded, name_key
from workbench.generating.customers import synthetic_customers
from workbench.generating.invented import stocks
from workbench.generating.segment import Segment, segment_of
from workbench.reading.participants import read_participants
from workbench.reading.study_folder import find_study, read_material

MANY = 100_000
FURTHEST = 4.0
"""Standard errors a share of MANY may lie from what is expected."""
SMALL = Segment("p1", "trial", {"one": (3, 4), "none": (0, 4)}, {"relation": {"customer": 2, "": 2}})


def _z(share: float, expected: float, n: int) -> float:
    return abs(share - expected) / math.sqrt(expected * (1 - expected) / n)


def test_every_code_comes_as_often_as_the_posterior_mean_says(persona):
    crowd = synthetic_customers(segment_of(persona), n=MANY, seed=7, language="en")
    expected = {"all_hold": 4.5 / 5, "most_hold": 3.5 / 5, "half_hold": 2.5 / 5}  # (x + 1/2) / (n + 1)
    assert {name for name in crowd.columns if name.startswith("code_")} == {f"code_{code}" for code in expected}
    for code, share in expected.items():
        assert _z(crowd[f"code_{code}"].mean(), share, MANY) < FURTHEST


def test_every_fact_comes_as_often_as_the_posterior_mean_says(persona):
    crowd = synthetic_customers(segment_of(persona), n=MANY, seed=7, language="en")
    expected = {
        "relation": {"customer": 2.5 / 5, "": 2.5 / 5},  # (x + 1/2) / (n + K/2), K = 2
        "age_band": {"30–39": 2.5 / 5.5, "40–49": 2.5 / 5.5, "": 0.5 / 5.5},  # K = 3
        "fact_pet": {"cat": 3.5 / 5, "": 1.5 / 5},
    }
    for name, shares in expected.items():
        assert set(crowd[name]) == set(shares)
        for value, share in shares.items():
            assert _z((crowd[name] == value).mean(), share, MANY) < FURTHEST


def test_attributes_are_drawn_apart_from_each_other(persona):
    crowd = synthetic_customers(segment_of(persona), n=MANY, seed=7, language="en")
    codes = crowd[[name for name in crowd.columns if name.startswith("code_")]].astype(float)
    apart = codes.corr().to_numpy()[[0, 0, 1], [1, 2, 2]]
    assert abs(apart).max() < FURTHEST / math.sqrt(MANY)


def test_the_first_thousand_of_many_are_a_run_of_a_thousand(persona):
    segment = segment_of(persona)
    many = synthetic_customers(segment, n=MANY, seed=3, language="fr")
    assert_frame_equal(many.head(1000), synthetic_customers(segment, n=1000, seed=3, language="fr"))


@given(cuts=st.lists(st.integers(0, 300), max_size=4), seed=st.integers(-5, 2**70))
def test_no_chunking_changes_anybody(cuts, seed):
    edges = [0, *sorted(cuts), 300]
    whole = synthetic_customers(SMALL, n=300, seed=seed, language="fr")
    parts = [
        synthetic_customers(SMALL, n=end - start, seed=seed, language="fr", first=start)
        for start, end in pairwise(edges)
        if end > start
    ]
    assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_another_seed_persona_or_study_gives_others():
    def names(segment: Segment, seed: int) -> list[str]:
        return list(synthetic_customers(segment, n=50, seed=seed, language="en")["name"])

    other = Segment("p2", "trial", SMALL.codes, SMALL.facts)
    elsewhere = Segment("p1", "other", SMALL.codes, SMALL.facts)
    assert (
        len({tuple(names(SMALL, 1)), tuple(names(SMALL, 2)), tuple(names(other, 1)), tuple(names(elsewhere, 1))}) == 4
    )


def test_another_attribute_moves_nobody():
    more = Segment("p1", "trial", {"another": (1, 4), **SMALL.codes}, SMALL.facts)
    crowd = synthetic_customers(SMALL, n=200, seed=1, language="en")
    assert_frame_equal(synthetic_customers(more, n=200, seed=1, language="en")[crowd.columns], crowd)


def test_every_row_says_that_it_is_invented_and_no_address_can_be_anybodys(persona):
    crowd = synthetic_customers(segment_of(persona), n=5000, seed=1, language="fr")
    assert set(crowd["synthetic"]) == {"synthetic"}
    assert (set(crowd["persona"]), set(crowd["study"]), set(crowd["seed"])) == ({"p1"}, {"trial"}, {1})
    assert crowd["email"].str.fullmatch(r"[a-z-]+\.[a-z-]+\.\d+@example\.(com|net|org)").all()
    assert crowd["email"].is_unique
    assert "synthetic" in crowd.attrs["note"]


def test_nobody_is_called_as_a_participant_and_only_those_who_were_are_renamed():
    free = synthetic_customers(SMALL, n=20_000, seed=1, language="fr")
    taken = set(free["name"].head(30)) | {" ".join(reversed(name.split(" ", 1))) for name in free["name"][30:40]}
    avoid = Avoided(names=frozenset(map(name_key, taken)))
    kept = synthetic_customers(SMALL, n=20_000, seed=1, language="fr", avoid=avoid)
    hit = free["name"].map(name_key).isin(avoid.names)
    assert hit.sum() >= 40
    assert not kept["name"].map(name_key).isin(avoid.names).any()
    assert_frame_equal(kept[~hit], free[~hit])
    assert list(kept.drop(columns=["name", "email"])) == list(free.drop(columns=["name", "email"]))


def test_nobody_is_like_a_participant_and_only_their_towns_move():
    free = synthetic_customers(SMALL, n=20_000, seed=1, language="fr")
    town = str(free["place"][0])
    people = (Likeness("", "", folded(town), "customer"), Likeness("baker", "20–29", folded(free["place"][1]), ""))
    kept = synthetic_customers(SMALL, n=20_000, seed=1, language="fr", avoid=Avoided(people=people))
    unlike = (free["place"] == town) & (free["relation"] == "customer")
    assert unlike.any()
    assert not ((kept["place"] == town) & kept["relation"].isin(["customer", ""])).any()
    assert not (kept["place"] == free["place"][1]).any(), "what is not known of a customer may be the same"
    assert_frame_equal(kept.drop(columns="place"), free.drop(columns="place"))


def test_somebody_who_differs_in_what_is_known_may_live_in_the_same_town():
    free = synthetic_customers(SMALL, n=20_000, seed=1, language="fr")
    own = Segment("p1", "trial", {}, {"relation": {"customer": 40_000, "": 0}})
    people = (Likeness("", "", folded(str(free["place"][0])), "former"),)
    crowd = synthetic_customers(own, n=20_000, seed=1, language="fr", avoid=Avoided(people=people))
    assert ((crowd["place"] == free["place"][0]) & (crowd["relation"] == "customer")).any()


def test_where_every_name_is_taken_it_says_so():
    stock = stocks("fr")
    every = frozenset(name_key(f"{a} {b}") for a in stock.first.words for b in stock.last.words)
    with pytest.raises(WorkbenchError, match="no names are left"):
        synthetic_customers(SMALL, n=1, seed=1, language="fr", avoid=Avoided(names=every))


@pytest.mark.parametrize(("n", "first"), [(-1, 0), (1_000_001, 0), (1, -1)])
def test_a_number_out_of_range_is_refused(n, first):
    with pytest.raises(ValueError, match="n must be"):
        synthetic_customers(SMALL, n=n, seed=1, language="en", first=first)


@pytest.mark.parametrize("study", ["travel", "startup", "consulting", "agency"])
def test_no_customer_of_a_sample_equals_one_of_its_participants(study):
    material, folder = read_material(study), find_study(study)
    rows = read_participants(folder / "participants.csv", None).values()
    crowd = synthetic_customers(SMALL, n=MANY, seed=1, language="fr", avoid=avoided(material, folder))
    assert not set(map(folded, crowd["name"])) & {folded(row.name) for row in rows}
    real = {
        (folded(p.role), age_band(p.facts.get("age", "")), folded(p.facts.get("place", "")), p.relation)
        for p in material.participants
    }
    mine = crowd[["role", "age_band", "place", "relation"]].itertuples(index=False, name=None)
    assert not {(folded(role), band, folded(place), relation) for role, band, place, relation in mine} & real


def test_names_to_avoid_are_the_tables_and_in_any_order_and_spelling():
    found = avoided(read_material("travel"), find_study("travel"))
    assert name_key("LE GOFF Yannick") in found.names
    assert name_key("Ines Belkacem") in found.names
    assert len(found.people) == 10


def test_a_persona_nobody_stands_for_draws_nobody(persona):
    bare = persona.model_construct(**{**dict(persona), "members": (), "level": "proto"})
    with pytest.raises(InputError, match="nobody was asked"):
        segment_of(bare)


def test_a_claim_a_person_added_counts_nobody(persona):
    added = persona.claims[0].model_copy(update={"code": "own_1", "by": "person", "holders": 0})
    more = persona.model_copy(update={"claims": (*persona.claims, added)})
    assert segment_of(more) == segment_of(persona)
