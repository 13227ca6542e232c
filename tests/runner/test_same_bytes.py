"""The same study gives the same report, byte for byte, whatever executes its notebooks and however many do at once."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES

from runner.tiny.tally import note

SCRIPT = Path(__file__).with_name("reports_of.py")
ALL = [f"{sample}:{language}" for sample, language in itertools.product(SAMPLES, ("fr", "en"))]


def _digests(folder: Path, way: str, workers: int, wanted: list[str]) -> dict[str, str]:
    words = [sys.executable, SCRIPT, way, workers, folder / f"{way}-{workers}", *wanted]
    done = subprocess.run([str(word) for word in words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_report_is_the_same_by_a_kernel_and_by_forks(tmp_path):
    """Each process has hashes of its own, so that no order of a set decides anything.

    The second fork finds what the first left: the study read, coded and grouped.
    """
    forked = _digests(tmp_path, "fork", 1, ["startup:fr", "startup:en"])
    assert _digests(tmp_path, "kernel", 1, ["startup:en"]).items() <= forked.items()


@pytest.mark.soak
def test_all_reports_are_the_same_by_kernels_and_by_forks(tmp_path):
    kernel = _digests(tmp_path, "kernel", 1, ALL)
    assert len(set(kernel.values())) == len(ALL)
    for workers in (1, 2):
        assert _digests(tmp_path, "fork", workers, ALL) == kernel
    note(
        "D1",
        "Same inputs, same bytes: by a kernel a notebook, by forks, one and two at a time",
        measured=0,  # another byte has failed the test before this line
        of=3 * len(ALL),
        anchor="nbconvert 0 of 20 by default, 12 of 12 with settings",
    )
