"""Keyword script: what one would write without the workbench, `csv` and a regular expression for each code.

Run as `python keyword_script.py TABLE CODEBOOK`. It finds no inflected forms, heeds no exceptions,
looks at whole answers, replaces no names and keeps no positions: less work than the workbench does.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from pathlib import Path

from ruamel.yaml import YAML


def timed(table: Path, codebook: Path) -> dict[str, float]:
    """Return utterances, codings and seconds."""
    start = time.perf_counter()
    patterns = [_pattern(code["terms"]) for code in YAML(typ="safe").load(codebook)["codes"] if code.get("terms")]
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codings = sum(pattern.search(row["interviewee"]) is not None for row in rows for pattern in patterns)
    seconds = time.perf_counter() - start
    return {"utterances": 2 * len(rows), "codings": codings, "seconds": seconds}


def _pattern(terms: list[str]) -> re.Pattern[str]:
    written = (re.escape(term).replace(r"\*", r"\w*").replace(r"\ \+\ ", r"\b.*\b") for term in terms)
    return re.compile(rf"\b(?:{'|'.join(written)})\b", re.IGNORECASE)


if __name__ == "__main__":
    print(json.dumps(timed(Path(sys.argv[1]), Path(sys.argv[2]))))
