"""Million: a study of a million utterances read, beside webvtt-py that only reads the cues of the same files."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from tqdm import tqdm

from benchmarks.alternation import alternate
from benchmarks.child import Cost, cost_of
from benchmarks.measurement import Measurement, Peer, spread
from workbench.reading.study_folder import samples_folder

INTERVIEWS = 1000
CUES = 1000
"""A cue is an utterance here: the speakers take turns."""
OURS = "from workbench.reading.study_folder import read_material; material = read_material('.')"
PEER = (
    "import webvtt; from pathlib import Path; "
    "kept = [webvtt.read(path).captions for path in sorted(Path('interviews').iterdir())]"
)
WHAT = "webvtt-py alone: cues read and kept, no speakers joined, no names replaced"
TALK = "we the price wait call shop order phone trip hotel never always because asked said help people time"


def measure(runs: int) -> list[Measurement]:
    """Read the same files in processes of their own, in turns, imports included."""
    with tempfile.TemporaryDirectory() as place:
        write_corpus(Path(place), interviews=INTERVIEWS, cues=CUES)
        ways = {name: partial(_cost, code, Path(place)) for name, code in (("workbench", OURS), ("webvtt-py", PEER))}
        found = alternate(ways, runs, title="million")
    pairs = (("time", "s", lambda cost: cost.seconds), ("memory", "MB", lambda cost: cost.megabytes))
    return [
        Measurement(
            f"million.{name}",
            unit,
            spread([of(cost) for cost in found["workbench"]]),
            peer=Peer(WHAT, spread([of(cost) for cost in found["webvtt-py"]])),
        )
        for name, unit, of in pairs
    ]


def write_corpus(folder: Path, *, interviews: int, cues: int) -> None:
    """Write a study of so many WebVTT interviews of so many cues, invented words, two speakers each."""
    sample = samples_folder() / "startup"
    for name in ("study.yml", "codebook.yml", "journey.yml"):
        shutil.copyfile(sample / name, folder / name)
    (folder / "interviews").mkdir()
    luck, words = random.Random(1), TALK.split()
    for number in tqdm(range(interviews), desc="million: writing", unit="file", leave=False, disable=None):
        lines = ["WEBVTT", ""]
        for cue in range(cues):
            voice = f"Person{number}" if cue % 2 else "Interviewer"
            said = " ".join(luck.choices(words, k=9)).capitalize()
            lines += [f"{_clock(3 * cue)} --> {_clock(3 * cue + 2)}", f"<v {voice}>{said}.", ""]
        (folder / "interviews" / f"talk-{number:04}.vtt").write_text("\n".join(lines), "utf-8")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def _cost(code: str, folder: Path, _run: int) -> Cost:
    return cost_of([sys.executable, "-c", code], folder=folder)
