"""A new study needs only its interviews."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.model.codebook import Codebook, Kind
from workbench.reading.interviews import read_interviews
from workbench.reading.starter import SECTORS, start_study
from workbench.reading.study_folder import read_brief, read_journey, read_material, samples_folder
from workbench.reading.yaml_file import YamlFile

TALK = {
    "en": "Interviewer: How was it?\n\nAnna: Good.\n\nInterviewer: Why?\n\nAnna: It was cheap.\n",
    "fr": "Enquêtrice : C'était comment ?\n\nAnna : Bien.\n\nEnquêtrice : Pourquoi ?\n\nAnna : Pas cher.\n",
}


@pytest.mark.parametrize(
    ("sector", "language"), list(zip(SECTORS, ("en", "fr", "fr", "en", "fr", "en", "en"), strict=True))
)
def test_a_new_study_is_ready_once_it_has_an_interview(tmp_path, sector, language):
    folder = start_study(tmp_path / "my-study", sector=sector, language=language)
    (folder / "interviews" / "interview-01.txt").write_text(TALK[language], "utf-8")
    material = read_material(str(folder))
    assert (material.brief.id, material.brief.sector, material.brief.language) == ("my-study", sector, language)
    assert [u.role for u in material.transcripts[0].utterances] == ["interviewer", "participant"] * 2
    assert not material.brief.illustrative
    assert not material.journey.illustrative
    assert material.codings == ()


def test_a_new_study_says_that_its_interviews_are_missing(tmp_path):
    folder = start_study(tmp_path / "mine", sector="travel", language="en")
    with pytest.raises(InputError) as caught:
        read_interviews(folder, read_brief(folder))
    assert [(p.what, p.got) for p in caught.value.problems] == [("no interview found", "interviews/*")]


def test_a_new_study_keeps_personal_data_out_of_version_control(tmp_path):
    folder = start_study(tmp_path / "mine", sector="travel", language="fr")
    ignored = (folder / ".gitignore").read_text("utf-8").splitlines()
    assert {"interviews/", "participants.csv", "codings.csv"} <= set(ignored)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_study_says_where_its_codes_come_from(tmp_path, language):
    folder = start_study(tmp_path / "mine", sector="agency", language=language)
    assert "agency" in (folder / "codebook.yml").read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("sector", ["retail", "travel_agency", "bank"])
def test_a_sector_without_interviews_starts_from_its_journey_and_a_code_of_each_kind(tmp_path, sector):
    folder = start_study(tmp_path / "mine", sector=sector, language="en")
    book = YamlFile(folder / "codebook.yml").model(Codebook)
    assert {code.kind for code in book.codes} == set(Kind)
    assert not [code.id for code in book.codes if code.step]
    assert read_journey(folder / "journey.yml").id == sector
    own = {path.name for path in (samples_folder() / sector).iterdir()}
    assert own <= {"journey.yml", "lifecycle.yml"}


def test_every_sector_can_be_a_start_with_a_study_of_its_own_or_without():
    assert set(SECTORS) == {path.parent.name for path in samples_folder().glob("*/journey.yml")}


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "study.yml").write_text("years of work")
    with pytest.raises(InputError, match="exists already"):
        start_study(tmp_path / "mine", sector="travel", language="en")
    assert [(path.name, path.read_text()) for path in (tmp_path / "mine").iterdir()] == [("study.yml", "years of work")]


@pytest.mark.parametrize("name", ["Mine", "my study", "1st", "étude", "-x", "a.b"])
def test_a_name_that_cannot_be_an_id_is_refused_and_nothing_made(tmp_path, name):
    with pytest.raises(InputError, match="small letters, digits, - and _"):
        start_study(tmp_path / name, sector="travel", language="en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["null", "true"])
def test_a_name_that_yaml_takes_for_something_else_still_works(tmp_path, name):
    folder = start_study(tmp_path / name, sector="travel", language="en")
    assert read_brief(folder).id == name


def test_a_sector_without_a_sample_is_refused_and_nothing_made(tmp_path):
    with pytest.raises(InputError):
        start_study(tmp_path / "mine", sector="farming", language="en")
    assert list(tmp_path.iterdir()) == []
