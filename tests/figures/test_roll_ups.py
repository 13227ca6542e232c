"""Steps by channel, mode, direction and owner: bars true, people as x of n."""

from __future__ import annotations

import re

import pytest
from conftest import SAMPLES

from figures.boxes import outside, touching, xml_of
from workbench.analysis.rollups import Dimension, RollUp, roll_ups
from workbench.figures.roll_ups import BAR, METER, roll_ups_figure
from workbench.model.label import Label
from workbench.reading.study_folder import read_material

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def materials():
    return {name: read_material(name) for name in SAMPLES}


@pytest.fixture(params=SAMPLES)
def drawn(materials, request, say):
    """Return a sample's journey, its roll-ups with what everybody said, and the figure of them."""
    material = materials[request.param]
    people = {person.pseudonym for person in material.participants}
    found = {
        dimension: roll_ups(material.journey, dimension, material.codings, material.codebook, people=people)
        for dimension in Dimension
    }
    return material.journey, found, roll_ups_figure(found, material.journey, say)


def test_no_text_lies_over_another_and_none_is_cut(drawn):
    assert touching(drawn[2].svg) == []
    assert outside(drawn[2].svg) == []


def test_bars_are_as_long_as_their_share_of_the_steps(drawn):
    journey, found, figure = drawn
    widths = [float(bar.get("width")) for bar in xml_of(figure.svg).iter(f"{SVG}rect")]
    shares = [len(one.steps) / len(journey.steps) for own in found.values() for one in own]
    assert widths == pytest.approx([BAR * share for share in shares], abs=0.01)


def test_people_are_x_of_n_and_never_a_percentage(drawn, say):
    _, found, figure = drawn
    assert "%" not in " ".join([figure.svg, figure.alt, figure.caption, *(c for row in figure.table for c in row)])
    rows = [one for own in found.values() for one in own]
    for row, one in zip(figure.table[1:], rows, strict=True):
        assert row[3] == say("x_of_n", x=one.spoke, n=one.size)


def rolled(value, steps, pained=0, size=10):
    return RollUp(Dimension.CHANNEL, value, tuple("abcdefgh"[:steps]), size, size, (), pained, 0, 0)


def named(text):
    return Label(en=text, fr=text)


def test_the_finding_names_the_largest_only_where_there_is_one(materials, say):
    journey = materials["startup"].journey
    one = roll_ups_figure({Dimension.CHANNEL: [rolled(named("web"), 3, 5), rolled(named("shop"), 2, 4)]}, journey, say)
    assert "Web" in one.alt
    tied = roll_ups_figure({Dimension.CHANNEL: [rolled(named("web"), 2), rolled(named("shop"), 2)]}, journey, say)
    assert tied.alt == say("roll_up_even", n=13)


def test_what_is_not_stated_is_never_the_largest(materials, say):
    journey = materials["startup"].journey
    own = [rolled(named("web"), 2), rolled(named("shop"), 1), rolled(None, 8)]
    figure = roll_ups_figure({Dimension.CHANNEL: own}, journey, say)
    assert say("roll_up_unstated") not in figure.alt
    assert "Web" in figure.alt


def test_where_nobody_was_asked_the_described_pains_stand_in_their_place(materials, say):
    journey = materials["travel"].journey
    figure = roll_ups_figure({Dimension.MODE: roll_ups(journey, Dimension.MODE)}, journey, say)
    assert say("roll_up_spoke") not in figure.svg
    assert re.search(say("roll_up_described").split()[0], figure.svg)


def test_the_line_under_a_count_is_as_long_as_its_share_of_those_asked(materials, say):
    journey = materials["startup"].journey
    own = [rolled(named("web"), 3, 5), rolled(named("shop"), 2)]
    drawn = xml_of(roll_ups_figure({Dimension.CHANNEL: own}, journey, say).svg).iter(f"{SVG}path")
    lines = [part for part in drawn if part.get("stroke-width") == "3"]
    long = [float(part.get("d").rpartition("h")[2]) for part in lines if "--low" in part.get("stroke")]
    assert long == pytest.approx([METER * 0.5])
    assert sum("--rule" in part.get("stroke") for part in lines) == 3 * len(own)
