"""Values set in a study.yml leave the rest to whoever wrote it."""

import pytest

from workbench.errors import InputError
from workbench.reading.brief_edits import set_in_brief
from workbench.reading.starter import start_study
from workbench.reading.study_folder import read_brief


@pytest.fixture
def folder(tmp_path):
    return start_study(tmp_path / "mine", sector="travel", language="fr")


def test_a_value_is_set_and_every_comment_stays(folder):
    before = (folder / "study.yml").read_text("utf-8")
    set_in_brief(
        folder, {("question", "fr"): "Qu'est-ce qui fait : réserver ?", ("sources", 0, "interviewer"): ["Nadia"]}
    )
    after = (folder / "study.yml").read_text("utf-8")
    comments = [line[line.index("#") :] for line in before.splitlines() if "#" in line]
    assert comments == [line[line.index("#") :] for line in after.splitlines() if "#" in line]
    brief = read_brief(folder)
    assert brief.question.fr == "Qu'est-ce qui fait : réserver ?"
    assert brief.question.en == "What makes people start, hesitate and stay?"
    assert brief.sources[0].interviewer == ("Nadia",)


def test_what_no_brief_may_hold_changes_nothing(folder):
    before = (folder / "study.yml").read_bytes()
    with pytest.raises(InputError, match="language"):
        set_in_brief(folder, {("language",): "de"})
    assert (folder / "study.yml").read_bytes() == before
