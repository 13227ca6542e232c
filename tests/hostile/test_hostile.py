"""No file can kill or fool the reading of a study, and each one refused is named and told why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile.bombs import HOSTILE

CHILD, OWN, SECONDS = 1024, 1024, 45
"""Megabytes of the process that reads risky files and of the one that asks it; seconds until the answer."""
WORKBENCH = Path(sys.executable).parent / "workbench"
FILES = [pytest.param(file, marks=pytest.mark.soak if file.soak else (), id=file.name) for file in HOSTILE]
CHECKED = ("docx: 20 million empty paragraphs", "zip slip", "zip in a zip", "yaml: aliases upon aliases")


@pytest.mark.parametrize("file", FILES)
def test_a_hostile_file_is_contained(file, with_file, reader):
    answer = reader(with_file(file.place, file.make))
    assert "crash" not in answer, answer
    assert answer["seconds"] < SECONDS
    assert answer["child"] <= CHILD
    assert answer["own"] <= OWN
    if file.refusal is None:
        assert not answer["problems"]
    else:
        told = "\n".join(answer["problems"])
        assert file.refusal in told
        assert file.place.split("/")[-1] in told or "no interview found" in told


@pytest.mark.parametrize("file", [file for file in HOSTILE if file.name in CHECKED], ids=lambda file: file.name)
def test_the_command_that_checks_a_study_says_what_came_of_a_hostile_file(file, with_file, tmp_path):
    folder = with_file(file.place, file.make)
    key = {"WORKBENCH_KEY_FILE": str(tmp_path / "key")}
    done = subprocess.run(
        [WORKBENCH, "check", folder],
        capture_output=True,
        text=True,
        env={**os.environ, **key},
        check=False,
        timeout=180,
    )
    assert "Traceback" not in done.stdout + done.stderr
    if file.refusal is None:
        assert done.returncode == 0
        assert "ready (1 interviews" in done.stdout
    else:
        assert done.returncode == 1
        assert f"{folder / file.place}" in done.stdout
        assert file.refusal in done.stdout
