"""What holds for each of the four sample studies."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import SAMPLES

from workbench.reading.study_folder import find_study, read_material
from workbench.reading.yaml_file import YamlFile


@pytest.fixture(scope="module", params=SAMPLES)
def material(request):
    """Return a sample study as read."""
    return read_material(request.param)


def test_ten_interviews_of_600_to_1000_words_with_both_sides(material):
    assert len(material.transcripts) == 10
    for transcript in material.transcripts:
        assert 600 <= len(transcript.text.split()) <= 1_000, transcript.id
        assert {utterance.role for utterance in transcript.utterances} == {"interviewer", "participant"}


def test_two_coders_worked_on_at_least_three_interviews(material):
    coders: dict[str, set[str]] = {}
    for coding in material.codings:
        coders.setdefault(coding.evidence.document, set()).add(coding.coder)
    assert sum(len(names) > 1 for names in coders.values()) >= 3


def test_the_sample_is_marked_illustrative_everywhere(material):
    assert material.brief.illustrative
    assert material.journey.illustrative


def test_what_the_journey_states_names_its_source(material):
    for step in material.journey.steps:
        remarks = [*step.pain_points, *step.opportunities, *([step.emotion] if step.emotion else [])]
        for remark in remarks:
            assert remark.basis in ("stated", "inferred")
            assert remark.source if remark.basis == "stated" else True


def test_the_journey_has_a_loop(material):
    order = {step.id: i for i, step in enumerate(material.journey.steps)}
    assert any(order.get(arrow.to, 99) <= order[arrow.from_] for arrow in material.journey.transitions)


def test_stage_touchpoint_and_emotion_are_coded(material):
    assert sum(coding.step is not None for coding in material.codings) > 80
    assert sum(coding.emotion is not None for coding in material.codings) > 30
    assert sum(coding.stance == "against" for coding in material.codings) >= 5


def test_pseudonymising_finds_names_addresses_and_numbers(material):
    kinds = Counter(change.kind for transcript in material.transcripts for change in transcript.replacements)
    assert kinds["name"] >= 10
    assert kinds["e-mail"] >= 2
    assert kinds["phone"] >= 2


def test_the_agency_journey_states_no_emotion():
    journey = read_material("agency").journey
    assert not [step.id for step in journey.steps if step.emotion and step.emotion.basis == "stated"]
    assert {stage.canonical for stage in journey.stages}.isdisjoint({"awareness", "advocacy"})


def test_formats_are_those_researchers_have():
    found = {path.suffix for name in SAMPLES for path in (find_study(name) / "interviews").iterdir()}
    assert found == {".vtt", ".srt", ".docx", ".txt", ".csv"}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_file_of_a_sample_gives_the_answer_away(name):
    folder = find_study(name)
    book = YamlFile(folder / "codebook.yml").content
    assert "persona" not in {key for code in book["codes"] for key in code}
    assert not list(folder.rglob("*key*"))


def test_money_is_counted_in_the_currency_participants_speak_of(material):
    said = " ".join(transcript.text.lower() for transcript in material.transcripts)
    spoken = {"USD" if word == "dollar" else "EUR" for word in ("dollar", "euro") if word in said}
    assert spoken <= {material.journey.currency}


def test_a_decision_put_as_a_question_ends_as_one(material):
    for decision in material.brief.decisions:
        assert not decision.fr.startswith("Faut-il") or decision.fr.endswith("?")
