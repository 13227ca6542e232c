"""From a segment to a persona: what may be claimed, on whose words, and what is missing."""

from dataclasses import replace

import pytest

from workbench.analysis.identity import invent
from workbench.analysis.profiling import EXPECTED, distinction, profile
from workbench.analysis.segmentation import Segmentation
from workbench.model.codebook import Kind
from workbench.model.persona import Fact


@pytest.fixture(scope="module")
def people(interview):
    """Seven people, each with an interview of two sentences."""
    return [interview("It leaks. It is dear.", document=f"i{n}", participant=f"P-{n}") for n in range(1, 8)]


def groups(*sizes):
    names = iter(f"P-{n}" for n in range(1, 8))
    made = {f"p{i}": tuple(next(names) for _ in range(size)) for i, size in enumerate(sizes, 1)}
    return Segmentation(made, tuple(names), "found")


@pytest.fixture(scope="module")
def persona(people, material):
    """Return the persona of the first `size` of seven people."""

    def make(book, codings, size=4, **options):
        return profile(material(people, book, codings, **options), codings, groups(size), seed=1)[0]

    return make


@pytest.mark.parametrize(
    ("size", "needed"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4)], ids=lambda value: str(value)
)
def test_a_claim_needs_half_of_the_members_and_two_of_them(people, persona, codebook, coding, size, needed):
    for holding in range(size + 1):
        found = persona(codebook("leak"), [coding(person, "leak") for person in people[:holding]], size)
        assert [claim.code for claim in found.claims] == (["leak"] if holding >= needed else []), holding


def test_a_claim_counts_people_inside_and_outside(people, persona, codebook, coding):
    holding = [people[i] for i in (0, 1, 2, 5)]
    found = persona(
        codebook("leak"), [coding(one, "leak") for one in holding] + [coding(people[0], "leak", "It is dear.")]
    )
    (claim,) = found.claims
    assert (claim.holders, claim.size, claim.others, claim.others_size) == (3, 4, 1, 3)
    assert distinction(claim) == pytest.approx(3 / 4 - 1 / 3)


def test_a_claim_cites_each_holder_once_and_nobody_else(people, persona, codebook, coding):
    codings = [coding(person, "leak") for person in people] + [coding(people[0], "leak", "It leaks.")]
    (claim,) = persona(codebook("leak"), codings).claims
    assert sorted(quote.participant for quote in claim.evidence) == ["P-1", "P-2", "P-3", "P-4"]


def test_what_sets_a_persona_apart_comes_first(people, persona, codebook, coding):
    codings = [coding(person, "leak") for person in people] + [coding(person, "dear") for person in people[:3]]
    assert [claim.code for claim in persona(codebook("leak", "dear"), codings).claims] == ["dear", "leak"]


def test_words_against_a_code_do_not_hold_it_and_stand_beside_the_claim(people, persona, codebook, coding):
    codings = [coding(person, "leak") for person in people[:3]] + [coding(people[3], "leak", stance="against")]
    (claim,) = persona(codebook("leak"), codings).claims
    assert claim.holders == 3
    assert [quote.participant for quote in claim.against] == ["P-4"]


def test_words_for_the_opposite_code_stand_beside_the_claim(people, persona, codebook, coding):
    book = codebook({"id": "dear", "opposite": "cheap"}, {"id": "cheap", "opposite": "dear"})
    codings = [coding(person, "dear") for person in people[:3]] + [coding(people[3], "cheap")]
    (claim,) = persona(book, codings).claims
    assert [quote.participant for quote in claim.against] == ["P-4"]


def test_what_people_outside_the_group_say_does_not_contradict_it(people, persona, codebook, coding):
    book = codebook({"id": "dear", "opposite": "cheap"}, "cheap")
    codings = [coding(person, "dear") for person in people[:4]]
    codings += [coding(people[5], "cheap"), coding(people[6], "dear", stance="against")]
    assert persona(book, codings).claims[0].against == ()


def test_speaking_against_the_opposite_is_no_contradiction(people, persona, codebook, coding):
    book = codebook({"id": "dear", "opposite": "cheap"}, "cheap")
    codings = [coding(person, "dear") for person in people[:3]] + [coding(people[3], "cheap", stance="against")]
    assert persona(book, codings).claims[0].against == ()


def test_an_opposite_named_on_one_side_contradicts_both_ways(people, persona, codebook, coding):
    book = codebook({"id": "dear", "opposite": "cheap"}, "cheap")
    codings = [coding(person, "cheap") for person in people[:3]] + [coding(people[3], "dear")]
    assert [quote.participant for quote in persona(book, codings).claims[0].against] == ["P-4"]


def test_a_claim_is_reviewed_when_one_of_its_codings_is_a_persons(people, persona, codebook, coding):
    by_machine = [coding(person, "leak", origin="machine", coder="machine") for person in people[:3]]
    assert not persona(codebook("leak"), by_machine).claims[0].reviewed
    assert persona(codebook("leak"), [*by_machine, coding(people[3], "leak")]).claims[0].reviewed


