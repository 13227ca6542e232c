"""Fixtures of the runner's tests."""

from __future__ import annotations

import shutil
from functools import partial

import pytest

from runner.tiny.project import make_project
from runner.tiny.runs import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Return the process that forks runners."""
    started = Server(tmp_path_factory.mktemp("key") / "pseudonym.key")
    yield started
    started.close()


@pytest.fixture(scope="session")
def new_project():
    """Return what makes a project with four tiny notebooks and the study `one`."""
    return make_project


@pytest.fixture(scope="session")
def new_finished_project(server, tmp_path_factory):
    """Return what makes a project whose study has its report."""
    finished = make_project(tmp_path_factory.mktemp("finished"))
    assert server.run(finished).status == 0
    return partial(shutil.copytree, finished, dirs_exist_ok=True)


@pytest.fixture
def project(new_project, tmp_path):
    """Return a project that nothing has run in."""
    return new_project(tmp_path)


@pytest.fixture
def finished_project(new_finished_project, tmp_path):
    """Return a project whose study is finished."""
    return new_finished_project(tmp_path)
