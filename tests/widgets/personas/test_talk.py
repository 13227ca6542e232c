"""The talk between page and persona desk: plain data, answered once, in the words of one language."""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files

import pytest

from workbench.language.speech import Speech
from workbench.reading.study_folder import find_study
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.talk import PersonaTalk, desk_texts


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    """Return a talk about a copy of a sample."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("talk")
        patch.chdir(folder)
        shutil.copytree(find_study("travel"), folder / "trip")
        yield PersonaTalk(PersonaDesk("trip"), Speech("fr"))


def asked(talk: PersonaTalk, name: str, kind: str, **more):
    told = talk.answer({"id": name, "kind": kind, **more})
    json.dumps(told)  # what is told can be sent
    return told


def test_what_is_told_is_all_a_page_shows(talk):
    state = asked(talk, "o", "open")["state"]
    assert [own["id"] for own in state["personas"]] == ["p1", "p2"]
    claim = state["personas"][0]["claims"][0]
    assert claim["support"] == ["dit par 4\u00a0sur\u00a04", "chez les autres 0\u00a0sur\u00a06"]
    assert {quote["who"] for quote in claim["evidence"]} <= set(state["personas"][0]["members"])


def test_a_message_that_comes_again_is_answered_alike_and_done_once(talk):
    act = {"persona": "p1", "field": "need", "en": "rest", "fr": "du repos", "known": "assumed"}
    one, two = asked(talk, "same", "add", **act), asked(talk, "same", "add", **act)
    assert one == two
    assert sum(claim.text.en == "rest" for claim in talk.desk.persona("p1").claims) == 1
    asked(talk, "back", "undo")


def test_what_an_act_changes_beside_what_it_was_meant_to_is_told(talk):
    persona = talk.desk.persona("p1")
    claim = persona.claims[0]
    move = {"persona": "p1", "claim": claim.id, "stance": "for", "to": "", "to_stance": "for"}
    said = asked(talk, "m", "move", quote=claim.evidence[0].id, **move)["effects"]
    assert any("4\u00a0sur\u00a04 avant" in sentence for sentence in said)
    merged = asked(talk, "g", "merge", personas=["p1", "p2"], why="pareil", by="Ada")
    assert any("stabilité" in sentence for sentence in merged["effects"])
    assert merged["state"]["decided"]
    asked(talk, "u1", "undo")
    asked(talk, "u2", "undo")


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "reword", "persona": "p1"},
        {"kind": "add", "persona": "p1", "field": "mood", "en": "a", "fr": "b", "known": "assumed"},
        {"kind": "add", "persona": "p1", "field": "need", "en": "a", "fr": "b", "known": "sworn"},
        {"kind": "return", "persona": "p1", "number": "one"},
        {"kind": "merge", "personas": ["p1", "p9"], "why": "x", "by": "Ada"},
        {"kind": "pin", "persona": "p7", "claim": "p7.x"},
        {"kind": "dance"},
    ],
)
def test_a_message_that_asks_for_what_cannot_be_is_refused_and_nothing_is_done(talk, message):
    before = talk.desk.personas
    told = talk.answer({"id": json.dumps(message), **message})
    assert told["kind"] == "failed"
    assert told["said"]
    assert talk.desk.personas == before


def test_every_word_the_page_asks_for_is_in_its_texts():
    script = (files("workbench.widgets.personas") / "personas.js").read_text("utf-8")
    texts = desk_texts(Speech("en"))
    named = set(re.findall(r"""(?:this\.say|this\.field|this\.button)\("([a-z_]+)\"""", script))
    named |= set(re.findall(r'labelled\("([a-z_]+)"', script))
    assert len(named) > 40
    assert named - texts.keys() == set()
