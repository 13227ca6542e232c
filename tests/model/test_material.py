"""What was read for a study can be looked up, and a participant can be taken out of it."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import pytest

from workbench.model.evidence import Coding, quote
from workbench.model.material import Material, Participant


@pytest.fixture
def material(transcript):
    other = replace(transcript, id="interview-02", participant="P-BBBB")
    third = replace(transcript, id="interview-03")
    transcripts = (transcript, other, third)
    return Material(
        brief=Mock(),
        transcripts=transcripts,
        participants=(
            Participant("P-7Q2A", ("interview-01", "interview-03")),
            Participant("P-BBBB", ("interview-02",)),
        ),
        codebook=Mock(),
        journey=Mock(),
        codings=tuple(Coding(evidence=quote(t, 0, 3), code="price", coder="A") for t in transcripts),
        notices=(),
        digests={},
    )


def test_a_transcript_is_found_by_its_document(material):
    assert material.transcript("interview-02").participant == "P-BBBB"
    with pytest.raises(KeyError):
        material.transcript("interview-04")


def test_a_removed_participant_leaves_no_interview_and_no_quote(material):
    rest = material.without("P-7Q2A")
    assert [t.id for t in rest.transcripts] == ["interview-02"]
    assert [p.pseudonym for p in rest.participants] == ["P-BBBB"]
    assert [c.evidence.document for c in rest.codings] == ["interview-02"]


def test_removing_a_participant_changes_nothing_for_others(material):
    rest = material.without("P-BBBB")
    assert rest.transcripts == (material.transcripts[0], material.transcripts[2])
    assert len(material.transcripts) == 3


def test_removing_nobody_changes_nothing(material):
    assert material.without("P-CCCC") == material
