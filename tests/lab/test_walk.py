"""From an empty folder to a report of one's own, as a new user goes: JupyterLab in a browser, and no line of code.

With a folder in WALK_PICTURES each step leaves a picture there.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT

from workbench.reading.persona_files import numbered_files
from workbench.reading.study_folder import read_brief, samples_folder

TOKEN = "walk"  # noqa: S105  # of a server that lives for one test
TEXTS = {
    "fr": {
        "title": "Week-ends 2026",
        "folder": "Créer le dossier",
        "run": "Exécution",
        "all": "Exécuter toutes les cellules",
        "make": "Créer le rapport",
        "open": "l’ouvrir",
        "html": "fr-FR",
    },
    "en": {
        "title": "Weekend trips",
        "folder": "Make the study",
        "run": "Run",
        "all": "Run All Cells",
        "make": "Make the report",
        "open": "open it",
        "html": "en",
    },
}
SAMPLE = {"fr": "travel", "en": "startup"}
PATIENCE = 90_000
"""Milliseconds a step may take on a busy machine."""


class Person:
    """Somebody before JupyterLab, whose every click and text is counted."""

    def __init__(self, page, texts):
        self.page, self.texts, self.acts = page, texts, 0

    def click(self, target):
        self.acts += 1
        target.click()

    def shown(self):
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def run_all(self):
        self.click(self.page.get_by_role("menuitem", name=self.texts["run"], exact=True))
        self.click(self.page.get_by_role("menuitem", name=self.texts["all"], exact=True))
        self.page.wait_for_timeout(1000)
        idle = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
        self.shown().locator(idle).wait_for()
        self.page.wait_for_timeout(500)


@pytest.fixture
def workplace(tmp_path, chromium, request):
    """Open JupyterLab in an empty folder with the command a user has; give the page and the folder."""
    language, home, folder = request.param, tmp_path / "home", tmp_path / "studies"
    home.mkdir()
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = ["--no-browser", f"--ServerApp.port={port}", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    command = [sys.executable, "-m", "workbench.cli", "lab", str(folder), "--language", language]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(home), "WORKBENCH_KEY_FILE": str(home / "key")}
    env |= {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, *(f"--jupyter={option}" for option in given)], env=env, stdout=log, stderr=log, cwd=home
        )
    try:
        _wait(f"http://127.0.0.1:{port}/api?token={TOKEN}", server)
        context = chromium.new_context(viewport={"width": 1280, "height": 1000})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        asked = []
        page.on("request", lambda one: asked.append(one.url) if one.url.startswith(("http", "ws")) else None)
        page.goto(f"http://127.0.0.1:{port}/?token={TOKEN}")
        yield Person(page, TEXTS[language]), folder, language, asked
        context.close()
    finally:
        subprocess.run(["pkill", "-TERM", "-P", str(server.pid)], check=False)
        server.terminate()
        server.wait(30)


def _wait(address, server):
    for _ in range(600):
        assert server.poll() is None
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  # our own server
        except OSError:
            time.sleep(0.1)
        else:
            return


def _walk(person, folder, language, pictures=None):
    """Go the whole way; return the study's folder and its report."""
    page, texts = person.page, person.texts

    def picture(name):
        if pictures is not None:
            page.wait_for_timeout(1000)
            page.screenshot(path=pictures / f"{language}-{name}.png")

    title = page.locator(".wb-form .widget-text input").first
    title.wait_for()
    picture("0-start")
    person.acts += 1
    title.fill(texts["title"])
    person.click(page.get_by_role("button", name=texts["folder"]))
    files = page.locator(".wb-drop input")
    files.wait_for()
    picture("0-made")
    interviews = sorted((samples_folder() / SAMPLE[language] / "interviews").iterdir())[:3]
    person.acts += 1
    files.set_input_files(interviews)
    first = page.get_by_role("link", name="1 ·")
    first.wait_for()
    picture("0-read")
    person.click(first)
    for step in (1, 2, 3, 4):
        person.shown().get_by_role("heading", name=f"{step} ·").first.wait_for()
        page.wait_for_timeout(1500)
        person.run_all()
        picture(f"{step}")
        assert not person.shown().locator(".jp-OutputArea-output[data-mime-type*='stderr']").count()
        if step < 4:
            person.click(person.shown().get_by_role("link", name=f"{step + 1} ·").first)
    person.click(person.shown().get_by_role("button", name=texts["make"]))
    person.shown().get_by_role("link", name=texts["open"]).wait_for()
    picture("4-made")
    (study,) = [path.parent for path in folder.glob("*/study.yml")]
    return study, folder / "reports" / study.name / "report.html"


@pytest.mark.browser
@pytest.mark.parametrize("workplace", ["fr"], indirect=True)
def test_a_new_user_comes_from_an_empty_folder_to_a_report_without_code(workplace, tmp_path):
    person, folder, language, asked = workplace
    begun = time.monotonic()
    kept = os.environ.get("WALK_PICTURES")
    study, report = _walk(person, folder, language, Path(kept) if kept else None)
    print(f"{person.acts} acts, {time.monotonic() - begun:.0f} s")
    assert person.page.locator("html").get_attribute("lang") == TEXTS[language]["html"]
    assert not [url for url in asked if "://127.0.0.1" not in url]
    assert person.acts <= 20
    brief = read_brief(study)
    assert (brief.title.fr, brief.language) == (TEXTS[language]["title"], language)
    page = report.read_text("utf-8")
    assert TEXTS[language]["title"] in page
    made = [path.read_bytes() for path in numbered_files(folder / "personas" / study.name)]
    assert made
    out = tmp_path / "again"
    subprocess.run(
        [sys.executable, "-m", "workbench.cli", "run", study.name, "--out", str(out)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "WORKBENCH_KEY_FILE": str(tmp_path / "home" / "key")},
        check=True,
        capture_output=True,
    )
    assert [path.read_bytes() for path in numbered_files(folder / "personas" / study.name)] == made
    assert (out / study.name / "report.html").read_text("utf-8") == page
