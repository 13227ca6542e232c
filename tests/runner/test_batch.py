"""Real studies: each runs to its report, by either way of executing, and a broken one says all it lacks."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from conftest import ROOT

from workbench.cli import main
from workbench.reading.study_folder import find_study


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(engine: str, *words: str) -> int:
    return main(["run", *words, "--engine", engine, "-p", "n_journeys=500"])


def test_a_study_runs_to_its_report_and_the_others_go_on(folder, capsys):
    assert _run("fork", "no-such-study", "startup", "-p", "language=fr") == 1
    told = capsys.readouterr().out
    assert "no-such-study: FAILED" in told
    assert "no study here" in told
    assert "1 of 2 reports made; 1 failed; all of them: reports/index.html" in told
    page = (folder / "reports/startup/report.html").read_text("utf-8")
    assert re.search(r'<html lang="?fr"?>', page)
    card = json.loads((folder / "reports/startup/card.json").read_text("utf-8"))
    assert card["participants"] == 10
    index = (folder / "reports/index.html").read_text("utf-8")
    assert "startup/report.html" in index
    assert card["title"] in index
    assert str(folder) not in page
    assert str(ROOT) not in page
    assert "startup: reports/startup/report.html (may be shared)" in told
    left = json.loads((folder / "reports/startup/sharing.json").read_text("utf-8"))
    assert left["shareable"] is True
    assert left["parameters"]["study"] == "startup"


@pytest.mark.soak
def test_either_engine_makes_the_same_report(folder):
    pages = []
    for engine in ("fork", "jupyter"):
        assert _run(engine, "travel", "--out", engine) == 0
        pages.append((folder / engine / "travel/report.html").read_bytes())
        shutil.rmtree(folder / "personas")
    assert pages[0] == pages[1]


def test_a_broken_study_says_all_it_lacks_on_its_page(folder, capsys):
    study = shutil.copytree(find_study("travel"), folder / "mine")
    (study / "interviews/interview-03.txt").write_text("", "utf-8")
    journey = (study / "journey.yml").read_text("utf-8").splitlines()
    (study / "journey.yml").write_text("\n".join(line for line in journey if "from: R2," not in line), "utf-8")
    assert _run("fork", str(study), "-p", "language=fr") == 1
    told = capsys.readouterr().out
    assert "the file is empty" in told
    assert "no way out" in told
    assert "0 of 1 reports made; 1 failed" in told
    page = (folder / "reports/travel/failed.html").read_text("utf-8")
    assert '<html lang="fr">' in page
    assert len(re.findall(r"<li>", page)) == 2
    assert "interview-03.txt: the file is empty" in page
    assert str(folder) not in page
    assert not (folder / "reports/travel/report.html").exists()
