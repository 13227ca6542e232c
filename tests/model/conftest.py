"""The smallest journey, claim and persona that hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.model.evidence import Evidence, quote
from workbench.model.journey import Journey
from workbench.model.lifecycle import Lifecycle
from workbench.model.persona import Claim, Persona
from workbench.model.transcript import Transcript, Utterance

BOTH = {"en": "English", "fr": "français"}


@pytest.fixture
def label() -> dict[str, str]:
    """A text in both languages."""
    return dict(BOTH)


@pytest.fixture
def transcript() -> Transcript:
    """Two questions and two answers; the words of the answers are unlike any others."""
    turns = [
        ("interviewer", "How did it start?"),
        ("participant", "With a friend."),
        ("interviewer", "And then?"),
        ("participant", "I compared prices."),
    ]
    utterances, position = [], 0
    for role, words in turns:
        speaker = "P-7Q2A" if role == "participant" else role
        utterances.append(Utterance(speaker, role, position, position + len(words)))
        position += len(words) + 1
    text = "\n".join(words for _, words in turns)
    return Transcript("interview-01", "P-7Q2A", text, tuple(utterances), "interview-01.txt", "0" * 64, "en")


@pytest.fixture
def evidence(transcript: Transcript) -> Evidence:
    """The words `I compared prices`."""
    start = transcript.text.index("I compared")
    return quote(transcript, start, start + len("I compared prices"))


@pytest.fixture
def journey() -> Callable[..., Journey]:
    """Look, then buy or leave; keywords replace whole parts."""

    def build(**parts: Any) -> Journey:
        content: dict[str, Any] = {
            "id": "tiny",
            "title": BOTH,
            "market": "b2c",
            "source": {"document": "S0"},
            "persona_goal": BOTH,
            "scenario": BOTH,
            "expectations": BOTH,
            "stages": [
                {"id": "before", "canonical": "awareness", "label": BOTH},
                {"id": "after", "canonical": "decision", "label": BOTH},
            ],
            "steps": [
                {"id": "look", "stage": "before", "label": BOTH},
                {"id": "buy", "stage": "after", "label": BOTH},
            ],
            "start": [{"step": "look", "p": 1}],
            "exits": [{"id": "gone", "kind": "lost", "label": BOTH}],
            "conversion": "buy",
            "transitions": [
                {"from": "look", "to": "buy", "p": 0.4},
                {"from": "look", "to": "gone", "p": 0.6},
                {"from": "buy", "to": "gone", "p": 1},
            ],
            "horizon": {"value": 30, "unit": "days"},
            "version": "1",
            "valid_from": "2026-01-01",
            "review_due": "2027-01-01",
        }
        return Journey.model_validate(content | parts)

    return build


@pytest.fixture
def lifecycle() -> Callable[..., Lifecycle]:
    """New, then loyal, until gone; keywords replace whole parts."""

    def build(**parts: Any) -> Lifecycle:
        content: dict[str, Any] = {
            "id": "tiny",
            "title": BOTH,
            "source": {"document": "S0"},
            "period": "year",
            "states": [
                {"id": "new", "label": BOTH, "basis": "inferred"},
                {"id": "loyal", "label": BOTH, "basis": "inferred"},
            ],
            "start": [{"state": "new", "p": 1}],
            "exits": [{"id": "gone", "kind": "churn", "label": BOTH}],
            "transitions": [
                {"from": "new", "to": "new", "p": 0.3},
                {"from": "new", "to": "loyal", "p": 0.5},
                {"from": "new", "to": "gone", "p": 0.2},
                {"from": "loyal", "to": "loyal", "p": 0.9},
                {"from": "loyal", "to": "gone", "p": 0.1},
            ],
            "version": "1",
            "valid_from": "2026-01-01",
            "review_due": "2027-01-01",
        }
        return Lifecycle.model_validate(content | parts)

    return build


@pytest.fixture
def claim(evidence: Evidence) -> Callable[..., Claim]:
    """What one of two members said and none of three others; keywords replace fields."""

    def build(**fields: Any) -> Claim:
        content: dict[str, Any] = {
            "id": "p1-price",
            "kind": "decision_criterion",
            "code": "price",
            "text": BOTH,
            "status": "reported",
            "reviewed": True,
            "holders": 1,
            "size": 2,
            "others": 0,
            "others_size": 3,
            "evidence": [evidence],
        }
        return Claim.model_validate(content | fields)

    return build


@pytest.fixture
def persona(claim: Callable[..., Claim]) -> Callable[..., Persona]:
    """Two members of five, one claim; keywords replace fields."""

    def build(**fields: Any) -> Persona:
        content: dict[str, Any] = {
            "id": "p1",
            "study": "tiny",
            "level": "qualitative",
            "illustrative": True,
            "identity": {"name": "Rosa", "age": 40, "seed": 1, "locale": "en_GB"},
            "summary": BOTH,
            "members": ["P-7Q2A", "P-AAAA"],
            "of": 5,
            "claims": [claim()],
            "provenance": {
                "documents": ["interview-01"],
                "participants": 5,
                "codebook_version": "1",
                "coders": ["A"],
                "method": "average linkage",
                "inputs": "0" * 64,
            },
        }
        return Persona.model_validate(content | fields)

    return build
