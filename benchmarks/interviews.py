"""Interviews: reading and machine-coding a real study, beside a script that looks for keywords."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, Skipped, spread
from benchmarks.surroundings import surroundings
from workbench.reading.study_folder import read_brief

HERE = Path(__file__).resolve().parent
STUDY = HERE.parent / "tests" / "real" / "biogas"
NAME = "interviews.biogas"
OURS, KEYWORDS = "workbench", "keywords"
WHAT = "csv and one regular expression a code: no inflected forms, exceptions, names replaced"


def measure(runs: int) -> list[Measurement | Skipped]:
    """Read and code in fresh processes, in turns; imports are not counted."""
    if not (STUDY / "study.yml").is_file():
        return [Skipped(NAME, "tests/real/biogas is not here")]
    table = STUDY / read_brief(STUDY).sources[0].path
    if not table.is_file():
        return [Skipped(NAME, f"{table.name} is not here: the real interviews lie in ../shared, outside the project")]
    calls = {
        OURS: [str(HERE / "coding_script.py"), str(STUDY)],
        KEYWORDS: [str(HERE / "keyword_script.py"), str(table), str(STUDY / "codebook.yml")],
    }
    with tempfile.TemporaryDirectory() as place:
        key = Path(place) / "pseudonym.key"
        found = alternate({name: partial(_rate, call, key) for name, call in calls.items()}, runs, title="interviews")
    peer = Peer(WHAT, spread(found[KEYWORDS]))
    return [Measurement(NAME, "utterances/s", spread(found[OURS]), better="higher", peer=peer)]


def _rate(call: list[str], key: Path, _run: int) -> float:
    own = surroundings(WORKBENCH_KEY_FILE=str(key))  # a measurement leaves no key behind
    done = subprocess.run([sys.executable, *call], check=True, capture_output=True, text=True, env=own)
    said = json.loads(done.stdout)
    return float(said["utterances"] / said["seconds"])
