"""Coding script: read a study and code it by machine, and say how many utterances took how long.

Run as `python coding_script.py FOLDER`: a process of its own, as a user's is, with nothing remembered from before.
"""

from __future__ import annotations

import json
import sys
import time

from workbench.reading.study_folder import read_material
from workbench.walk import code


def timed(study: str) -> dict[str, float]:
    """Return utterances, codings and seconds."""
    start = time.perf_counter()
    material = read_material(study)
    codings = code(material)
    seconds = time.perf_counter() - start
    utterances = sum(len(transcript.utterances) for transcript in material.transcripts)
    return {"utterances": utterances, "codings": len(codings), "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(timed(sys.argv[1])))
