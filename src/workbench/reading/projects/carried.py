"""Carried note: what an exchange format has no place for, as JSON in a note that says what it holds.

A note is one JSON object: `workbench` (version of this form, 1), `holds` (one of KINDS)
and `value`, the fields of that noun as in the study's own files. Whatever is at its default is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

VERSION = 1
NAME = "workbench: "
"""How the names of such notes begin."""
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
KINDS = ("brief", "journey", "codebook", "code", "source", "coding")
Carried = Mapping[str, Any]
"""The value of such a note; empty where there is none."""
UNFIT = (ValidationError, ValueError, TypeError)
"""What is raised when a note holds something else than it says."""


def packed(holds: str, value: Mapping[str, Any]) -> str:
    """Return the text of a note; characters that XML cannot hold are written as JSON escapes."""
    text = json.dumps({"workbench": VERSION, "holds": holds, "value": value}, ensure_ascii=False)
    return NOT_IN_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unpacked(text: str) -> tuple[str, dict[str, Any]] | None:
    """Return what a note holds and its value; None when it is anybody's note."""
    try:
        note = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(note, dict) or note.get("workbench") != VERSION or note.get("holds") not in KINDS:
        return None
    value = note.get("value")
    return (note["holds"], value) if isinstance(value, dict) else None


def fit_for_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub(" ", text)
