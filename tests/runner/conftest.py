"""Fixtures of the runner's tests."""

from __future__ import annotations

import pytest

from tests.runner.tiny.project import make_project
from tests.runner.tiny.runs import Server


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
