"""A study that reads well until one of its files is replaced, and the process that reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest
from reading.conftest import CODEBOOK, JOURNEY, STUDY

READER = Path(__file__).with_name("reader.py")


class Reader:
    """The process that reads studies; it is started again when a study has ended it, which its answer says."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, folder: Path, *, seconds: int = 60) -> dict:
        if self._process is None:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen([sys.executable, READER], stdin=pipe, stdout=pipe, text=True)
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            self._process.stdin.write(json.dumps(str(folder)) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if line:
            return json.loads(line)
        code = self.close()
        return {"problems": [], "crash": f"the reading process died ({code})"}

    def close(self) -> int | None:
        if self._process is None:
            return None
        self._process.stdin.close()
        code = self._process.wait()
        self._process.stdout.close()
        self._process = None
        return code


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Read a study folder in another process; its answer is a dict."""
    made = Reader()
    yield made
    made.close()


def bare(parent: Path) -> Path:
    """Make the folder of a study that lacks its one interview, `interviews/talk.*`."""
    folder = parent / "tiny"
    (folder / "interviews").mkdir(parents=True)
    for name, text in {"study.yml": STUDY, "codebook.yml": CODEBOOK, "journey.yml": JOURNEY}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def put(folder: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Make a file of the study, by its place in the folder, and return the folder."""
    path = folder / name
    if path.parent != folder / "interviews":
        (folder / "interviews" / "talk.txt").write_text("Interviewer: Well?\nAnna: Good.\n", "utf-8")
        path.unlink(missing_ok=True)
    make(path)
    return folder


@pytest.fixture
def with_file(tmp_path: Path) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make a study with this file at this place, and return its folder."""
    return lambda name, make: put(bare(tmp_path), name, make)
