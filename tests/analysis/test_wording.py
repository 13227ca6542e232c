"""Sentences as numbers: what the views hold, and which words are reasons."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.pieces import Pieces, pieces_of
from workbench.analysis.reasons import Reasons
from workbench.analysis.wording import Wording

SAID = ["The quote was dear", "the quotes were dear", "A dear quote came", "It rained"]


@pytest.fixture(scope="module")
def wording():
    return Wording("en").fit(SAID)


def test_the_views_hold_words_then_all_features_then_all_weighed(wording):
    words, there, weighed = wording.views(SAID)
    assert words.shape[1] < there.shape[1] == weighed.shape[1] == len(wording.names)
    assert set(there.data) == {1.0}
    assert np.allclose(np.sqrt(weighed[0].power(2).sum()), np.sqrt(2))


def test_inflected_forms_are_one_word_and_rare_words_none(wording):
    assert "quote" in wording.names
    assert not {"quotes", "rain", "rained"} & set(wording.names)


def test_an_embedder_is_a_fourth_view():
    class Lengths:
        def vectors(self, sentences):
            return np.array([[float(len(one))] for one in sentences])

    assert len(Wording("en", Lengths()).fit(SAID).views(SAID)) == 4


def test_pieces_mark_the_ends_of_words():
    assert pieces_of("on") == (" on", "on ", " on ")


@given(st.lists(st.text(st.sampled_from("aàbc É’'-\u0301"), max_size=12), min_size=1, max_size=6))
def test_pieces_are_counted_as_if_each_sentence_were_read_by_itself(sentences):
    found = Pieces.of(sentences, 1)
    counts = found.counts(sentences).toarray()
    for sentence, row in zip(sentences, counts, strict=True):
        alone = Counter(dict(zip(found.names, row.tolist(), strict=True)))
        own = Pieces.of([sentence], 1)
        expected = dict(zip(own.names, own.counts([sentence]).toarray()[0].tolist(), strict=True))
        assert {name: count for name, count in alone.items() if count} == expected


def test_reasons_are_words_as_written_the_heaviest_first_and_no_faint_ones():
    reasons = Reasons("en", {"quote": 2.0, "~dea": 3.0, "come": 0.1, "rain": -1.0})
    assert reasons.heaviest("A Quote came, dear, with rain") == ("dear", "Quote")
    assert reasons.heaviest("nothing here") == ()


def test_a_pair_of_words_counts_for_both():
    assert set(Reasons("en", {"too dear": 1.0}).heaviest("far too dear")) == {"too", "dear"}
