"""A study keeps the personas of the wave before, and its report says what changed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from workbench.errors import InputError
from workbench.forgetting.forgetting import forget
from workbench.language.speech import Speech
from workbench.reading.persona_files import persona_text, read_persona
from workbench.reading.study_folder import read_material, samples_folder
from workbench.report.sections import Report
from workbench.study import Study
from workbench.walk import results


@pytest.fixture(scope="module")
def study(tmp_path_factory, walked):
    """Return a study whose first persona held one claim less in the wave before."""
    folder = tmp_path_factory.mktemp("waves") / "travel"
    shutil.copytree(samples_folder() / "travel", folder)
    (folder / "spring").mkdir()
    for persona in walked("travel").personas:
        before = persona.model_copy(update={"claims": persona.claims[1:]})
        (folder / "spring" / f"{persona.id}.yml").write_text(persona_text(before), "utf-8")
    _name(folder, "spring")
    return folder


def _name(folder, previous):
    brief = folder / "study.yml"
    lines = [line for line in brief.read_text("utf-8").splitlines() if not line.startswith("previous:")]
    brief.write_text("\n".join([*lines, f"previous: {previous}"]) + "\n", "utf-8")


def test_the_report_says_what_changed_since(study, tmp_path):
    found = results(Study(study=str(study), n_journeys=100, resamples=20, persona_files=str(tmp_path)))
    html = Report(found).section("limits").html
    assert 'id="since"' in html
    for persona in found.personas:
        assert str(persona.claims[0].text.in_("fr")) in html.partition('id="since"')[2].partition("<h3>")[0]


def test_without_an_earlier_wave_the_report_is_silent_on_it(walked):
    assert 'id="since"' not in Report(walked("travel")).section("limits").html


def test_its_files_are_inputs_like_all_others(study):
    assert {"spring/p1.yml", "spring/p2.yml"} <= set(read_material(str(study)).digests)


@pytest.mark.parametrize(("previous", "what"), [("../elsewhere", "outside"), ("nothing", "no persona files")])
def test_a_folder_outside_or_empty_is_refused(study, tmp_path, previous, what):
    other = tmp_path / "travel"
    shutil.copytree(study, other)
    _name(other, previous)
    with pytest.raises(InputError, match=what) as refused:
        read_material(str(other))
    assert "study.yml" in str(refused.value)


def test_who_is_forgotten_is_in_no_earlier_persona(study, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "travel"
    shutil.copytree(study, other)
    brief = other / "study.yml"
    brief.write_text(brief.read_text("utf-8").replace("illustrative: true", "illustrative: false"), "utf-8")
    material = read_material(str(other))
    earlier = other / "spring" / "p1.yml"
    kept = read_persona(earlier)
    leaver = material.participants[0].pseudonym
    renamed = earlier.read_text("utf-8").replace(kept.members[0], leaver)
    earlier.write_text(renamed, "utf-8")
    forget(str(other), leaver, reports=tmp_path / "reports")
    assert leaver not in earlier.read_text("utf-8")


def test_a_review_that_is_overdue_on_the_day_of_the_report_is_on_its_cover(walked):
    found, say = walked("travel", "en"), Speech("en")
    assert "overdue" not in Report(found).section("cover").html
    late = replace(found, study=found.study.model_copy(update={"as_of": "2099-01-01"}))
    banner = BeautifulSoup(Report(late).section("cover").html, "lxml").select_one(".banner").get_text(" ", strip=True)
    assert banner == f"{say('review')} " + say(
        "review_overdue", due=say.day(found.material.journey.review_due), day=say.day(date(2099, 1, 1))
    )
