"""Everybody stands on every scale or is listed as silent, at any number of people."""

import pytest

from workbench.analysis.behaviour import Behaviour, BehaviouralVariable, Cell
from workbench.figures.scales import SHAPES, scales_chart
from workbench.language import Speech
from workbench.model.label import Label

SVG = "{http://www.w3.org/2000/svg}"
SAY = Speech("en")


def words(text):
    return Label(en=text, fr=text)


def code(name):
    return BehaviouralVariable(name, "code", words(f"does {name}"))


CALM = BehaviouralVariable("calm", "scale", words("calm"), words("hurried"), words("Calm"), (), 1.0, 5.0)


def chart(variables, points, groups=None, say=SAY):
    """Draw people P-00, P-01... with these points (None: silent) on each variable."""
    n = len(points[0])
    people = tuple(f"P-{i:02}" for i in range(n))
    cells = {v.id: tuple(Cell(point) for point in own) for v, own in zip(variables, points, strict=True)}
    groups = groups or {}
    return scales_chart(Behaviour(people, tuple(variables), cells), groups, {name: name for name in groups}, say)


def marks(figure, parsed):
    """Return x, y and what is written of each mark with something in it."""
    tree = parsed(figure.svg)
    told = {f"#{group.get('id')}": "".join(group.itertext()) for group in tree.iter(f"{SVG}g")}
    placed = [(float(use.get("x")), float(use.get("y")), told[use.get("href")]) for use in tree.iter(f"{SVG}use")]
    return [mark for mark in placed if mark[2]]


def test_every_person_is_a_mark_on_each_scale_or_is_listed_as_silent(parsed):
    figure = chart([code("a"), CALM], [(1.0, 0.0, None, 1.0), (1.0, 2.5, 5.0, None)])
    assert len(marks(figure, parsed)) == 6
    assert figure.table[1] == ["does a", "P-00, P-03", "–", "P-01", "P-02"]
    assert figure.table[2] == ["Calm: hurried ↔ calm", "P-00", "P-01 (2.5)", "P-02", "P-03"]


def test_those_who_said_it_stand_beside_its_name_and_the_contrary_on_the_other_side(parsed):
    (said, _, _), (denied, _, _) = sorted(marks(chart([code("a")], [(1.0, 0.0)]), parsed), key=lambda mark: mark[2])
    assert said < denied


def test_a_higher_rating_stands_further_right(parsed):
    found = sorted(marks(chart([CALM], [(1.0, 2.0, 3.0, 4.0, 5.0)]), parsed), key=lambda mark: mark[2])
    places = [x for x, _, _ in found]
    assert places == sorted(places)
    assert len(set(places)) == 5


@pytest.mark.parametrize("people", [1, 2, 10, 20, 24, 25, 61])
@pytest.mark.parametrize("spread", [(1.0,), (1.0, 5.0), (1.0, 3.0, 5.0), (1.0, 1.5, 2.0, 3.5, 4.0, 5.0)])
def test_no_mark_covers_another(parsed, people, spread):
    points = [spread[i % len(spread)] for i in range(people)]
    groups = {f"p{k + 1}": [f"P-{i:02}" for i in range(k, people, 7)] for k in range(6)}
    found = marks(chart([CALM, CALM], [points, points], groups), parsed)
    assert found
    for i, (x, y, _) in enumerate(found):
        assert all(abs(x - a) >= 20 or abs(y - b) >= 20 for a, b, _ in found[:i])


def test_personas_differ_in_shape_and_in_colour():
    groups = {f"p{i + 1}": [f"P-{i:02}"] for i in range(6)}
    svg = chart([code("a")], [(1.0,) * 7], groups).svg
    assert len(set(SHAPES)) == 6
    assert all(shape in svg for shape in SHAPES)
    assert all(f"--p{i + 1}," in svg for i in range(6))


def test_many_people_are_counted_by_persona_and_the_table_still_names_them(parsed):
    groups = {"p1": [f"P-{i:02}" for i in range(30)], "p2": [f"P-{i:02}" for i in range(30, 60)]}
    figure = chart([code("a")], [[1.0] * 40 + [None] * 21], groups)
    assert sorted(text for _, _, text in marks(figure, parsed)) == ["10", "30"]
    assert "P-39" in figure.table[1][1]
    assert SAY("scales_counts") in figure.caption


def test_the_alternative_text_counts_the_ends_that_one_persona_holds():
    groups = {"p1": ["P-00", "P-01"], "p2": ["P-02", "P-03"]}
    variables, points = [code("a"), code("b")], [(1.0, 1.0, None, None), (1.0, None, 1.0, 1.0)]
    assert chart(variables, points, groups).alt == SAY("scales_alt", x=1, v=2)
    assert chart(variables, points).alt == SAY("scales_alt_none", n=4, v=2)


def test_without_groups_nobody_is_said_to_fit_none():
    assert SAY("fits_none") not in chart([code("a")], [(1.0, None)]).svg
