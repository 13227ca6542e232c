"""Files that people and programs out there really write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.model.brief import Brief, Columns, Source
from workbench.reading.captions import read_captions
from workbench.reading.encoding import read_text
from workbench.reading.interviews import read_interviews
from workbench.reading.table import read_answers
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
    return read_interviews(path.parent, Brief.model_construct(sources=(source,)))


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
    assert "without a speaker" in notice.what


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


@pytest.mark.parametrize("number", ["05", "11", "44"])
def test_a_word_document_and_a_table_of_one_interview_hold_the_same_words(real, number):
    (document,) = real("biogas").glob(f"{number}_*.docx")
    (interview,), _ = _read(document, "Interviewer")
    columns = Columns(participant="interview_id", order="question_id", question="interviewer", answer="interviewee")
    answers = merge(read_answers(real("biogas/biogasoutcomesmalawi.csv"), columns, "utf-8")[number])
    in_word, in_table = (
        set(re.findall(r"\w+", " ".join(t.words for t in each).lower())) for each in (interview.turns, answers)
    )
    assert len(in_word - in_table) < 5
    assert len(in_word) > 600
