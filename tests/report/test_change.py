"""What the section on what would change it says, held against what was simulated."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from conftest import SAMPLES

from workbench.figures.what_if import points
from workbench.language import Speech
from workbench.model.claim import claim_register
from workbench.report.influence import money, number_name
from workbench.report.influence_chart import BARS
from workbench.report.levers import levers, rounded_up
from workbench.report.questioned import screened
from workbench.report.sections import Report
from workbench.report.summary import margin_of
from workbench.simulation.batch_expectations import Measure, measured
from workbench.simulation.changes import combined
from workbench.simulation.interval import Interval
from workbench.study import Study
from workbench.walk import PAIRED, QUESTIONED, paired

LANGUAGES = ("en", "fr")
NUMBER = re.compile(r"[−+]?[€$]?[\d,]+(?:\.\d+)?%?")
ROWS = {
    "Days until they leave, on average": ("days", Measure.DAYS),
    "Steps taken, on average": ("visits", Measure.STEPS),
    "Revenue per customer who enters": ("revenue", Measure.REVENUE),
    "Cost per customer who enters": ("cost", Measure.COST),
    "Margin per customer who enters": ("margin", Measure.MARGIN),
    "Customers brought by one (K)": ("referrals", Measure.REFERRALS),
    "Changes of channel, on average": ("switches", None),
}
SHARES = {
    "Conversion": ("converted", Measure.CONVERSION),
    "Kept: neither lost nor gone": ("kept", Measure.KEPT),
    "Advocates: leave recommending": ("advocates", None),
}


def section(results, name="change"):
    return BeautifulSoup(Report(results).section(name).html, "html.parser")


def words(soup):
    return " ".join(soup.get_text().split())


def rows_of(soup, table):
    body = soup.find(id=table).select("tbody tr")
    return {words(row.th): row.find_all("td") for row in body if row.th}


def is_about(written, value):
    """Say whether a number as written is the value, rounded to as many digits as it has."""
    digits = len(written.rstrip("%").partition(".")[2])
    number = float(re.sub(r"[€$,%+]", "", written).replace("−", "-"))
    return abs(number - value * (100 if written.endswith("%") else 1)) <= 0.5 * 10**-digits + 1e-9


def holds(cell, *values):
    """Say whether a cell has these numbers, in this order, as its first ones."""
    found = NUMBER.findall(words(cell))[: len(values)]
    return len(found) == len(values) and all(map(is_about, found, values))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_share_of_the_answers_is_that_of_the_outcome(walked, name):
    results = walked(name, "en")
    rows = rows_of(section(results), "answers")
    for label, (field, measure) in SHARES.items():
        for cell, outcome in zip(rows.get(label, ()), results.outcomes, strict=label in rows):
            found = getattr(outcome, field)
            values = [found.count, found.n, *found.interval]
            if measure:
                over = outcome.ranges[measure]
                values += [over.low, over.high, over.stated]
            assert holds(cell, *values), (label, words(cell), values)
    assert {"Conversion", "Kept: neither lost nor gone", "Still under way"} <= set(rows)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_mean_of_the_answers_is_that_of_the_outcome(walked, name):
    results = walked(name, "en")
    rows = rows_of(section(results), "answers")
    for label in ROWS.keys() & rows.keys():
        mean, measure = ROWS[label]
        for cell, outcome in zip(rows[label], results.outcomes, strict=True):
            found = outcome.means[mean]
            values = [found.value, *found.interval]
            if measure in outcome.ranges:
                over = outcome.ranges[measure]
                values += [over.low, over.high, over.stated]
            assert holds(cell, *values), (label, words(cell), values)
    for cell, outcome in zip(rows["Strongest and last feeling, −2 to +2"], results.outcomes, strict=True):
        around = outcome.means["around"]
        assert holds(cell, around.value / 2, *(end / 2 for end in around.interval))
    for cell, outcome in zip(rows["Days until then"], results.outcomes, strict=True):
        low, middle, high = outcome.days
        assert holds(cell, middle, 8, 10, low, high)


def test_growth_stands_beside_the_customers_brought_by_one(walked):
    results = walked("travel", "en")
    cells = rows_of(section(results), "answers")["Customers brought by one (K)"]
    for cell, outcome in zip(cells, results.outcomes, strict=True):
        assert is_about(NUMBER.findall(words(cell))[-1], outcome.expected.growth)


def test_what_the_journey_says_nothing_of_has_no_row_and_is_named(walked):
    soup = section(walked("agency", "en"))
    assert walked("agency").material.journey.referral is None
    assert "Customers brought by one (K)" not in rows_of(soup, "answers")
    assert "customers brought by one (K)" in words(soup)


@pytest.mark.parametrize("name", SAMPLES)
def test_losses_are_told_of_those_who_come_to_each_step(walked, name):
    results, say = walked(name, "en"), Speech("en")
    told = words(section(results))
    for outcome in results.outcomes:
        for lost, reached in zip(outcome.lost_at, outcome.steps, strict=True):
            assert f"{say.number(lost.count)} of {say.number(reached.count)} (" in told or not reached.count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_section_of_every_sample_has_its_three_parts_in_both_languages(walked, name, language):
    results, say = walked(name, language), Speech(language)
    soup = section(results)
    for part in ("happens", "levers", "matters"):
        assert soup.find(id=part)
    assert say("status_simulated") in words(soup.find(class_="lead"))
    figures = soup.find_all("figure")
    assert len(figures) == 4
    assert all(figure.find("table") and figure.svg["aria-label"] for figure in figures)
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_self_check_tells_how_many_numbers_and_how_far_off(walked, name):
    results, say = walked(name, "en"), Speech("en")
    told = words(section(results))
    for outcome in results.outcomes:
        assert f"{outcome.check.compared} numbers of the run" in told
        assert f"{say.number(outcome.check.worst, 1)} standard errors" in told


@pytest.mark.parametrize("name", SAMPLES)
def test_levers_are_ranked_and_told_with_their_gains_and_all_together_come_last(walked, name):
    results, say = walked(name, "en"), Speech("en")
    told = levers(results, say)
    journey = results.material.journey
    assert len(told) == len(journey.interventions) + 1
    assert told[-1].label == say("lever_together")
    labels = {say.of(action.label): action.id for action in journey.interventions}
    means = []
    for lever in told[:-1]:
        own = [found for found in results.what_ifs if found.interventions == (labels[lever.label],)]
        assert [effect.kept.value for effect in lever.effects] == [
            points(found.gain("kept").best.mean, say) for found in own
        ]
        assert [effect.exact for effect in lever.effects] == [points(found.gain("kept").exact, say) for found in own]
        means.append(sum(found.gain("kept").best.mean for found in own) / len(own))
    assert means == sorted(means, reverse=True)
    cells = [words(cell) for cell in section(results).find(id="lever-table").find_all(["th", "td"])]
    assert all(
        " ".join(effect.converted.value.split()) in " ".join(cells) for lever in told for effect in lever.effects
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_all_together_are_all_that_can_be_combined(walked, name):
    results = walked(name)
    for found, case in zip(results.together, results.cases.values(), strict=True):
        assert found.interventions == tuple(a.id for a in combined(case.process, results.material.journey))
        assert found.n == paired(results.study)


def test_a_cost_nobody_has_said_is_named_and_keeps_the_answer_open(walked):
    results, say = walked("travel", "en"), Speech("en")
    for found in results.what_ifs:
        label = next(a.label for a in results.material.journey.interventions if a.id == found.interventions[0])
        (lever,) = (own for own in levers(results, say) if own.label == say.of(label))
        assert (lever.unknown == say("lever_all_known")) == (not found.unknown)
        effect = next(e for e in lever.effects if e.persona == names(results)[found.persona])
        margin = found.gain("margin").best
        if margin.low > 0:
            amount = money(margin.mean, "EUR", say)
            assert effect.pays.startswith(say("lever_up_to" if found.unknown else "lever_leaves", amount=amount))


def names(results):
    return {persona.id: persona.identity.name for persona in results.personas}


@pytest.mark.parametrize(("value", "told"), [(3326.1, 3400), (141_716, 150_000), (7.2, 8), (100, 100), (0.4, 1)])
def test_customers_who_earn_a_cost_back_are_rounded_up_to_two_digits(value, told):
    assert rounded_up(value) == told


def test_a_lever_is_said_to_lose_or_leave_margin_only_where_all_personas_agree(walked):
    (found, *_) = walked("travel").what_ifs

    def with_margin(mean, half):
        gains = tuple(
            replace(g, paired=Interval(mean, half), controlled=None) if g.outcome == "margin" else g
            for g in found.gains
        )
        return replace(found, gains=gains)

    up, down, flat = with_margin(2.0, 1.0), with_margin(-2.0, 1.0), with_margin(0.5, 1.0)
    assert margin_of([up, up]) == "pays"
    assert margin_of([down, down]) == "loses"
    assert margin_of([up, down]) == margin_of([up, flat]) == "open"
    assert margin_of([replace(up, break_even=None)]) == "unpriced"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_each_persona_has_a_sentence_that_names_the_number_of_the_largest_swing(walked, name, language):
    results, say = walked(name, language), Speech(language)
    labels = {code.id: code.label for code in results.material.codebook.codes}
    told = words(section(results))
    for case in results.cases.values():
        for measure in QUESTIONED:
            number = widest(case, measure)
            assert " ".join(number_name(number, say, labels).split()) in told


def widest(case, measure):
    """Return the number whose ends lie farthest apart, each tried on its own."""
    found = {}
    for j, number in enumerate(case.numbers):
        if number.range:
            ends = [case.stated.copy() for _ in number.range]
            for vector, end in zip(ends, number.range, strict=True):
                vector[j] = end
            low, high = (measured(case, vector[None], measure)[0] for vector in ends)
            found[number.id] = abs(high - low)
    first = max(found, key=lambda name: found[name])
    return next(number for number in case.numbers if number.id == first)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_answer_names_the_assumption_that_matters_most_and_leads_to_the_others(walked, name):
    results, say = walked(name, "en"), Speech("en")
    soup = section(results, "answer")
    (link,) = soup.find_all("a", href="#matters")
    tornados = {own.id: results.influence[own.id, Measure.KEPT].swings[0] for own in results.personas}
    swing = max(tornados.values(), key=lambda own: own.width)
    labels = {code.id: code.label for code in results.material.codebook.codes}
    assert " ".join(number_name(swing.parameter, say, labels).split()) in words(link.parent)


def test_without_any_range_no_assumption_is_said_to_matter_most(walked):
    results = replace(walked("travel", "en"))
    results.__dict__["influence"] = {
        key: replace(found, swings=()) for key, found in walked("travel", "en").influence.items()
    }
    assert not section(results, "answer").find_all("a", href="#matters")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_claim_a_scenario_uses_is_in_the_register_with_its_grade(walked, name, language):
    results, say = walked(name, language), Speech(language)
    soup = section(results, "limits")
    used = {claim for action in results.material.journey.interventions for claim in action.claims}
    assert used == ({"chat_conversion"} if name == "travel" else set())
    if not used:
        assert " ".join(say("claims_unused").split()) in words(soup)
        return
    rows = {words(row.th): row.find_all("td") for row in soup.find(id="borrowed").find_next("table").select("tbody tr")}
    for claim in (claim_register().by_id[name] for name in used):
        cells = rows[" ".join(say.of(claim.claim).split())]
        assert words(cells[0]) == say(f"grade_{claim.grade}")
        assert words(cells[1]) == say(f"used_as_{claim.used_as}")
        assert words(cells[2]) == " ".join(say.of(claim.known).split())
    assert section(results).find("a", href="#borrowed")


def test_every_grade_and_use_of_a_claim_has_a_word():
    for claim in claim_register().claims:
        for language in LANGUAGES:
            assert Speech(language)(f"grade_{claim.grade}")
            assert Speech(language)(f"used_as_{claim.used_as}")


def test_what_ifs_are_tried_on_no_more_customers_than_tell_something():
    assert paired(Study(n_journeys=PAIRED - 1)) == PAIRED - 1
    assert paired(Study(n_journeys=10 * PAIRED)) == PAIRED


def test_nobody_pays_for_influence_who_does_not_ask(walked):
    results = replace(walked("travel", "en"))
    assert not {"influence", "together", "cases"} & set(vars(results))


def test_screening_ranks_the_assumptions_of_a_persona_whatever_the_others_are(walked):
    results, say = walked("travel", "en"), Speech("en")
    figure = screened(results, results.personas[0], say)
    sizes = [float(row[1]) for row in figure.table[1:]]
    assert len(sizes) == BARS
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0
