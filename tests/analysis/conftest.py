"""Small made-up studies: interviews, codes, codings and people, each as short as its test allows."""

from datetime import date
from functools import cache

import pytest

from workbench.model.brief import Brief
from workbench.model.codebook import Code, Codebook
from workbench.model.evidence import Coding, quote
from workbench.model.journey import Journey
from workbench.model.label import Label
from workbench.model.material import Material, Participant
from workbench.model.transcript import Transcript, Utterance
from workbench.reading.study_folder import read_material
from workbench.study import Study
from workbench.walk import code, segment


def both(text):
    return Label(en=text, fr=text)


@pytest.fixture(scope="session")
def sample():
    """Read a sample study once for all tests."""
    return cache(read_material)


@pytest.fixture(scope="session")
def segmented(sample):
    """Code and segment a sample as a run does, once for all tests; return material, codings and segments."""

    @cache
    def run(name):
        material = sample(name)
        codings = code(material)
        return material, codings, segment(material, codings, Study(study=name))

    return run


@pytest.fixture(scope="session")
def interview():
    """Make a transcript from turns; those that begin with "? " are the interviewer's."""

    def make(*turns, document="i1", participant="P-1", language="en"):
        utterances, position = [], 0
        spoken = [turn.removeprefix("? ") for turn in turns]
        for turn, words in zip(turns, spoken, strict=True):
            role = "interviewer" if turn.startswith("? ") else "participant"
            utterances.append(Utterance(role, role, position, position + len(words)))
            position += len(words) + 1
        return Transcript(document, participant, "\n".join(spoken), tuple(utterances), "file", "0", language)

    return make


@pytest.fixture(scope="session")
def codebook():
    """Make a codebook from ids (of kind behaviour) and dicts with the fields that matter."""

    def make(*entries):
        codes = []
        for entry in entries:
            fields = {"id": entry} if isinstance(entry, str) else dict(entry)
            name = fields["id"]
            texts = {"label": both(name), "claim": both(f"does {name}"), "definition": both(f"says {name}")}
            codes.append(Code(**{"kind": "behaviour", **texts, **fields}))
        return Codebook(version="1.0", codes=tuple(codes))

    return make


@pytest.fixture(scope="session")
def coding():
    """Give a code to words of a transcript (to all of its first turn of the participant when none are named)."""

    def make(transcript, code, words=None, *, coder="A", **fields):
        if words is None:
            first = next(turn for turn in transcript.utterances if turn.role == "participant")
            start, end = first.start, first.end
        else:
            start = transcript.text.index(words)
            end = start + len(words)
        return Coding(evidence=quote(transcript, start, end), code=code, coder=coder, **fields)

    return make


@pytest.fixture(scope="session")
def journey():
    """Three steps in a row: look, buy and use."""
    names = ("look", "buy", "use")
    arrows = [("look", "buy", 0.5), ("look", "gone", 0.5), ("buy", "use", 1.0), ("use", "gone", 1.0)]
    return Journey.model_validate(
        {
            "id": "shop",
            "title": both("Shop"),
            "market": "b2c",
            "source": {"document": "none"},
            "persona_goal": both("goal"),
            "scenario": both("scenario"),
            "expectations": both("expectations"),
            "stages": [{"id": "all", "canonical": "decision", "label": both("All")}],
            "steps": [{"id": name, "stage": "all", "label": both(name)} for name in names],
            "start": [{"step": "look", "p": 1.0}],
            "exits": [{"id": "gone", "kind": "lost", "label": both("Gone")}],
            "conversion": "buy",
            "transitions": [{"from": a, "to": b, "p": p} for a, b, p in arrows],
            "horizon": {"value": 1, "unit": "months"},
            "version": "1.0",
            "valid_from": date(2026, 1, 1),
            "review_due": date(2026, 4, 1),
        }
    )


@pytest.fixture(scope="session")
def material(journey):
    """Make a study from transcripts, a codebook and codings; `facts` holds those of each participant."""

    def make(transcripts, book, codings=(), *, facts=None):
        language = transcripts[0].language
        brief = Brief(
            id="shop_study",
            title=both("Shop study"),
            question=both("why"),
            audience=both("shop"),
            sector="shop",
            market="b2c",
            language=language,
            recruitment=both("asked"),
            owner=both("owner"),
            sources=[{"path": "*.txt"}],
        )
        documents: dict[str, list[str]] = {}
        for transcript in transcripts:
            documents.setdefault(transcript.participant, []).append(transcript.id)
        people = tuple(
            Participant(name, tuple(own), facts=(facts or {}).get(name, {})) for name, own in sorted(documents.items())
        )
        return Material(brief, tuple(transcripts), people, book, journey, tuple(codings), (), {"study.yml": "0"})

    return make
