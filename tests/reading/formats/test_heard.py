"""Whichever service listened, what it heard is turns."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.reading.formats.heard import heard_items, heard_turn
from workbench.reading.formats.recogniser import read_json
from workbench.reading.turns import Turn

TWO = [Turn("Speaker 0", "Why?", 0.5), Turn("Speaker 1", "So.", 21.25)]


def _whisper_cpp(turn):
    at = int(turn.at * 1000)
    return {"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": at, "to": at + 9}, "text": turn.words}


@pytest.mark.parametrize(
    ("content", "speakers"),
    [
        (
            {
                "segments": [
                    {"start": 0.5, "text": "Why?", "speaker": "a"},
                    {"start": 21.25, "text": "So.", "speaker": "b"},
                ]
            },
            "ab",
        ),
        ({"transcription": [_whisper_cpp(turn) for turn in TWO]}, ("", "")),
        (
            {
                "utterances": [
                    {"speaker": "A", "start": 500, "text": "Why?"},
                    {"speaker": "B", "start": 21250, "text": "So."},
                ]
            },
            "AB",
        ),
        (
            {
                "results": {
                    "utterances": [{"speaker": i, "start": t.at, "transcript": t.words} for i, t in enumerate(TWO)]
                }
            },
            ("Speaker 0", "Speaker 1"),
        ),
        (
            {
                "results": {
                    "audio_segments": [
                        {"speaker_label": f"spk_{i}", "start_time": str(t.at), "transcript": t.words}
                        for i, t in enumerate(TWO)
                    ]
                }
            },
            ("spk_0", "spk_1"),
        ),
        (
            {
                "monologues": [
                    {
                        "speaker": i,
                        "elements": [
                            {"type": "text", "value": t.words[:-1], "ts": t.at, "end_ts": t.at + 1},
                            {"type": "punct", "value": t.words[-1]},
                        ],
                    }
                    for i, t in enumerate(TWO)
                ]
            },
            ("Speaker 0", "Speaker 1"),
        ),
        (
            [
                {"speaker": "Anna", "start": "00:00:00.5", "content": "Why?"},
                {"name": "Bo", "start": 21.25, "text": "So."},
            ],
            ("Anna", "Bo"),
        ),
    ],
    ids=["WhisperX", "whisper.cpp", "AssemblyAI", "Deepgram", "Amazon", "Rev", "a list of turns"],
)
def test_the_shape_a_service_writes_is_known(tmp_path, content, speakers):
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(content), "utf-8")
    turns, notices = read_json(path, "utf-8")
    assert turns == [Turn(who, turn.words, turn.at) for who, turn in zip(speakers, TWO, strict=True)]
    assert notices == []


def test_a_turn_without_a_time_has_none():
    assert heard_turn({"speaker": "Anna", "text": "So."}) == Turn("Anna", "So.", None)


@pytest.mark.parametrize(
    "item", [{}, {"text": 1}, [], "so", {"text": "a", "speaker": True}, {"text": "a", "start": -1}]
)
def test_what_is_no_turn_is_none(item):
    assert heard_turn(item) is None


@pytest.mark.parametrize("content", [{}, [], "so", {"transcription": []}, {"results": []}, [1], {"turns": "so"}])
def test_other_content_holds_no_items(content):
    assert heard_items(content) is None


def test_every_item_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "talk.json"
    path.write_text(json.dumps({"utterances": [{"text": "a"}, {"text": 2}, {"speaker": "b"}]}), "utf-8")
    with pytest.raises(InputError) as caught:
        read_json(path, "utf-8")
    assert [p.what for p in caught.value.problems] == ["segment 2 cannot be read", "segment 3 cannot be read"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "start", "speaker", "segments", "offsets", "from", "elements", "ts", "value"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_no_content_is_too_strange(content):
    found = heard_items(content)
    for item in found[0] if found else [content]:
        turn = heard_turn(item)
        assert turn is None or (isinstance(turn.words, str) and isinstance(turn.speaker, str))
        assert turn is None or turn.at is None or turn.at >= 0
