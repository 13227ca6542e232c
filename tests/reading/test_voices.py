"""Who speaks in files nobody has described yet, and who seems to ask."""

import pytest

from workbench.reading.starter import start_study
from workbench.reading.study_folder import samples_folder
from workbench.reading.voices import voices

ASKED = "Sophie : Comment choisissez-vous ?\nMarc : Je regarde les avis.\nSophie : Et ensuite ?\nMarc : J'attends.\n"


@pytest.fixture
def folder(tmp_path):
    return start_study(tmp_path / "mine", sector="travel", language="fr")


def test_who_asks_most_in_an_interview_seems_to_be_its_interviewer(folder):
    (folder / "interviews" / "a.txt").write_text(ASKED, "utf-8")
    (folder / "interviews" / "b.txt").write_text(ASKED.replace("Sophie", "Nadia").replace("Marc", "Luc"), "utf-8")
    assert {voice.label: voice.asks for voice in voices(folder)} == {
        "Sophie": True,
        "Nadia": True,
        "Marc": False,
        "Luc": False,
    }


def test_nobody_seems_to_ask_where_nobody_does(folder):
    (folder / "interviews" / "a.txt").write_text("Marc : Oui.\nLuc : Non.\n", "utf-8")
    assert not any(voice.asks for voice in voices(folder))


def test_files_that_cannot_be_read_hide_no_voice_of_the_others(folder):
    (folder / "interviews" / "a.txt").write_text(ASKED, "utf-8")
    (folder / "interviews" / "b.docx").write_bytes(b"\0\1no document")
    assert [voice.label for voice in voices(folder)] == ["Sophie", "Marc"]


def test_the_most_widespread_voice_comes_first():
    found = voices(samples_folder() / "travel")
    assert found[0].asks
    assert len(found[0].documents) == 10
