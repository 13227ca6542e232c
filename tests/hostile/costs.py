"""A table of what every hostile file costs and comes to: `python tests/hostile/costs.py [words of a name]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hostile.bombs import HOSTILE, Hostile
from hostile.conftest import Reader, bare, put


def cost(file: Hostile) -> dict:
    """Return the answer of a process that reads a study with this file and no other."""
    read = Reader()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return read(put(bare(Path(folder)), file.place, file.make))
    finally:
        read.close()


def main() -> None:
    print(f"{'file':46}{'seconds':>8}{'parent MB':>11}{'child MB':>10}  outcome")
    for file in HOSTILE:
        if any(word in file.name for word in sys.argv[1:]) or not sys.argv[1:]:
            answer = cost(file)
            outcome = answer.get("crash") or next(iter(answer["problems"]), "read").split(": ", 1)[-1]
            told = (answer.get("seconds", "-"), answer.get("own", "-"), answer.get("child", "-"))
            print(f"{file.name:46}{told[0]:>8}{told[1]:>11}{told[2]:>10}  {outcome[:70]}", flush=True)


if __name__ == "__main__":
    main()
