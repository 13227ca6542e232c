"""What the section on how we know says of the coding and of the sample."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from conftest import SAMPLES

from workbench.analysis.agreement import Agreement
from workbench.analysis.sample import SampleWarning
from workbench.analysis.saturation import Saturation, Spread
from workbench.language import Speech
from workbench.report.sections import Report


def know(results):
    return BeautifulSoup(Report(results).section("know").html, "html.parser")


def words(results):
    return " ".join(know(results).get_text().split())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_alpha_is_given_with_its_interval(walked, name, language):
    results, say = walked(name, language), Speech(language)
    low, high = results.agreement.interval
    sentence = say("alpha_interval", low=say.number(low, 2), high=say.number(high, 2))
    assert " ".join(sentence.split()) in words(results)


def test_an_alpha_without_interval_says_why(walked):
    results = walked("startup", "en")
    results = replace(results, agreement=replace(results.agreement, interval=None))
    assert Speech("en")("alpha_no_interval") in words(results)


@pytest.mark.parametrize("name", SAMPLES)
def test_agreement_is_shown_for_each_code_the_lowest_first(walked, name):
    results, say = walked(name, "en"), Speech("en")
    table = know(results).find("caption", string=lambda text: text and "code by code" in text).parent
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert len(rows) == len(results.agreement.by_code)
    shown = [row[1] for row in rows]
    assert shown == [say.number(value, 2) for value in sorted(c.alpha for c in results.agreement.by_code)]


def test_no_table_of_agreement_is_shown_where_nobody_coded_twice(walked):
    results = replace(walked("startup", "en"), agreement=Agreement(None, 0, (), (), undefined="apart"))
    assert "code by code" not in words(results)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reason", ["nobody", "one_coder", "apart", "one_value"])
def test_an_undefined_agreement_is_told_with_its_reason(walked, language, reason):
    alone = Agreement(None, 0, (), (), undefined=reason)
    told = words(replace(walked("startup", language), agreement=alone, disagreements=()))
    assert " ".join(Speech(language)(f"alpha_{reason}").split()) in told
    assert "Krippendorff" not in told.split(Speech(language)("passages"))[0]


def test_a_code_without_alpha_is_undefined_and_comes_last(walked):
    results = walked("startup", "en")
    first, *rest = results.agreement.by_code
    changed = replace(results.agreement, by_code=(replace(first, alpha=None), *rest))
    table = know(replace(results, agreement=changed)).find("caption", string=lambda t: t and "code by code" in t).parent
    assert table.select("tbody tr")[-1].td.get_text() == "undefined"


@pytest.mark.parametrize(
    ("spread", "part"),
    [
        (Spread(500, 497, 4, 5, 6), "In 497 of 500 shuffled orders"),
        (Spread(500, 0, None, None, None), "In none of 500 shuffled orders"),
    ],
)
def test_saturation_is_told_over_shuffled_orders(walked, spread, part):
    assert part in words(replace(walked("startup", "en"), spread=spread))


def test_shuffled_orders_of_too_few_interviews_are_not_told(walked):
    few = Saturation((3, 1), 4, 2, (), None)
    assert "shuffled orders" not in words(replace(walked("startup", "en"), saturation=few))


def test_coverage_is_told_with_its_range_and_not_at_all_where_nothing_was_said(walked):
    results = walked("startup", "en")
    assert "of what participants said carries a code, from" in words(results)
    assert "of what the participant said carries a code." in words(replace(results, coverage=results.coverage[:1]))
    assert "carries a code" not in words(replace(results, coverage=()))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_sample_leaves_out_is_told(walked, language):
    results, say = walked("startup", language), Speech(language)
    assert say("sample_note") not in words(results)
    found = (
        SampleWarning("no_customer", 0, 4),
        SampleWarning("one_sided", 4, 4, "prospect"),
        SampleWarning("other", 1, 4, "other"),
    )
    told = words(replace(results, sample_warnings=found))
    for warning in found:
        relation = say(f"relation_{warning.relation}") if warning.relation else ""
        sentence = say(f"sample_{warning.gap}", x=warning.x, n=warning.n, relation=relation)
        assert " ".join(sentence.split()) in told


def test_alpha_is_judged_by_the_lower_end_of_its_interval(walked):
    results = walked("travel", "en")
    assert results.agreement.alpha >= 0.8 > results.agreement.interval[0]
    assert Speech("en")("alpha_fair") in words(results)
    assert Speech("en")("alpha_good") not in words(results)
