"""A fault in a journey's file is told once, with its line and what to mend."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.reading.study_folder import read_journey

FILE = """\
id: tiny
title: {en: Tiny, fr: Petit}
market: b2c
source: {document: S0}
persona_goal: {en: A goal, fr: Un but}
scenario: {en: A scene, fr: Une situation}
expectations: {en: A hope, fr: Un espoir}
stages:
  - {id: before, canonical: awareness, label: {en: Before, fr: Avant}}
  - {id: after, canonical: achat, label: {en: After, fr: Après}}
steps:
  - id: look
    stage: before
    label: {en: Looks, fr: Regarde}
    sojourn: {distribution: lognormal, mean: 2, unit: days}
  - id: buy
    stage: after
    label: {en: Buys, fr: Achète}
start: [{step: look, p: 1}]
exits:
  - {id: gone, kind: lost, label: {en: Gone, fr: Parti}}
conversion: buy
transitions:
  - {from: look, to: buy, p: 0.4}
  - {from: look, to: gone, p: 0.6}
  - {from: buy, to: gone, p: 0.5}
  - {from: buy, to: buy, p: 0.5}
interventions:
  - id: help
    label: {en: Help, fr: Aider}
    effects:
      - {from: look, to: gone, log_odds: -0.5, range: [-1, 0]}
    why: {en: It helps, fr: Cela aide}
horizon: {value: 30, unit: days}
version: "1"
valid_from: 2026-01-01
"""


@pytest.fixture
def faults(tmp_path):
    """Return the file's problems once these places are changed, as (line, what, got)."""

    def read(*changes):
        text = FILE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "journey.yml"
        path.write_text(text, "utf-8")
        try:
            read_journey(path)
        except InputError as error:
            return [(int(p.where.removeprefix(f"{path}:")), p.what, p.got) for p in error.problems]
        return []

    return read


def _line(words):
    (line,) = [n for n, text in enumerate(FILE.splitlines(), 1) if words in text]
    return line


def test_the_file_itself_holds(faults):
    assert faults() == []


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [
        ("to: gone, p: 0.6", "to: gone, p: 0.5", "id: look", "the probabilities leaving look sum to 0.9, not to 1"),
        ("to: buy, p: 0.5", "to: buy, p: 0.6", "id: buy", "the probabilities leaving buy sum to 1.1, not to 1"),
        ("to: buy, p: 0.4", "to: buy, p: 1.2", "p: 0.4", "transitions.0.p: Input should be less than or equal to 1"),
        ("mean: 2, unit: days", "mean: 2", "mean: 2", "a time needs its unit: minutes, hours, days, weeks, months"),
        ("value: 30, unit: days", "value: 30", "horizon:", "horizon: a time needs its unit: minutes, hours"),
        ("value: 30", "value: 0", "horizon:", "horizon.value: Input should be greater than 0"),
        ("from: look, to: gone, log", "from: lok, to: gone, log", "log_odds", "lok is not a step; did you mean look?"),
        ("to: gone, log_odds", "to: look, log_odds", "log_odds", "help: no transition goes from look to look"),
        ("canonical: achat", "canonical: achats", "canonical: achat", "'achats' (did you mean decision?)"),
        ("id: look\n", "id: look\n    emotion: {value: 1, basis: stated}\n", "stage: before", "must name its source"),
        ("valid_from: 2026-01-01", "valid_from: 2026-01-01\nreview_due: 2025-12-31", "valid_from", "the review is due"),
    ],
)  # fmt: skip
def test_each_fault_is_one_message_at_its_line(faults, old, new, at, what):
    ((line, told, _),) = faults((old, new))
    shifted = 1 if at == "valid_from" else 0
    assert line == _line(at) + shifted
    assert what in told
    assert "Value error" not in told


def test_a_trap_is_one_message_at_the_step_nobody_leaves(faults):
    trap = [("  - {from: buy, to: gone, p: 0.5}\n", ""), ("to: buy, p: 0.5", "to: buy, p: 1")]
    ((line, told, _),) = faults(*trap)
    assert line == _line("id: buy")
    assert told == "step buy has no way to an exit: customers would walk in circles for ever"


def test_without_exits_a_journey_needs_a_horizon_and_says_so_once(faults):
    endless = [
        ("exits:\n  - {id: gone, kind: lost, label: {en: Gone, fr: Parti}}\n", ""),
        ("to: gone, p: 0.6", "to: look, p: 0.6"),
        ("to: gone, p: 0.5", "to: look, p: 0.5"),
        ("to: gone, log_odds", "to: look, log_odds"),
    ]
    assert faults(*endless) == []
    ((_, told, _),) = faults(*endless, ("horizon: {value: 30, unit: days}\n", ""))
    assert told == "a journey without exits never ends: give it a horizon, or an exit"


def test_faults_of_form_show_what_was_written(faults):
    ((_, _, got),) = faults(("value: 30", "value: 0"))
    assert got == "'0'"


def test_a_day_that_names_a_step_there_is_not_is_told_at_the_moment(faults):
    day = 'horizon: {value: 30, unit: days}\nday:\n  moments:\n    - time: "07:00"\n      step: lok\n'
    day += "      activity: {text: {en: Wakes up, fr: Se lève}, basis: assumed}\n"
    ((line, told, _),) = faults(("horizon: {value: 30, unit: days}\n", day))
    assert line == _line("horizon:") + 4
    assert told == "the moment at 07:00 names lok, which is not a step; did you mean look?"


def test_a_number_that_rests_on_nothing_is_told_with_its_line(faults):
    what = "help: -0.5 is an unregistered constant: give it a range, or name the claims it rests on"
    assert faults((", range: [-1, 0]", "")) == [(_line("log_odds"), what, "")]
