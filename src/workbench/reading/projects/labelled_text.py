"""Labelled text: a transcript as plain text, one turn a line with its speaker's label, and places in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.model.transcript import Transcript, Utterance

INTERVIEWER = "Interviewer"
LATEST = 100 * 3600
"""Seconds from which a time has no mark: marks have two digits for the hour."""
AGAIN = " II"
"""Ends the label of a turn that follows another of the same person: without it the two would be read as one."""
ASKING = (INTERVIEWER, INTERVIEWER + AGAIN)
"""The interviewer's labels."""


class LabelledText:
    """The text of one transcript with labels and times, as `labels.labelled_turns` reads it."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._shifts: dict[int, int] = {}
        lines: list[str] = []
        begins = 0
        for turn, label in zip(transcript.utterances, _labels(transcript.utterances), strict=True):
            opening = f"{_clock(turn.at)}{label}: "
            self._shifts[turn.start] = begins + len(opening) - turn.start
            lines.append(opening + transcript.words(turn))
            begins += len(lines[-1]) + 1
        self.text = "".join(f"{line}\n" for line in lines)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of the transcript, words of one turn, are in this text."""
        turn = self._transcript.utterance_at(start, end)
        shift = self._shifts[turn.start] if turn else 0
        return start + shift, end + shift


def base_label(label: str) -> str:
    """Return a label as it is when the speaker did not speak just before."""
    return label.removesuffix(AGAIN)


def _labels(turns: Sequence[Utterance]) -> list[str]:
    """Return the label of each turn; one that would come once only, and so be no label, is given once more."""
    labels: list[str] = []
    for turn in turns:
        label = INTERVIEWER if turn.role == "interviewer" else turn.speaker
        labels.append(label + AGAIN if labels and label == labels[-1] else label)
    for again in [label for label, times in Counter(labels).items() if times == 1 and label.endswith(AGAIN)]:
        own = [i for i, label in enumerate(labels) if label == base_label(again)]
        apart = [i for i in own if again not in labels[max(i - 1, 0) : i + 2]]
        if len(own) > 2 and apart:
            labels[apart[0]] = again
    return labels


def _clock(at: float | None) -> str:
    """Return a time mark, to the millisecond, where there can be one."""
    if at is None or not 0 <= round(at * 1000) < LATEST * 1000:
        return ""
    whole, thousandths = divmod(round(at * 1000), 1000)
    clock = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"[{clock}.{thousandths:03d}] " if thousandths else f"[{clock}] "
