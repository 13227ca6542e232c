"""Real studies: each runs to its report, by either way of executing, and a broken one says all it lacks."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from conftest import ROOT

from workbench.reading.study_folder import find_study


@pytest.fixture
def run(server, tmp_path):
    """Return a way to run studies in an empty working folder."""

    def go(engine: str, *words: str):
        return server.command(tmp_path, "run", *words, "--engine", engine, "-p", "n_journeys=500", within=290)

    return go


def test_a_study_runs_to_its_report_and_the_others_go_on(run, tmp_path):
    ended = run("fork", "no-such-study", "startup", "-p", "language=fr")
    assert ended.status == 1, ended.err
    folder, told = tmp_path, ended.out
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
def test_either_engine_makes_the_same_report(run, tmp_path):
    pages = []
    for engine in ("fork", "jupyter"):
        told = run(engine, "travel", "--out", engine)
        assert told.status == 0, told.err
        pages.append((tmp_path / engine / "travel/report.html").read_bytes())
        shutil.rmtree(tmp_path / "personas")
    assert pages[0] == pages[1]


def test_a_broken_study_says_all_it_lacks_on_its_page(run, tmp_path):
    study = shutil.copytree(find_study("travel"), tmp_path / "mine")
    (study / "interviews/interview-03.txt").write_text("", "utf-8")
    journey = (study / "journey.yml").read_text("utf-8").splitlines()
    (study / "journey.yml").write_text("\n".join(line for line in journey if "from: R2," not in line), "utf-8")
    ended = run("fork", str(study), "-p", "language=fr")
    assert ended.status == 1, ended.err
    folder, told = tmp_path, ended.out
    assert "the file is empty" in told
    assert "no way out" in told
    assert "0 of 1 reports made; 1 failed" in told
    page = (folder / "reports/travel/failed.html").read_text("utf-8")
    assert '<html lang="fr">' in page
    assert len(re.findall(r"<li>", page)) == 2
    assert "interview-03.txt: the file is empty" in page
    assert str(folder) not in page
    assert not (folder / "reports/travel/report.html").exists()
