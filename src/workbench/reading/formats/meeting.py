"""Meeting: JSON lines with a meeting a line, as the QMSum corpus has them (Zhong et al., 2021), or a turn a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.formats.heard import heard_turn
from workbench.reading.formats.recogniser import parsed
from workbench.reading.letters.encoding import read_text
from workbench.reading.turns import Turn

SPOKEN = "meeting_transcripts"
ALLOWED = f"an object with a list `{SPOKEN}` of {{speaker, content}}"


def read_meetings(path: Path, encoding: str) -> tuple[dict[str, list[Turn]], list[Notice]]:
    """Return the turns of each meeting under `<stem>-<n>`, n from 1, and a notice of what is not read.

    Where the first line is a turn, `{speaker, text, start}`, all lines are turns of one meeting under
    `<stem>`. InputError lists every line that is no meeting and every turn without speaker or content.
    """
    lines = [(n, line) for n, line in enumerate(read_text(path, encoding).split("\n"), 1) if line.strip()]
    if _is_turn(path, *lines[0]):
        return {path.stem: _line_turns(path, lines)}, []
    meetings: dict[str, list[Turn]] = {}
    problems: list[Problem] = []
    unread: set[str] = set()
    for number, line in lines:
        try:
            meeting = parsed(path, number, line)
            meetings[f"{path.stem}-{len(meetings) + 1}"] = _turns(f"{path}:{number}", meeting)
            unread |= meeting.keys() - {SPOKEN}
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    notice = Notice(path.name, "unread_parts", {"n": len(unread), "parts": ", ".join(sorted(unread))})
    return meetings, [notice] if unread else []


def _is_turn(path: Path, number: int, line: str) -> bool:
    try:
        first = parsed(path, number, line)
    except InputError:
        return False
    return isinstance(first, dict) and SPOKEN not in first and heard_turn(first) is not None


def _line_turns(path: Path, lines: Sequence[tuple[int, str]]) -> list[Turn]:
    turns: list[Turn] = []
    problems: list[Problem] = []
    for number, line in lines:
        try:
            turn = heard_turn(parsed(path, number, line))
        except InputError as error:
            problems += error.problems
            continue
        if turn is None:
            problems.append(Problem(f"{path}:{number}", "not a turn", line[:60], "{speaker, text, start}"))
        else:
            turns.append(turn)
    if problems:
        raise InputError(problems)
    return turns


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
