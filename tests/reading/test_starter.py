"""A new study needs only its interviews."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.reading.interviews import read_interviews
from workbench.reading.starter import SECTORS, start_study
from workbench.reading.study_folder import read_brief, read_material, samples_folder

TALK = {
    "en": "Interviewer: How was it?\n\nAnna: Good.\n\nInterviewer: Why?\n\nAnna: It was cheap.\n",
    "fr": "Enquêtrice : C'était comment ?\n\nAnna : Bien.\n\nEnquêtrice : Pourquoi ?\n\nAnna : Pas cher.\n",
}


@pytest.mark.parametrize(("sector", "language"), list(zip(SECTORS, ("en", "fr", "fr", "en"), strict=True)))
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


def test_every_sample_can_be_a_start():
    assert set(SECTORS) == {path.parent.name for path in samples_folder().glob("*/study.yml")}


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
