"""What other methods say and what the groups hang on is told in both languages, whatever they found."""

from dataclasses import replace

import pytest

from workbench.analysis.second_opinion import Opinion
from workbench.analysis.segmentation import Segmentation
from workbench.analysis.sensitivity import Omission, Sensitivity
from workbench.language import Speech
from workbench.report.cross_check import hanging, opinion_row, verdict
from workbench.report.sections import Report

NONE = Opinion("medoids", (("P-1", "P-2"),), (), "no_structure")
SAME = Opinion("factors", (("P-1",), ("P-2",)), (), "found", 0.4, 1.0, 1.0, 2)
OTHER = replace(SAME, agreement=0.5, agreement_all=0.4, elsewhere=("P-1",))
REST = replace(SAME, agreement_all=0.8, elsewhere=("P-1",))


@pytest.fixture(params=["en", "fr"])
def say(request):
    return Speech(request.param)


@pytest.fixture
def told(walked):
    """Return the startup sample's results with other opinions, and other groups or omissions where given."""

    def make(*opinions, reason="found", omissions=None):
        found = walked("startup")
        found = replace(found, segments=replace(found.segments, reason=reason))
        found.__dict__["opinions"] = opinions
        if omissions is not None:
            found.__dict__["sensitivity"] = omissions
        return found

    return make


@pytest.mark.parametrize(
    ("opinions", "reason", "key", "values"),
    [
        ((SAME, SAME), "found", "second_same", {"n": 2}),
        ((OTHER, OTHER), "found", "second_part_none", {"n": 2}),
        ((SAME, OTHER), "found", "second_part", {"x": 1, "n": 2}),
        ((SAME, OTHER), "found", "second_elsewhere", {"x": 1, "who": "P-1"}),
        ((SAME, REST), "found", "second_only_left", {"x": 1, "who": "P-1"}),
        ((SAME, NONE), "found", "second_without", {"x": 1}),
        ((NONE, NONE), "no_structure", "second_found_none", {"n": 2}),
        ((NONE, SAME), "no_structure", "second_found_some", {"x": 1, "n": 2}),
    ],
)
def test_the_verdict_says_what_the_methods_say(told, say, opinions, reason, key, values):
    assert say(key, **values) in verdict(told(*opinions, reason=reason), say)


def test_a_method_that_places_somebody_elsewhere_is_not_said_to_find_the_same(told, say):
    assert say("second_same", n=2) not in verdict(told(SAME, OTHER), say)


@pytest.mark.parametrize("reason", ["no_structure", "no_variables", "too_few", "one_asked"])
def test_a_method_without_groups_has_a_reason_in_place_of_an_agreement(say, reason):
    row = opinion_row(replace(NONE, reason=reason), say)
    assert row == (say("method_medoids"), say(f"second_{reason}"), "–", "–", "–")


def test_agreement_is_told_over_those_both_place_and_over_all(say):
    assert opinion_row(OTHER, say)[3] == say("second_agreement_cell", a=say.number(0.5, 2), x=2, all=say.number(0.4, 2))


def test_what_changes_nothing_is_said_to_change_nothing(told, say):
    still = Sensitivity((Omission("participant", "P-1", 2, 1.0, ()),), 1, 0)
    assert hanging(told(omissions=still), say) == (say("hangs_none", n=1, m=0), ())


def test_the_participant_and_the_code_that_change_most_are_named(told, say):
    results = told()
    code = results.material.codebook.codes[0]
    cases = (Omission("participant", "P-1", 1, 0.0, ("P-2",)), Omission("code", code.id, 2, 0.5, ("P-3",)))
    lead, (first, second) = hanging(told(omissions=Sensitivity(cases, 1, 1)), say)
    assert lead == say("hangs_some", x=1, n=1, y=1, m=1)
    assert "P-1" in first
    assert "P-2" in first
    assert say.of(code.label) in second
    assert say.number(0.5, 2) in second


def test_where_not_everybody_was_left_out_it_is_told(told, say):
    one = (Omission("participant", "P-1", 2, 1.0, ()),)
    assert say("hangs_capped", n=90, m=80) in hanging(told(omissions=Sensitivity(one, 90, 80)), say)[0]


@pytest.mark.parametrize("reason", ["too_few", "no_variables", "one_asked", "no_structure", "unstable"])
def test_the_report_of_one_group_claims_no_second_opinion_that_was_not_asked(walked, reason):
    found, tried = walked("startup", "en"), reason in ("no_structure", "unstable")
    people = tuple(person.pseudonym for person in found.material.participants)
    scores = {2: 0.1} if tried else None
    found = replace(found, segments=Segmentation({"p1": people}, (), reason, scores=scores))
    html = Report(found).section("know").html
    assert (Speech("en")("second_title") in html) == tried
    assert Speech("en")("hangs_title") not in html
