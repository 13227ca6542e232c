"""A real JupyterLab for all widgets, started once."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from workbench.reading.study_folder import find_study

TOKEN = "widgets"  # noqa: S105  # of a server that lives for one test run
PATIENCE = 30_000
"""Milliseconds a page of JupyterLab may take on a busy machine."""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab, the folder it shows and a browser."""

    folder: Path
    address: str
    browser: object

    def study(self, name: str, sample: str = "travel") -> Path:
        """Return a copy of a sample to write into."""
        folder = self.folder / name
        shutil.copytree(find_study(sample), folder)
        return folder

    def notebook(self, name: str, *cells: str) -> Path:
        """Write a notebook with these cells."""
        notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.folder / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    @contextmanager
    def page(self, notebook: str, **options):
        """Give a page on which a notebook is open, in a browser session of its own."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        try:
            yield self.opened(context, notebook)
        finally:
            context.close()

    def opened(self, context, notebook: str):
        """Return a further page on a notebook in a browser session."""
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.address}/doc/tree/{notebook}.ipynb?token={TOKEN}&reset")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle], [data-status=idle]").first.wait_for()
        return page

    def run(self, page, cell: int = 0) -> None:
        """Run a cell as a researcher does, and leave the keys where they were."""
        prompt = page.locator(".jp-CodeCell .jp-InputArea-prompt").nth(cell)
        before = prompt.text_content()
        for _ in range(40):
            asked = page.locator(".jp-Dialog .jp-mod-accept")
            if asked.count():  # a kernel that is not there yet on a busy machine: JupyterLab asks which to take
                asked.first.click()
                page.wait_for_timeout(1000)
            with suppress(PlaywrightTimeout):
                page.locator(".jp-CodeCell .cm-content").nth(cell).click(timeout=3000)
                page.keyboard.press("Control+Enter")
            page.wait_for_timeout(500)
            if prompt.text_content() != before:
                return
        raise TimeoutError("the cell is not run")


@pytest.fixture(scope="session")
def lab(chromium, tmp_path_factory: pytest.TempPathFactory):
    """Return a running JupyterLab in an empty folder; skipped by name where there is no Chromium."""
    home = tmp_path_factory.mktemp("lab")
    folder = home / "here"
    folder.mkdir()
    quiet = home / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True)
    (quiet / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}', "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(home), "WORKBENCH_KEY_FILE": str(home / "key")}
    env |= {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.extension_manager=readonly", "--LabApp.expose_app_in_browser=True", "--allow-root"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        _answering(f"http://127.0.0.1:{port}/api?token={TOKEN}", server, home / "log")
        yield Lab(folder, f"http://127.0.0.1:{port}", chromium)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _answering(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(log.read_text("utf-8"))
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(log.read_text("utf-8"))
