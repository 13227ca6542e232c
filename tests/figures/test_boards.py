"""What holds for every further picture of a journey, in both languages."""

from __future__ import annotations

import pytest

from figures.boxes import texts
from workbench.analysis.mind_tree import mind_tree
from workbench.analysis.rollups import Dimension, roll_ups
from workbench.analysis.touchpoints import priorities
from workbench.figures.effects import Influence, Reading, morris_chart, sobol_chart
from workbench.figures.flow import flow_figure
from workbench.figures.life_cycle import Move, State, life_cycle
from workbench.figures.mind_map import mind_map
from workbench.figures.priority_matrix import priority_matrix
from workbench.figures.roll_ups import roll_ups_figure
from workbench.figures.tornado import Bar, tornado
from workbench.simulation.expected_flow import expected_flows
from workbench.simulation.process import process_of

HOSTILE = "<script>alert('x')</script> & ]]> <b"


def influences(r):
    return [
        Influence(step.label.en, (Reading(i / 10, 0.0, 1.0), Reading(0.2))) for i, step in enumerate(journey(r).steps)
    ]


def journey(r):
    return r.material.journey


def states(r):
    return [State(step.id, step.label.en) for step in journey(r).steps[:4]]


def moves(r):
    names = [state.id for state in states(r)]
    return [Move(one, other, 0.2) for one in names for other in names]


def gathered(r):
    people = {person.pseudonym for person in r.material.participants}
    return {one: roll_ups(journey(r), one, r.codings, r.material.codebook, people=people) for one in Dimension}


DRAWN = {
    "mind_map": lambda r, say: mind_map(mind_tree(journey(r), r.material.codebook, r.maps[0]), say),
    "priorities": lambda r, say: priority_matrix(priorities(journey(r), r.maps), journey(r), say),
    "roll_ups": lambda r, say: roll_ups_figure(gathered(r), journey(r), say),
    "flow": lambda r, say: flow_figure(expected_flows(process_of(journey(r))), journey(r), say),
    "tornado": lambda r, say: tornado(
        [Bar(step.label.en, 0.2, 0.4, "1", "2", "x") for step in journey(r).steps], say,
        outcome="Conversion", base=0.3, shown=say.percent,
    ),
    "morris": lambda r, say: morris_chart(influences(r), say),
    "sobol": lambda r, say: sobol_chart(influences(r), say),
    "life_cycle": lambda r, say: life_cycle(states(r), moves(r), say),
}  # fmt: skip


@pytest.fixture(params=DRAWN)
def board(request):
    return DRAWN[request.param]


def test_a_board_says_in_words_what_it_shows(study, board, say):
    figure = board(study, say)
    assert len(figure.alt) > 20
    assert len(figure.caption) > 20
    assert figure.alt.rstrip("\u201d»)")[-1] in ".?!"


def test_a_board_has_a_table_with_one_header_and_rows_as_long_as_it(study, board, say):
    header, *rows = board(study, say).table
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert all(isinstance(cell, str) and cell for row in (header, *rows) for cell in row)


def test_the_same_results_give_the_same_bytes(study, board, say):
    assert board(study, say) == board(study, say)


def test_names_cannot_add_markup_to_a_board(study, board, say, parsed, renamed):
    figure = board(renamed(study, HOSTILE), say)
    picture = parsed(figure.svg)
    assert not [part for part in picture.iter() if part.tag.rpartition("}")[2] in ("script", "b")]
    assert picture.get("aria-label") == figure.alt
    assert "<script" not in figure._repr_html_()


def test_a_board_is_text_that_can_be_read_and_searched(study, board, say):
    assert len(texts(board(study, say).svg)) > 5


def test_a_board_takes_every_colour_from_the_page(study, board, say, parsed):
    inks = {part.get(name) for part in parsed(board(study, say).svg).iter() for name in ("fill", "stroke")}
    assert all(ink is None or ink == "none" or ink.startswith("var(--") for ink in inks)
