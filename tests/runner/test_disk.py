"""A disk that fails at any operation harms nothing that was there, and the cause is named (R4)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from runner.tiny.checks import a_full_disk_harms_nothing_old, set_trap
from runner.tiny.runs import finished
from runner.tiny.tally import note

MOST = 90
"""More operations on the disk than any process of a run has."""


def _sweep(server, project: Path, tmp_path: Path, step: int, **fault) -> int:
    """Fail each step-th operation of a run, each time in a fresh copy; return how many runs failed by it."""
    failed = 0
    for n in range(1, MOST, step):
        copy = shutil.copytree(project, tmp_path / f"copy-{n}")
        hit = a_full_disk_harms_nothing_old(server, copy, n=n, **fault)
        failed += hit
        shutil.rmtree(copy)
    return failed


@pytest.mark.parametrize(("error", "lasting"), [("ENOSPC", True), ("EIO", False)])
def test_an_operation_that_fails_harms_nothing_old(server, finished_project, tmp_path_factory, error, lasting):
    place = tmp_path_factory.mktemp("copies")
    assert _sweep(server, finished_project, place, 9, error=error, lasting=lasting) >= 1


@pytest.mark.soak
def test_whichever_operation_fails_nothing_old_is_harmed(server, finished_project, tmp_path_factory):
    place = tmp_path_factory.mktemp("copies")
    tried = sum(
        _sweep(server, finished_project, place, 1, error=error, lasting=lasting)
        for error in ("ENOSPC", "EIO")
        for lasting in (False, True)
    )
    note(
        "R4",
        "A full or broken disk harms nothing old, and the cause is named",
        measured=0,  # a broken promise has failed the test before this line
        of=tried,
        anchor="papermill destroyed the earlier result",
    )


def test_a_runner_killed_before_its_last_word_has_published_nothing(server, finished_project):
    report = finished_project / "reports/one/report.html"
    old = report.read_bytes()
    (finished_project / "size.txt").write_text("20", "utf-8")
    fault = {"error": "EIO", "words": '"kind":"finished"', "killed": True}
    assert server.run(finished_project, again=True, fault=fault).status == -9
    assert report.read_bytes() != old
    set_trap(finished_project, "1 / 0")
    assert server.run(finished_project, again=True).status == 1
    assert report.read_bytes() == old
    assert not list(report.parent.glob(".*"))


def test_a_small_disk_that_is_full_harms_nothing_old(server, finished_project):
    disk = finished_project / "small"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        assert server.run(finished_project, out="small").status == 0
        report = disk / "one/report.html"
        old = report.read_bytes()
        (finished_project / "size.txt").write_text("8000000", "utf-8")
        run = server.run(finished_project, out="small", again=True)
        assert run.status == 1
        assert report.read_bytes() == old
        (verdict,) = run.verdicts().values()
        assert "the disk is full" in verdict["reason"]
        assert finished(finished_project) == ["one"]
    finally:
        subprocess.run(["umount", disk], check=True)
