"""A study is begun by what a page can give: a few words and files."""

import pytest

from workbench.errors import InputError
from workbench.reading.study_folder import read_brief, samples_folder
from workbench.widgets.start.study_start import LARGEST, StudyStart, own_studies, sample_studies, study_id

ASKED = "Sophie : Comment choisissez-vous ?\nMarc : Je regarde les avis.\nSophie : Et ensuite ?\nMarc : J'attends.\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def begun(place):
    return StudyStart.create("Été à Brest !", sector="travel", language="fr", question="Quoi ?", decision="Que faire ?")


@pytest.mark.parametrize(
    ("title", "name"),
    [("Week-ends 2026", "week-ends-2026"), ("Été à Brest !", "ete-a-brest"), ("2026", "study-2026"), ("日本", "study")],
)
def test_a_folder_is_called_after_the_title(title, name):
    assert study_id(title) == name


def test_what_was_typed_stands_in_the_brief_in_both_languages(begun):
    brief = read_brief(begun.folder)
    assert (brief.title.fr, brief.title.en) == ("Été à Brest !", "Été à Brest !")
    assert (brief.question.fr, brief.decisions[0].en) == ("Quoi ?", "Que faire ?")


def test_a_study_needs_a_title(place):
    with pytest.raises(InputError, match="title"):
        StudyStart.create(" - ", sector="travel", language="fr")
    assert not list(place.iterdir())


def test_nothing_is_begun_over_another_study(begun):
    with pytest.raises(InputError, match="exists already"):
        StudyStart.create("été à Brest", sector="bank", language="en")


def test_files_are_read_at_once_and_who_asks_can_be_said(begun):
    begun.add("a.txt", ASKED.encode())
    look = begun.look()
    assert look.ready
    assert [(voice.label, voice.asks) for voice in look.voices] == [("Sophie", True), ("Marc", False)]
    begun.asks(["Sophie"])
    (transcript,) = begun.look().material.transcripts
    assert [turn.role for turn in transcript.utterances] == ["interviewer", "participant"] * 2
    assert "Marc" not in transcript.text


def test_what_has_to_be_mended_is_told_file_by_file(begun):
    begun.add("a.txt", ASKED.encode())
    begun.add("b.docx", b"\0\1\2")
    look = begun.look()
    assert not look.ready
    assert ["b.docx" in str(problem) for problem in look.problems] == [True]
    assert look.files == ("a.txt", "b.docx")


@pytest.mark.parametrize("name", ["notes.exe", "../../a.txt/..", ".txt", "~$a.docx", "a"])
def test_files_of_no_kind_that_is_read_are_refused(begun, name):
    with pytest.raises(InputError):
        begun.add(name, b"x")
    assert begun.look().files == ()


def test_a_file_comes_into_the_study_whatever_folders_its_name_has(begun, place):
    begun.add("..\\..\\a.txt", ASKED.encode())
    begun.add("../../b.txt", ASKED.encode())
    assert begun.look().files == ("a.txt", "b.txt")
    assert sorted(path.name for path in place.iterdir()) == ["ete-a-brest"]


def test_another_file_of_the_same_name_is_refused_and_the_same_one_is_not(begun):
    begun.add("a.txt", ASKED.encode())
    begun.add("a.txt", ASKED.encode())
    with pytest.raises(InputError, match="another file of that name"):
        begun.add("a.txt", b"Other: words\n")
    assert (begun.folder / "interviews" / "a.txt").read_bytes() == ASKED.encode()


def test_a_file_too_large_for_a_page_is_refused_with_the_way_to_bring_it(begun):
    with pytest.raises(InputError, match="copy it into"):
        begun.add("a.txt", b"x" * (LARGEST + 1))


def test_a_sample_is_looked_at_and_stays_as_it_is(place):
    start = StudyStart(samples_folder() / "travel")
    assert start.look().ready
    with pytest.raises(InputError, match="sample"):
        start.add("a.txt", ASKED.encode())
    assert start.walk()[0] == place / "notebooks" / "travel" / "1_interviews.ipynb"


def test_the_studies_of_a_folder_and_the_samples_are_found_with_their_titles(begun):
    assert own_studies() == {"ete-a-brest": "Été à Brest !"}
    assert {"startup", "consulting", "agency", "travel"} <= set(sample_studies())
