"""Files that people and programs out there really write."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.model.brief import Brief, Columns, Source
from workbench.reading.formats.answers import read_answers
from workbench.reading.formats.captions import read_captions
from workbench.reading.formats.word import read_word_comments
from workbench.reading.interviews import read_interviews
from workbench.reading.letters.encoding import read_text
from workbench.reading.turns import fold_space, merge

INTERVIEWS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "interviews"
pytestmark = pytest.mark.real


@pytest.fixture
def real():
    """Find a real file or folder; the test is skipped where it is not here."""

    def find(name: str) -> Path:
        path = INTERVIEWS / name
        if not path.exists():
            pytest.skip(f"not here: {path}")
        return path

    return find


def _read(path: Path, *interviewers: str):
    source = Source(path=path.name, interviewer=interviewers)
    return read_interviews(path.parent, Brief.model_construct(language="en", sources=(source,)))


@pytest.mark.parametrize("talk", ["Goodboy Galaxy - Rik Nicol", "Keitai update Spring 2025"])
@pytest.mark.parametrize("kind", [".vtt", ".srt"])
def test_captions_of_a_recogniser_hold_every_word_of_its_text(real, talk, kind):
    captions = read_captions(real(f"formats/{talk}{kind}"), "utf-8")
    plain = re.sub(r"^\[[\d:.]+ --> [\d:.]+\]", "", read_text(real(f"formats/{talk}.txt")), flags=re.M)
    assert " ".join(turn.words for turn in merge(captions)) == fold_space(plain)


@pytest.mark.parametrize("talk", ["Goodboy Galaxy - Rik Nicol.vtt", "Keitai update Spring 2025.srt"])
def test_captions_without_speakers_are_read_with_a_notice(real, talk):
    (interview,), (notice,) = _read(real(f"formats/{talk}"))
    assert {turn.speaker for turn in interview.turns} == {""}
    assert notice.key == "no_speaker"


@pytest.mark.parametrize("name", ["formats/Keitai update Spring 2025.txt", "qualitative-projects/ID1.docx"])
def test_text_in_which_nobody_is_named_is_refused(real, name):
    with pytest.raises(InputError, match="no speaker label found"):
        _read(real(name))


@pytest.mark.parametrize(
    ("number", "guest"), [(72, "Jeff Sheldon"), (77, "Asim Aslam"), (80, "Kurt Mackey"), (93, "Adam Miller")]
)
def test_a_published_talk_in_markdown_has_both_its_speakers(real, number, guest):
    (interview,), _ = _read(real(f"founders/founders-talk-{number}.md"), "Adam Stacoviak")
    speakers = [turn.speaker for turn in interview.turns]
    assert set(speakers) - {"Break"} == {"Adam Stacoviak", guest}
    assert speakers.count(guest) > 70


def test_speakers_in_brackets_are_known(real):
    (interview,), _ = _read(real("qualitative-projects/transcript.txt"))
    assert [turn.speaker for turn in interview.turns] == ["id1", "id2", "id3", "id1", "id3", "id1", "id2"]


@pytest.mark.parametrize(
    ("number", "turns", "only_in_word", "only_in_table"),
    [
        ("05", 150, [], ["mark"]),
        ("08", 104, [], ["mark"]),
        ("11", 179, ["4th"], ["4", "na", "th"]),
        ("22", 292, ["interviewee", "interviewee"], []),
        ("44", 237, ["15th"], ["15", "na", "th"]),
        ("51", 249, [], ["na"]),
    ],
)
def test_a_word_document_and_a_table_of_one_interview_differ_by_what_was_retyped(
    real, number, turns, only_in_word, only_in_table
):
    (document,) = real("biogas").glob(f"{number}_*.docx")
    (interview,), _ = _read(document, "Interviewer")
    columns = Columns(participant="interview_id", order="question_id", question="interviewer", answer="interviewee")
    answers, _ = read_answers(real("biogas/biogasoutcomesmalawi.csv"), columns, "utf-8")
    in_word, in_table = (
        Counter(re.findall(r"\w+", " ".join(turn.words for turn in each).lower()))
        for each in (interview.turns, merge(answers[number]))
    )
    assert len(interview.turns) == turns
    assert sorted((in_word - in_table).elements()) == only_in_word
    assert sorted((in_table - in_word).elements()) == only_in_table


def test_comments_in_the_margin_of_a_published_interview_are_found(real):
    (document,) = real("biogas").glob("44_*.docx")
    comments = read_word_comments(document)
    assert len(comments) == 4
    assert all(comment.author and comment.text for comment in comments)


@pytest.mark.parametrize(("number", "turns"), [("01", 36), ("02", 59), ("03", 57)])
def test_a_french_interview_has_its_two_speakers(real, number, turns):
    (document,) = real("artisans").glob(f"Entretien 01 24.10.03 {number}*.docx")
    (interview,), _ = _read(document, "Chercheur")
    assert {turn.speaker for turn in interview.turns} == {"Chercheur", "Interviewe"}
    assert len(interview.turns) == turns
