"""Coder files: beside codings.csv and suggestions.csv a file for each coder, so that no two people write one file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

CODINGS, DECISIONS = "codings", "suggestions"
"""Names of the common table, with .csv, and of the folder that holds one for each coder."""
LONGEST = 60


def tables_of(folder: Path, kind: str) -> list[Path]:
    """Return the common table, whether it is there or not, and those of the coders by name."""
    return [folder / f"{kind}.csv", *_own(folder, kind)]


def coder_files(folder: Path) -> list[Path]:
    """Return the tables of all coders, in a fixed order."""
    return [*_own(folder, CODINGS), *_own(folder, DECISIONS)]


def coder_file(folder: Path, kind: str, coder: str) -> Path:
    """Return where a coder's table lies; a name that cannot name a file is told apart by a few digits."""
    plain = unicodedata.normalize("NFC", coder)
    name = re.sub(r"[^\w-]+", "-", plain)[:LONGEST].strip("-")
    if name != coder:
        name = f"{name or 'coder'}-{hashlib.sha256(plain.encode('utf-8')).hexdigest()[:8]}"
    return folder / kind / f"{name}.csv"


def _own(folder: Path, kind: str) -> list[Path]:
    found = (folder / kind).glob("*.csv")
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))
