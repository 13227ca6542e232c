"""A field of counted marks: where they stand, how large they are and what is written on them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.matrix import LABEL, Field, Mark, cut, marks

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = st.lists(st.lists(st.integers(0, 130), min_size=4, max_size=4), min_size=1, max_size=4)


def drawn(parsed, place, found):
    return parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(marks(place, found))}</svg>')


def found_in(rows, most):
    return [Mark(i, j, count, count / most) for i, row in enumerate(rows) for j, count in enumerate(row)]


@given(COUNTS)
def test_every_count_but_0_is_written_once_in_the_middle_of_its_cell(parsed, rows):
    place = Field(4)
    picture = drawn(parsed, place, found_in(rows, 130))
    written = set()
    for line in picture.iter(f"{SVG}text"):
        row = round((float(line.get("y")) - 4.5) // place.height)
        singles = zip((line.get("x") or "").split(), line.text or "", strict=True)
        spans = [(span.get("x"), span.text) for span in line.iter(f"{SVG}tspan")]
        for x, count in [*singles, *spans]:
            written.add((row, (float(x) - LABEL - place.side / 2) / place.side, int(count)))
    assert written == {(i, float(j), n) for i, row in enumerate(rows) for j, n in enumerate(row) if n}


@given(COUNTS)
def test_there_are_as_many_marks_as_counts_that_are_not_0(parsed, rows):
    outlines = "".join(path.get("d") for path in drawn(parsed, Field(4), found_in(rows, 130)).iter(f"{SVG}path"))
    assert outlines.count("z") == sum(n > 0 for row in rows for n in row)


@pytest.mark.parametrize("round_", [False, True])
def test_four_times_the_count_has_twice_the_width(parsed, round_):
    found = [Mark(0, 0, 1, 0.2, round=round_), Mark(0, 1, 4, 0.8, round=round_)]
    outlines = next(drawn(parsed, Field(2), found).iter(f"{SVG}path")).get("d")
    sizes = re.findall(r"a([\d.]+) [^z]*z" if round_ else r"h([\d.]+)v", outlines)
    small, large = (float(size) for size in sizes)
    assert large / small == pytest.approx(2, rel=0.06)


def test_a_mark_never_leaves_its_cell(parsed):
    outline = next(drawn(parsed, Field(1), [Mark(0, 0, 9, 3.0)]).iter(f"{SVG}path")).get("d")
    assert float(re.search(r"h([\d.]+)", outline)[1]) <= Field(1).side


def test_where_there_is_no_room_no_count_is_written(parsed):
    assert not list(drawn(parsed, Field(60, roomy=False), [Mark(0, 3, 7, 1.0)]).iter(f"{SVG}text"))


def test_a_break_moves_its_column_and_those_after_it():
    plain, parted = Field(4), Field(4, breaks=(2,))
    assert [parted.x(i) - plain.x(i) for i in range(4)] == [0, 0, 9, 9]


@given(st.text(max_size=40), st.integers(2, 30))
def test_a_cut_text_has_at_most_so_many_letters(text, most):
    told = cut(text, most)
    assert len(told) <= most
    assert told == text or (len(text) > most and told.endswith("…"))
