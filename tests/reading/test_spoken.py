"""Spoken turns are the turns they were made of, in less room."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from workbench.reading.spoken import Spoken
from workbench.reading.turns import Turn, merge, original_text

turns = st.lists(
    st.builds(
        Turn,
        st.sampled_from(["Anna", "Bo", ""]),
        st.text("abcé. ", max_size=9),
        st.none() | st.floats(0, 1e9, allow_nan=False),
    )
).map(merge)


@given(turns)
def test_turns_kept_small_are_the_same_turns(said):
    spoken = Spoken(said)
    assert tuple(spoken) == tuple(said)
    assert spoken == said
    assert [spoken[i] for i in range(len(said))] == said
    assert [spoken[-i - 1] for i in range(len(said))] == said[::-1]
    assert spoken[1:3] == tuple(said[1:3])
    assert spoken.text == original_text(said)
    assert spoken.labels == tuple(dict.fromkeys(turn.speaker for turn in said))


def test_turns_kept_small_take_less_than_a_hundred_bytes_beside_their_words():
    said = [Turn("Anna" if i % 2 else "Bo", "so many words of hers", float(i)) for i in range(10_000)]
    spoken = Spoken(said)
    held = sum(sys.getsizeof(part) for part in (spoken._ends, spoken._at, spoken._speakers))
    assert held / len(said) < 100


def test_other_turns_are_not_equal():
    assert Spoken([Turn("Anna", "so")]) != [Turn("Anna", "no")]
    assert Spoken([Turn("Anna", "so")]) != "so"
