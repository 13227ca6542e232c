"""What tells personas apart, people counted one by one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.intervals import difference
from workbench.analysis.variables import holders
from workbench.figures.comparison import MOST_DOTS, SHOWN, Contrast, comparison, contrasts
from workbench.language import Speech

SIZES = st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40))
MOST = {"en": "tells the personas apart most", "fr": "sépare le plus"}
COUNTS = SIZES.flatmap(lambda sizes: st.tuples(st.tuples(*(st.integers(0, n) for n in sizes)), st.just(sizes)))


def names_of(results):
    return {persona.id: persona.identity.name for persona in results.personas}


def drawn(results, language="en", personas=None):
    book = results.material.codebook
    people = results.personas if personas is None else personas
    return comparison(people, holders(results.codings, book), book, names_of(results), Speech(language))


def found(results):
    return contrasts(results.personas, holders(results.codings, results.material.codebook))


@given(COUNTS)
def test_the_spread_is_that_of_the_two_shares_farthest_apart(counts):
    held, sizes = counts
    shares = [x / n for x, n in zip(held, sizes, strict=True)]
    assert Contrast("c", held, sizes).spread == max(shares) - min(shares)


@given(COUNTS)
def test_an_interval_is_given_from_ten_people_on_and_holds_the_difference(counts):
    contrast = Contrast("c", *counts)
    high, low = contrast.ends
    if min(contrast.sizes[high], contrast.sizes[low]) < 10:
        assert contrast.interval is None
    else:
        assert contrast.interval[0] - 1e-12 <= contrast.spread <= contrast.interval[1] + 1e-12


def test_the_interval_is_newcombes():
    assert Contrast("c", (56, 48), (70, 80)).interval == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert difference(56, 70, x2=48, n2=80)[0] == pytest.approx(0.2)


def test_the_largest_difference_comes_first_and_what_does_not_differ_is_left_out(study):
    spreads = [contrast.spread for contrast in found(study)]
    assert spreads == sorted(spreads, reverse=True)
    assert spreads[-1] > 0


def test_the_table_has_every_code_that_differs_with_each_personas_count(study):
    header, *rows = drawn(study).table
    assert len(rows) == len(found(study)) > SHOWN
    assert list(header[1:]) == [persona.identity.name for persona in study.personas]
    for row, contrast in zip(rows, found(study), strict=True):
        counts = zip(contrast.held, contrast.sizes, strict=True)
        assert list(row[1:]) == [f"{x}\u00a0of\u00a0{n}" for x, n in counts]


def test_as_many_marks_are_filled_as_members_hold_the_code(study, parsed):
    picture = parsed(drawn(study).svg)
    marks = [part for part in picture.iter() if part.get("stroke-width") == "1.2"]
    filled = sum(part.get("d").count("M") for part in marks if part.get("fill") != "none")
    empty = sum(part.get("d").count("M") for part in marks if part.get("fill") == "none")
    shown = found(study)[:SHOWN]
    assert filled + empty == sum(sum(contrast.sizes) for contrast in shown)
    assert filled == sum(sum(contrast.held) for contrast in shown)


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_few_people_are_never_a_percentage(walked, name, language):
    figure = drawn(walked(name), language)
    cells = [cell for row in figure.table for cell in row]
    told = re.sub(r"95\s?%", "", " ".join([figure.svg, figure.alt, figure.caption, *cells]))
    assert "%" not in told
    assert "points" not in figure.svg


@pytest.mark.real
def test_many_people_are_bars_with_the_interval_of_the_difference_beside_them(walked):
    results = walked("biogas")
    assert max(persona.size for persona in results.personas) > MOST_DOTS
    figure = drawn(results)
    assert re.search(r"\+\d+ \([+−]\d+ to \+\d+\)", figure.table[1][-1])


def test_one_persona_is_compared_with_nobody(study):
    assert drawn(study, personas=study.personas[:1]) is None


def test_each_persona_has_its_shape_and_its_name_over_its_column(study, parsed):
    picture = parsed(drawn(study).svg)
    heads = [p for p in picture.iter() if p.tag.endswith("path") and p.get("d").count("M") == 1 and p.get("fill")]
    assert len({re.sub("^M[-.0-9]+ [-.0-9]+", "", head.get("d")) for head in heads}) == len(study.personas)
    written = " ".join("".join(part.itertext()) for part in picture.iter() if part.tag.endswith("text"))
    assert all(word in written for p in study.personas for word in p.identity.name.split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_several_codes_differ_as_much_none_is_said_to_differ_most(study, language):
    say, spreads = Speech(language), [contrast.spread for contrast in found(study)]
    tied = sum(spread == spreads[0] for spread in spreads)
    assert tied > 1
    assert say.count(tied) in drawn(study, language).alt
    assert MOST[language] not in drawn(study, language).alt


def test_a_name_that_does_not_fit_a_line_is_broken_and_not_cut(walked):
    svg = drawn(walked("agency", "en")).svg
    assert "…" not in svg
    assert ">Watkins<" in svg
