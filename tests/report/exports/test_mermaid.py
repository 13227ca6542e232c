"""Mermaid text: whole, scored from the described feelings, and safe from any words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from conftest import SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.mind_tree import Branch, mind_tree
from workbench.model.label import Label
from workbench.model.sourced import Feeling
from workbench.reading.study_folder import read_material
from workbench.report.exports.mermaid import mermaid_flow, mermaid_journey, mermaid_mindmap

LABEL = r'"([^"\n]*)"'
FLOW = [
    r"flowchart TD",
    rf"  start\(\[{LABEL}\]\)",
    rf"  subgraph g\d+\[{LABEL}\]",
    rf"    s\d+\[{LABEL}\]",
    r"  end",
    rf"  x\d+\(\[{LABEL}\]\)",
    rf"  (?:start|s\d+) -->\|{LABEL}\| [sx]\d+",
]
MIND = [
    r"mindmap",
    rf"  root\(\({LABEL}\)\)",
    rf"    g\d+\({LABEL}\)",
    rf"      s\d+x\d+\[{LABEL}\]",
    rf"        n\d+x\d+x\d+\[{LABEL}\]",
]
JOURNEY = [r"journey", r"    title [^:;\n]+", r"    section [^:;\n]+", r"      \d+\. [^:;\n]+: [1-5](?:: [^:;\n]+)?"]
ENTITY = re.compile(r"#(\d+);")


def decoded(text):
    return ENTITY.sub(lambda found: chr(int(found[1])), text)


def lines_fit(text, grammar):
    plain = ENTITY.sub("E", text) if grammar is JOURNEY else text
    return [line for line in plain.splitlines() if not any(re.fullmatch(form, line) for form in grammar)]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_is_one_that_mermaid_knows(say, name):
    journey = read_material(name).journey
    assert lines_fit(mermaid_journey(journey, say), JOURNEY) == []
    assert lines_fit(mermaid_flow(journey, say), FLOW) == []
    assert lines_fit(mermaid_mindmap(mind_tree(journey), say), MIND) == []


def test_hostile_words_stay_words(say, hostile):
    journey = hostile()
    assert lines_fit(mermaid_journey(journey, say), JOURNEY) == []
    assert lines_fit(mermaid_flow(journey, say), FLOW) == []
    assert lines_fit(mermaid_mindmap(mind_tree(journey), say), MIND) == []
    for written in (mermaid_journey(journey, say), mermaid_flow(journey, say)):
        assert "<img" not in written
        assert "%%{" not in written
        assert "<img src=x onerror=alert(1)>" in decoded(written)


@given(words=st.text(min_size=1, max_size=40))
def test_no_words_break_out_of_their_line(say, hostile, words):
    journey = hostile(words)
    assert lines_fit(mermaid_flow(journey, say), FLOW) == []
    count = len(journey.steps) + sum(bool(journey.steps_of(stage)) for stage in journey.stages) + 2
    assert len(mermaid_journey(journey, say).splitlines()) == count


@given(words=st.text(min_size=1, max_size=40))
def test_words_come_back_as_they_were_but_for_white_space(say, words):
    text = Label(en=words, fr=words)
    root = decoded(mermaid_mindmap(Branch("journey", text), say).splitlines()[1])
    kept = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in say.of(text))
    assert root == f'  root(("{" ".join(kept.split())}"))'


@pytest.mark.parametrize(("value", "score"), [(-2, 1), (-1, 2), (0, 3), (1, 4), (2, 5)])
def test_a_feeling_of_minus_2_to_2_is_a_score_of_1_to_5(journey, say, value, score):
    felt = journey.steps[0].model_copy(update={"emotion": Feeling(basis="inferred", value=value)})
    line = mermaid_journey(journey.model_copy(update={"steps": (felt,)}), say).splitlines()[3]
    assert re.search(rf": {score}(:|$)", line)


def test_a_feeling_nobody_described_is_named_as_missing(journey, say):
    bare = journey.steps[0].model_copy(update={"emotion": None})
    assert say("mermaid_no_feeling") in mermaid_journey(journey.model_copy(update={"steps": (bare,)}), say)
    assert say("mermaid_no_feeling") not in mermaid_journey(journey, say)


def test_the_flow_has_every_move_that_can_happen_with_its_probability(journey, say):
    arrows = re.findall(r'-->\|"([^"]+)"\|', mermaid_flow(journey, say))
    moves = [*(entry.p for entry in journey.start), *(arrow.p for arrow in journey.transitions if arrow.p > 0)]
    assert arrows == [say.number(p, 2) for p in moves]
