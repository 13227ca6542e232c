"""Meeting: JSON lines with a meeting a line, as the QMSum corpus has them (Zhong et al., 2021)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_text
from workbench.reading.recogniser import parsed
from workbench.reading.turns import Turn

SPOKEN = "meeting_transcripts"
ALLOWED = f"an object with a list `{SPOKEN}` of {{speaker, content}}"


def read_meetings(path: Path, encoding: str) -> tuple[dict[str, list[Turn]], list[str]]:
    """Return the turns of each meeting under `<stem>-<n>`, n from 1, and remarks on what is not read.

    InputError lists every line that is no meeting and every turn without speaker or content.
    """
    meetings: dict[str, list[Turn]] = {}
    problems: list[Problem] = []
    unread: set[str] = set()
    for number, line in enumerate(read_text(path, encoding).split("\n"), 1):
        if not line.strip():
            continue
        try:
            meeting = parsed(path, number, line)
            meetings[f"{path.stem}-{len(meetings) + 1}"] = _turns(f"{path}:{number}", meeting)
            unread |= meeting.keys() - {SPOKEN}
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    remark = f"not read, because nobody in the meeting said them: {len(unread)} parts ({', '.join(sorted(unread))})"
    return meetings, [remark] if unread else []


def _turns(where: str, meeting: Any) -> list[Turn]:
    said = meeting.get(SPOKEN) if isinstance(meeting, dict) else None
    if not isinstance(said, list):
        got = ", ".join(meeting) if isinstance(meeting, dict) else type(meeting).__name__
        raise InputError([Problem(where, "not a meeting", got[:60], ALLOWED)])
    problems = [
        Problem(where, f"turn {number} cannot be read", repr(turn)[:60], ALLOWED)
        for number, turn in enumerate(said, 1)
        if not (isinstance(turn, dict) and all(isinstance(turn.get(key), str) for key in ("speaker", "content")))
    ]
    if problems:
        raise InputError(problems)
    return [Turn(turn["speaker"].strip(), turn["content"]) for turn in said]
