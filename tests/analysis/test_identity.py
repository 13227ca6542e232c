"""Invented names and ages: drawn apart from everything a persona says, and kept with its people."""

from functools import cache

import pytest
from faker import Faker
from faker.providers.person.en_GB import Provider as EnglishNames
from faker.providers.person.fr_FR import Provider as FrenchNames
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chisquare

from workbench.analysis.identity import LOCALES, inherit, invent

SEEDS = st.integers(0, 2**63 - 1)
PEOPLE = st.sets(st.sampled_from("abcdefgh"), min_size=1)


@given(st.text(), st.text(), SEEDS, st.sampled_from(["en", "fr"]))
@settings(deadline=None, max_examples=20)
def test_study_persona_and_seed_give_the_same_identity_every_time(study, persona, seed, language):
    ages = (30, 50)
    assert invent(study, persona, language=language, seed=seed, ages=ages) == invent(
        study, persona, language=language, seed=seed, ages=ages
    )


@pytest.mark.parametrize(("study", "persona", "seed"), [("bakery", "p1", 1), ("shop", "p2", 1), ("shop", "p1", 2)])
def test_another_study_persona_or_seed_gives_another_identity(study, persona, seed):
    assert invent(study, persona, language="en", seed=seed).name != invent("shop", "p1", language="en", seed=1).name


def test_a_name_belongs_to_the_language_of_the_interviews():
    assert invent("shop", "p1", language="fr", seed=1).locale == "fr_FR"
    assert invent("shop", "p1", language="en", seed=1).locale == "en_GB"


@given(SEEDS, st.lists(st.integers(18, 90), min_size=1))
@settings(deadline=None, max_examples=30)
def test_an_age_lies_within_those_of_the_members_and_leaves_the_name_alone(seed, ages):
    aged = invent("shop", "p1", language="en", seed=seed, ages=ages)
    assert min(ages) <= aged.age <= max(ages)
    assert aged.name == invent("shop", "p1", language="en", seed=seed).name


def test_without_ages_no_age_is_invented():
    assert invent("shop", "p1", language="en", seed=1).age is None


def test_a_name_that_is_taken_is_drawn_again_from_the_next_seed():
    first, second = (invent("shop", "p1", language="en", seed=seed) for seed in (1, 2))
    assert invent("shop", "p1", language="en", seed=1, taken={first.name}) == second
    assert invent("shop", "p1", language="en", seed=1, taken={first.name, second.name}).seed == 3


def test_an_identity_is_always_synthetic():
    assert invent("shop", "p1", language="en", seed=1).status == "synthetic"


@pytest.fixture(scope="module")
def someone():
    return [invent("shop", f"p{i}", language="en", seed=1) for i in range(1, 5)]


def test_an_identity_stays_with_its_people_when_groups_are_renumbered(someone):
    earlier = [(("a", "b", "c"), someone[0]), (("d", "e"), someone[1])]
    assert inherit({"p1": ("d", "e"), "p2": ("a", "b", "c")}, earlier) == {"p1": someone[1], "p2": someone[0]}


def test_an_identity_goes_to_the_group_most_like_its_people(someone):
    earlier = [(("a", "b", "c", "d"), someone[0])]
    assert inherit({"p1": ("a", "b"), "p2": ("a", "b", "c")}, earlier) == {"p2": someone[0]}


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ("abcd", "ab", True),
        ("abcd", "abx", False),
        ("abcd", "abcxyz", False),
        ("ab", "abxy", True),
        ("ab", "ax", False),
    ],
)
def test_half_of_all_people_together_must_be_shared(someone, before, now, kept):
    assert ("p1" in inherit({"p1": tuple(now)}, [(tuple(before), someone[0])])) is kept


def test_a_new_group_inherits_from_nobody(someone):
    assert inherit({"p1": ("x", "y")}, [(("a", "b"), someone[0])]) == {}


@given(st.lists(PEOPLE, max_size=4), st.lists(PEOPLE, max_size=4))
@settings(deadline=None)
def test_nobodys_identity_is_given_twice_and_only_where_half_is_shared(someone, groups, before):
    named = {f"p{i}": tuple(sorted(members)) for i, members in enumerate(groups, 1)}
    earlier = [(tuple(sorted(members)), identity) for members, identity in zip(before, someone, strict=False)]
    kept = inherit(named, earlier)
    assert len({identity.name for identity in kept.values()}) == len(kept)
    for name, identity in kept.items():
        own, theirs = set(named[name]), next(set(members) for members, other in earlier if other == identity)
        assert len(own & theirs) * 2 >= len(own | theirs)


FIRST_NAMES = {
    "en": (set(EnglishNames.first_names_female), set(EnglishNames.first_names_male)),
    "fr": (set(FrenchNames.first_names_female), set(FrenchNames.first_names_male)),
}


def is_woman(name, language):
    """Say whether a first name is on the list of women's alone; None where it is on both or neither."""
    women, men = FIRST_NAMES[language]
    first = name.split()[0]
    return first in women if (first in women) != (first in men) else None


@pytest.fixture(scope="module")
def usual():
    """Return the share of women's names when nothing at all is known of a study."""

    @cache
    def share(language):
        faker = Faker(LOCALES[language])
        faker.seed_instance(0)
        told = [is_woman(faker.first_name(), language) for _ in range(20_000)]
        return told.count(True) / (told.count(True) + told.count(False))

    return share


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("study", "place"), [("bakery", "p1"), ("nursing", "p1"), ("nursing", "p2"), ("garage", "p3")])
def test_a_name_is_as_often_a_womans_in_every_study_and_segment(usual, language, study, place):
    told = [is_woman(invent(study, place, language=language, seed=seed).name, language) for seed in range(400)]
    told = [answer for answer in told if answer is not None]
    assert len(told) > 300
    share = binomtest(sum(told), len(told)).proportion_ci(0.9999, method="exact")
    assert share.low < usual(language) < share.high


def test_the_genders_of_the_names_of_two_segments_have_nothing_to_do_with_each_other(usual):
    one, other = (
        [is_woman(invent("shop", place, language="en", seed=seed).name, "en") for seed in range(400)]
        for place in ("p1", "p2")
    )
    same = [a == b for a, b in zip(one, other, strict=True) if None not in (a, b)]
    chance = usual("en") ** 2 + (1 - usual("en")) ** 2
    share = binomtest(sum(same), len(same)).proportion_ci(0.9999, method="exact")
    assert share.low < chance < share.high


def test_every_age_of_the_segments_range_is_as_likely():
    ages = [invent("shop", "p1", language="en", seed=seed, ages=(30, 49)).age for seed in range(400)]
    counts = [ages.count(age) for age in range(30, 50)]
    assert sum(counts) == 400
    assert chisquare(counts).pvalue > 0.0001


def test_how_the_ages_of_the_members_lie_between_their_ends_plays_no_part():
    told = {invent("shop", "p1", language="en", seed=3, ages=ages) for ages in ((30, 50), (50, 30, 31, 31, 31))}
    assert len(told) == 1
