"""A relation's states by tenure: every move once, numbers apart, ways back under the states."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.boxes import boxes, outside, touching, xml_of
from workbench.figures.life_cycle import Move, State, life_cycle, life_cycle_of
from workbench.language import Speech
from workbench.reading.lifecycle_files import read_lifecycle

NAMES = ("account", "credit", "savings", "mortgage", "former")
STATES = [State(name, f"{name} customer", "some years") for name in NAMES]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), unique=True, max_size=25)


def drawn(pairs, say, p=0.25):
    return life_cycle(STATES, [Move(*pair, p) for pair in pairs], say)


@settings(max_examples=60)
@given(PAIRS)
def test_no_text_lies_over_another_and_none_is_cut(pairs):
    for language in ("en", "fr"):
        figure = drawn(pairs, Speech(language))
        assert touching(figure.svg) == []
        assert outside(figure.svg) == []


@given(PAIRS)
def test_every_move_has_its_number_once(pairs):
    figure = drawn(pairs, Speech("en"))
    assert [box.text for box in boxes(figure.svg)].count("25%") == len(pairs)
    assert len(figure.table) == len(pairs) + 1


def test_ways_back_are_numbered_under_the_states_and_ways_over_others_above(say):
    for pair, lies_above in ((("mortgage", "account"), False), (("account", "mortgage"), True)):
        figure = drawn([pair], say)
        state = next(part for part in xml_of(figure.svg).iter() if part.tag.endswith("rect"))
        top, number = float(state.get("y")), _number(figure, say)
        assert number.bottom < top if lies_above else number.top > top + float(state.get("height"))


def _number(figure, say):
    return next(box for box in boxes(figure.svg) if box.text == say.percent(0.25))


def test_a_move_that_never_happens_is_not_drawn(say):
    figure = life_cycle(STATES, [Move("account", "credit", 0.0), Move("credit", "savings", 0.5)], say)
    assert len(figure.table) == 2


def test_likelier_moves_are_thicker(say):
    figure = life_cycle(STATES, [Move("account", "credit", 0.9), Move("credit", "savings", 0.3)], say)
    lines = [part for part in xml_of(figure.svg).iter() if part.get("stroke-opacity") == "0.8"]
    widths = [float(line.get("stroke-width")) for line in lines]
    assert widths[0] == pytest.approx(3 * widths[1])


def test_staying_in_a_state_has_its_number_over_the_loop_and_under_what_passes(say):
    figure = life_cycle(STATES, [Move("credit", "credit", 0.4), Move("account", "savings", 0.25)], say)
    stay, over = (next(box for box in boxes(figure.svg) if box.text == say.percent(p)) for p in (0.4, 0.25))
    loop = next(part for part in xml_of(figure.svg).iter() if "C" in part.get("d", ""))
    drawn_to = [float(number) for number in re.findall(r"-?[\d.]+", loop.get("d"))]
    crown = (drawn_to[1] + 3 * drawn_to[3] + 3 * drawn_to[5] + drawn_to[7]) / 8 - float(loop.get("stroke-width")) / 2
    assert over.bottom < stay.top < stay.bottom < crown


def test_the_finding_names_the_first_and_last_state_and_the_rarest_way_ahead(say):
    moves = [Move("account", "credit", 0.9), Move("credit", "savings", 0.05), Move("savings", "account", 0.01)]
    alt = life_cycle(STATES, moves, say).alt
    for word in ("account customer", "former customer", "savings customer", say.percent(0.05)):
        assert word in alt


def bank(say, **changed):
    path = Path(str(files("workbench"))) / "samples" / "bank" / "lifecycle.yml"
    described = read_lifecycle(path)
    return described, life_cycle_of(described.model_copy(update=changed), say)


def test_a_described_life_cycle_shows_every_state_and_its_end_with_every_probability(say):
    described, figure = bank(say)
    told = " ".join(box.text for box in boxes(figure.svg))
    for one in (*described.states, *described.exits):
        assert say.of(one.label).split()[0] in told
    assert [row[-1] for row in figure.table[1:]] == [say.percent(way.p) for way in described.transitions if way.p]
    assert touching(figure.svg) == []
    assert outside(figure.svg) == []


def test_a_described_life_cycle_says_what_its_numbers_rest_on_and_how_long_a_period_is(say):
    for period in ("month", "quarter", "year"):
        _, figure = bank(say, period=period)
        assert say(f"life_cycle_{period}") in figure.caption
        assert say("basis_assumed") in figure.caption
        assert say("illustrative") in figure.caption


def test_leaving_is_no_way_ahead_and_an_end_is_no_state_of_the_relation(say):
    described, figure = bank(say)
    last, end = say.of(described.states[-1].label), say.of(described.exits[0].label)
    assert last in figure.alt
    assert end not in figure.alt
    assert say("life_cycle_leave", source=say.of(described.states[0].label), p=say.percent(0.11)) in figure.alt


def test_an_end_of_the_relation_is_outlined_in_dashes(say):
    described, figure = bank(say)
    outlined = [
        part for part in xml_of(figure.svg).iter() if part.tag.endswith("rect") and part.get("stroke-dasharray")
    ]
    assert len(outlined) == len(described.exits)
