"""Those who buy together share what all of them say, and contradict each other where the codebook says so."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.buying_group import buying_group
from workbench.analysis.profiling import profile
from workbench.analysis.segmentation import Segmentation
from workbench.model.brief import Brief


def group_of(material, codebook, interview, coding, *members, k=None):
    people = [interview("It leaks. It is dear.", document=f"i{n}", participant=f"P-{n}") for n in range(1, 5)]
    book = codebook("leak", {"id": "dear", "opposite": "cheap"}, "cheap")
    codings = [coding(one, "leak") for one in people]
    codings += [coding(one, "dear", "It is dear.") for one in people[:2]] + [coding(one, "cheap") for one in people[2:]]
    facts = {f"P-{n}": {"committee_role": "User" if n > 2 else "decider"} for n in range(1, 5)}
    study = material(people, book, codings, facts=facts)
    brief = Brief.model_validate(study.brief.model_dump() | {"market": "b2b", "buying_group": members})
    segments = Segmentation({"p1": ("P-1", "P-2"), "p2": ("P-3", "P-4")}, (), "found")
    study = replace(study, brief=brief)
    return buying_group(study, codings, profile(study, codings, segments, seed=1), k=k)


DECIDER = {"role": "decider", "personas": ["p1"]}


def test_what_all_say_is_shared_and_opposites_are_told(material, codebook, interview, coding):
    found = group_of(material, codebook, interview, coding, DECIDER, {"role": "user", "personas": ["p2"]})
    assert found.shared == ("leak",)
    assert [(c.one.member.role, c.code, c.other.member.role, c.opposite) for c in found.contradictions] == [
        ("decider", "dear", "user", "cheap")
    ]


def test_participants_hold_what_half_of_them_said_and_too_few_are_not_looked_at(material, codebook, interview, coding):
    user = {"role": "user", "people": ["user"]}
    found = group_of(material, codebook, interview, coding, DECIDER, user)
    assert found.places[1].people == ("P-3", "P-4")
    assert found.places[1].codes == {"leak", "cheap"}
    few = group_of(material, codebook, interview, coding, DECIDER, user, k=5)
    assert few.places[1].few
    assert (few.places[1].codes, few.shared, few.contradictions) == (frozenset(), (), ())


def test_without_a_buying_group_there_is_none(material, codebook, interview, coding):
    assert group_of(material, codebook, interview, coding) is None