def test_a_gap_says_whether_the_codebook_or_the_members_lack_the_kind(people, persona, codebook, coding):
    book = codebook({"id": "leak", "kind": "trigger"}, {"id": "dear", "kind": "objection"})
    found = persona(book, [*(coding(person, "leak") for person in people[:3]), coding(people[0], "dear")])
    reasons = {gap.kind: gap.reason for gap in found.gaps}
    assert reasons == {Kind.OBJECTION: "unsupported"} | {
        kind: "uncoded" for kind in EXPECTED if kind not in (Kind.TRIGGER, Kind.OBJECTION)
    }


def test_a_gap_says_what_to_ask_in_both_languages(persona, codebook):
    found = persona(codebook("leak"), [])
    assert len(found.gaps) == len(EXPECTED)
    assert all(gap.ask.en.endswith("?") and gap.ask.fr.endswith("?") and gap.ask.en != gap.ask.fr for gap in found.gaps)


def test_the_identity_does_not_depend_on_the_claims(people, persona, codebook, coding):
    one = persona(codebook("leak"), [coding(person, "leak") for person in people[:3]])
    other = persona(codebook("leak", "dear"), [coding(person, "dear") for person in people[:4]])
    assert one.claims != other.claims
    assert one.identity == other.identity == invent("shop_study", "p1", language="en", seed=1)


def test_an_identity_that_was_kept_is_not_invented_again(people, material, codebook):
    kept = invent("shop_study", "somebody", language="en", seed=9)
    (found,) = profile(material(people, codebook("leak")), [], groups(4), seed=1, kept={"p1": kept})
    assert found.identity == kept


def test_two_personas_never_bear_the_same_name(people, material, codebook):
    once_p2 = invent("shop_study", "p2", language="en", seed=1)
    found = profile(material(people, codebook("leak")), [], groups(4, 3), seed=1, kept={"p1": once_p2})
    assert found[0].identity.name != found[1].identity.name


def test_facts_of_fewer_people_than_k_and_places_are_not_shown(people, material, codebook):
    facts = {f"P-{n}": {"age": f"{29 + n}", "place": "Lyon", "plan": "free" if n < 7 else "plus"} for n in range(1, 8)}
    (found,) = profile(material(people, codebook("leak"), facts=facts), [], groups(7), seed=1)
    assert found.facts == (Fact(name="age", values={"30–39": 7}),)
    (found,) = profile(material(people, codebook("leak"), facts=facts), [], groups(7), seed=1, k=8)
    assert found.facts == ()


def test_of_invented_people_facts_held_by_two_are_shown(people, material, codebook):
    facts = {
        "P-1": {"age": "34", "place": "Lyon", "plan": "free"},
        "P-2": {"age": "38", "place": "Lyon", "plan": "free"},
        "P-3": {"age": "51", "place": "Lyon", "plan": "plus"},
        "P-7": {"plan": "plus"},
    }
    made_up = material(people, codebook("leak"), facts=facts)
    made_up = replace(made_up, brief=made_up.brief.model_copy(update={"illustrative": True}))
    (found,) = profile(made_up, [], groups(4), seed=1)
    assert {fact.name: fact.values for fact in found.facts} == {"age": {"30–39": 2}, "plan": {"free": 2}}
    assert [fact.hidden for fact in found.facts] == [2, 2]


def test_the_invented_age_lies_within_the_members_ages(people, material, codebook):
    facts = {"P-1": {"age": "34"}, "P-2": {"age": "38"}, "P-7": {"age": "80"}}
    for seed in range(30):
        made = profile(material(people, codebook("leak"), facts=facts), [], groups(4), seed=seed, k=2)
        assert 34 <= made[0].identity.age <= 38


@pytest.mark.parametrize(("k", "known"), [(3, {34, 80}), (4, set())])
def test_where_few_members_say_their_age_the_invented_one_tells_nothing_of_it(people, material, codebook, k, known):
    facts = {"P-1": {"age": "34"}, "P-2": {"age": "34"}, "P-7": {"age": "80"}}
    study = material(people, codebook("leak"), facts=facts)
    ages = {profile(study, [], groups(4), seed=seed, k=k)[0].identity.age for seed in range(40)} - {None}
    assert bool(ages) is bool(known)
    assert not known or (len(ages) > 5 and min(known) <= min(ages) <= max(ages) <= max(known))


def test_the_documents_and_coders_of_the_members_are_named(people, persona, codebook, coding):
    codings = [
        coding(people[0], "leak", coder="B"),
        coding(people[1], "leak", coder="A"),
        coding(people[6], "leak", coder="C"),
    ]
    found = persona(codebook("leak"), codings)
    assert found.provenance.documents == ("i1", "i2", "i3", "i4")
    assert found.provenance.coders == ("A", "B")


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_every_claim_of_a_sample_rests_on_words_at_their_place(segmented, name):
    material, codings, segments = segmented(name)
    for persona in profile(material, codings, segments, seed=1):
        assert persona.claims
        for claim in persona.claims:
            assert 2 <= claim.holders == len(claim.evidence)
            assert claim.holders * 2 >= claim.size
            for quote in (*claim.evidence, *claim.against):
                quote.verify(material.transcript(quote.document))
                assert quote.participant in persona.members
