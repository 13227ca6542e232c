"""A report can be checked: its page against its seal, its study against its record."""

from __future__ import annotations

import json
import shutil

import pytest
from conftest import SAMPLES
from hypothesis import given
from hypothesis import strategies as st
from runner.tiny.tally import note

from workbench.cli import main
from workbench.errors import InputError, ParameterError
from workbench.language.speech import Speech
from workbench.reading.study_folder import samples_folder
from workbench.report.run_record import record_in, run_record, written
from workbench.report.seal import is_unbroken, sealed
from workbench.report.sections import Report
from workbench.report.verification import verify
from workbench.study import Study
from workbench.walk import results

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>t</title></head><body>{}</body></html>'


@given(st.text(), st.text(min_size=1), st.integers(0, 400))
def test_a_seal_holds_until_a_single_letter_changes(words, other, place):
    page = sealed(PAGE.format(words))
    assert is_unbroken(page)
    assert sealed(page) == page
    place %= len(page)
    changed = page[:place] + other + page[place:]
    assert not is_unbroken(changed) or changed == page


def test_a_page_without_a_seal_is_not_said_to_be_whole():
    assert is_unbroken(PAGE) is None


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a study of three interviews and its page."""
    folder = tmp_path_factory.mktemp("checked")
    shutil.copytree(samples_folder() / "travel", folder / "travel")
    found = results(Study(study=str(folder / "travel"), n_journeys=100, resamples=20, persona_files=str(folder / "p")))
    body = "".join(section._repr_html_() for section in Report(found))
    page = folder / "report.html"
    page.write_text(sealed(PAGE.format(body)), "utf-8")
    return folder / "travel", page, found


def test_a_report_of_an_unchanged_study_stands(made):
    study, page, _ = made
    found = verify(page, str(study))
    assert found.stands
    assert [len(part.same) > 0 for part in found.parts] == [True] * 3


def test_what_changed_in_the_study_is_named(made, tmp_path):
    study, page, _ = made
    other = tmp_path / "travel"
    shutil.copytree(study, other)
    brief = other / "study.yml"
    brief.write_text(brief.read_text("utf-8") + "\n# seen again\n", "utf-8")
    found = verify(page, str(other))
    inputs = next(part for part in found.parts if part.name == "inputs")
    assert inputs.changed == ("study.yml",)
    assert not found.stands
    assert found.unbroken


def test_a_version_that_changed_is_told_with_both(made, tmp_path):
    study, page, found = made
    record = run_record(found, Speech("fr"))
    older = written({**record, "versions": {**record["versions"], "numpy": "1.0"}})
    text = page.read_text("utf-8").replace(_escaped(written(record)), _escaped(older))
    (tmp_path / "old.html").write_text(sealed(text), "utf-8")
    told = verify(tmp_path / "old.html", str(study))
    assert next(part for part in told.parts if part.name == "versions").changed == (
        f"numpy 1.0 → {record['versions']['numpy']}",
    )


def test_a_page_that_somebody_edited_does_not_stand(made, tmp_path, capsys):
    study, page, _ = made
    edited = tmp_path / "edited.html"
    edited.write_text(page.read_text("utf-8").replace("10", "11", 1), "utf-8")
    assert main(["verify", str(edited), "--study", str(study)]) == 1
    assert "page: changed since it was written" in capsys.readouterr().out


def test_another_study_is_not_taken_for_the_reports(made):
    with pytest.raises(ParameterError, match="startup"):
        verify(made[1], "startup")


def test_a_page_without_a_record_is_refused(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    with pytest.raises(InputError, match="no record"):
        verify(tmp_path / "page.html")


def test_the_record_tells_no_path_of_the_machine(made):
    _, page, _ = made
    record = record_in(page.read_text("utf-8"))
    assert "persona_files" not in record["parameters"]
    assert str(page.parent) not in json.dumps(record)


def _escaped(text):
    from markupsafe import escape

    return str(escape(text))


def test_a_study_put_back_from_an_archive_gives_its_report_again(made, tmp_path):
    study, page, _ = made
    archive = shutil.make_archive(str(tmp_path / "kept"), "zip", study.parent, study.name)
    shutil.unpack_archive(archive, tmp_path / "back")
    back = tmp_path / "back" / study.name
    files = [path.relative_to(study) for path in study.rglob("*") if path.is_file()]
    assert all((back / path).read_bytes() == (study / path).read_bytes() for path in files)
    found = results(Study(study=str(back), n_journeys=100, resamples=20, persona_files=str(tmp_path / "p")))
    body = "".join(section._repr_html_() for section in Report(found))
    assert sealed(PAGE.format(body)) == page.read_text("utf-8")


@pytest.mark.soak
def test_studies_put_back_from_archives_are_counted(tmp_path):
    tried = lost = 0
    for sample in SAMPLES:
        study = samples_folder() / sample
        archive = shutil.make_archive(str(tmp_path / sample), "zip", study.parent, study.name)
        shutil.unpack_archive(archive, tmp_path / "back")
        for path in (path for path in study.rglob("*") if path.is_file()):
            tried += 1
            lost += (tmp_path / "back" / sample / path.relative_to(study)).read_bytes() != path.read_bytes()
        quick = {"n_journeys": 100, "resamples": 20, "persona_files": str(tmp_path / "personas")}
        before, after = (results(Study(study=name, **quick)) for name in (sample, str(tmp_path / "back" / sample)))
        tried += 1
        one, other = ([section.html for section in Report(found)] for found in (before, after))
        lost += one != other
    note(
        "R10",
        "A backup can be restored: files of the samples and their reports, from an archive",
        measured=lost,
        of=tried,
        anchor="Dedoose 2014: two to three weeks of work lost",
    )
    assert lost == 0
