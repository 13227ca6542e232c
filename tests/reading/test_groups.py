"""In a group every speaker is a participant of their own."""

from __future__ import annotations

import pytest

from workbench.model.evidence import quote
from workbench.reading.participants import read_participants

SAID = (
    "Interviewer: Why?\nBruno: I was angry, Anna.\nAnna: I waited.\nInterviewer: And?\nBruno: So I left.\nAnna: Well.\n"
)
CODING = "document,quote,code,coder\n"
PEOPLE = "document,participant,speaker,relation\n"


@pytest.fixture
def group(study, change):
    """The test study with one interview, of Bruno and Anna, read as a group."""
    (study / "interviews" / "interview-01.txt").write_text(SAID, "utf-8")
    (study / "codings.csv").unlink()
    (study / "participants.csv").unlink()
    text = (study / "study.yml").read_text("utf-8")
    (study / "study.yml").write_text(text.replace("interviewer: [", "group: true, interviewer: ["), "utf-8")
    assert "group: true" in (study / "study.yml").read_text("utf-8")
    return study


def test_every_speaker_has_a_pseudonym_and_every_quote_its_speaker(group, material):
    (group / "codings.csv").write_text(f"{CODING}interview-01,I waited.,price,A\n", "utf-8")
    read = material()
    (transcript,) = read.transcripts
    bruno, anna = transcript.participants
    assert transcript.participant == ""
    assert {p.pseudonym for p in read.participants} == {bruno, anna}
    assert [turn.speaker for turn in transcript.utterances] == ["interviewer", bruno, anna, "interviewer", bruno, anna]
    assert transcript.text.split("\n")[1] == f"I was angry, [{anna}]."
    assert [coding.evidence.participant for coding in read.codings] == [anna]
    assert not read.notices or all(notice.key != "several_speakers" for notice in read.notices)


def test_the_words_of_two_speakers_are_nobodys_quote(group, material):
    (transcript,) = material().transcripts
    with pytest.raises(ValueError, match="not the words of one speaker"):
        quote(transcript, 0, len(transcript.text))


def test_a_row_for_a_speaker_says_who_it_is(group, material):
    rows = "interview-01,Bruno Keller,Bruno,former\ninterview-01,Anna Baum,anna,customer\n"
    (group / "participants.csv").write_text(PEOPLE + rows, "utf-8")
    read = material()
    relations = {p.pseudonym: p.relation for p in read.participants}
    assert [relations[name] for name in read.transcripts[0].participants] == ["former", "customer"]


def test_one_who_leaves_a_group_leaves_blanks_and_the_others_stay_where_they_were(group, material):
    read = material()
    bruno, anna = read.transcripts[0].participants
    (left,) = read.without(anna).transcripts
    assert left.participants == (bruno,)
    assert "waited" not in left.text
    assert len(left.text) == len(read.transcripts[0].text)
    assert [left.words(turn) for turn in left.utterances if turn.speaker == bruno][1] == "So I left."
    assert read.without(anna).without(bruno).transcripts == ()


def test_rows_with_and_without_a_speaker_for_one_interview_are_refused(group, problems):
    (group / "participants.csv").write_text(f"{PEOPLE}interview-01,Bo,Bruno,\ninterview-01,Anna,,\n", "utf-8")
    (problem,) = problems()
    assert (problem.where, problem.got) == ("participants.csv:3", "interview-01")
    assert "with and without a speaker" in problem.what


def test_two_rows_for_one_speaker_are_refused(group, problems):
    (group / "participants.csv").write_text(f"{PEOPLE}interview-01,Bo,Bruno,\ninterview-01,Al,BRUNO,\n", "utf-8")
    assert [problem.what for problem in problems()] == ["a second row for this interview"]


def test_several_speakers_that_are_no_group_are_told(group, change, material):
    change("study.yml", "group: true, ", "")
    assert [(n.key, n.values["n"]) for n in material().notices if n.key == "several_speakers"] == [
        ("several_speakers", 2)
    ]


def test_speakers_are_known_in_any_case(group):
    (group / "participants.csv").write_text(f"{PEOPLE}interview-01,Bo,BRUNO,\n", "utf-8")
    assert list(read_participants(group / "participants.csv", None)["interview-01"].speakers) == ["bruno"]
