"""Fixtures of the runner's tests."""

from __future__ import annotations

import shutil

import pytest

from runner.tiny.project import make_project
from runner.tiny.runs import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Return the process that forks runners."""
    started = Server(tmp_path_factory.mktemp("key") / "pseudonym.key")
    yield started
    started.close()


@pytest.fixture
def project(tmp_path):
    """Return a project with four tiny notebooks and the study `one`."""
    return make_project(tmp_path)


@pytest.fixture(scope="session")
def _finished(server, tmp_path_factory):
    folder = make_project(tmp_path_factory.mktemp("finished"))
    assert server.run(folder).status == 0
    return folder


@pytest.fixture
def finished_project(_finished, tmp_path):
    """Return a project whose study has its report."""
    return shutil.copytree(_finished, tmp_path, dirs_exist_ok=True)
