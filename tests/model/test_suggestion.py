"""A suggestion becomes the coding of the person who accepted it."""

from __future__ import annotations

import pytest

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, quote
from workbench.model.suggestion import Suggestion, accepted, rejected, same_passage, shared


@pytest.fixture
def codebook(label):
    code = {"id": "price", "kind": "goal", "label": label, "claim": label, "definition": label, "emotion": -1}
    return Codebook.model_validate({"version": "1", "codes": [code]})


def test_what_was_accepted_is_the_persons_and_what_was_rejected_is_not(evidence, codebook):
    machine = Coding(evidence=evidence, code="price", coder="machine", origin="machine", reason="“prices”", score=0.7)
    plain = Suggestion.of(machine)
    yes, no = (plain.model_copy(update={"decision": d, "coder": "A"}) for d in ("accept", "reject"))
    assert (plain.origin, plain.score) == ("learned", 0.7)
    (one,) = accepted([plain, yes, no], codebook)
    assert (one.origin, one.coder, one.emotion, one.reason) == ("person", "A", -1, "“prices”")
    assert [coding.origin for coding in rejected([plain, yes, no], codebook)] == ["machine"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [((0, 10), (0, 10), True), ((0, 10), (5, 15), True), ((0, 10), (6, 16), False), ((0, 100), (90, 100), True)],
)
def test_half_of_the_shorter_place_makes_it_the_same(one, other, same):
    assert shared(one, other) is shared(other, one) is same


def test_the_same_place_of_another_document_is_another_passage(transcript, evidence):
    elsewhere = quote(transcript, evidence.start, evidence.end).model_copy(update={"document": "i2"})
    assert same_passage(evidence, evidence)
    assert not same_passage(evidence, elsewhere)
