"""Coding talk: what the page asks of a coding desk and what it is told, as plain data.

Each message has an id and is answered once; one that comes again is given the same answer, and nothing is done twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from workbench.language.faults import fault
from workbench.language.speech import Speech, catalogue
from workbench.model.suggestion import Suggestion
from workbench.model.transcript import Transcript, Utterance
from workbench.widgets.coding.desk import Change, CodingDesk
from workbench.widgets.coding.tables import Kept
from workbench.widgets.conversation import Conversation, Message

DETAILS = ("step", "emotion", "stance", "memo")


class CodingTalk(Conversation):
    """A conversation about one study in one language."""

    def __init__(self, desk: CodingDesk, say: Speech) -> None:
        super().__init__(say)
        self.desk = desk
        self._number = 0
        self._acts: dict[str, Callable[[Message], Change]] = {
            "mark": self._mark,
            "unmark": lambda asked: self.desk.unmark(asked["keys"]),
            "accept": lambda asked: self.desk.accept(asked["keys"]),
            "reject": lambda asked: self.desk.reject(asked["keys"]),
            "undo": lambda _: self.desk.undo(),
            "redo": lambda _: self.desk.redo(),
            "look": lambda _: self.desk.look(),
            "propose": lambda _: self.desk.propose(),
        }

    @property
    def acts(self) -> Collection[str]:
        """The kinds of message that change something."""
        return self._acts

    @property
    def place(self) -> Path:
        """The folder that is spoken of where a disk fails and says of no file."""
        return self.desk.folder

    def told(self, asked: Message) -> dict[str, Any]:
        """Return the answer to a message, without its id."""
        kind = asked["kind"]
        if kind == "coder":
            self.desk = CodingDesk(str(self.desk.folder), str(asked["coder"]))
        if kind in ("open", "coder"):
            return self._opened()
        if kind == "agreement":
            return self._agreement()
        change = self._acts[kind](asked)
        before = self._number
        self._number += bool(change)
        return {
            "kind": "done",
            "act": kind,
            "done": change.done,
            "before": before,
            "number": self._number,
            "codings": [self._coding(key, kept) for key, kept in change.codings.items()],
            "removed": change.removed,
            "suggestions": [self._suggestion(key, one) for key, one in change.suggestions.items()],
            "closed": change.closed,
            "taken_in": change.taken_in,
            **self._state(),
        }

    def _mark(self, asked: Message) -> Change:
        details = {name: asked[name] for name in DETAILS if name in asked}
        return self.desk.mark(asked["document"], asked["start"], asked["end"], asked["code"], **details)

    def _state(self) -> dict[str, Any]:
        desk = self.desk
        problems = [fault(problem, self.say) for problem in desk.problems]
        return {"can_undo": desk.can_undo, "can_redo": desk.can_redo, "problems": problems}

    def _opened(self) -> dict[str, Any]:
        desk, say = self.desk, self.say
        words = hashlib.sha256(str(desk.folder).encode())
        for transcript in desk.transcripts.values():
            words.update(transcript.text.encode())
        return {
            "kind": "opened",
            "number": self._number,
            "study": words.hexdigest()[:16],
            "title": say.of(desk.brief.title),
            "folder": str(desk.folder),
            "sample": desk.sample,
            "language": say.language,
            "coder": desk.coder,
            "documents": [_document(transcript) for transcript in desk.transcripts.values()],
            "codes": [
                {
                    "id": code.id,
                    "label": say.of(code.label),
                    "kind": say(f"kind_{code.kind.value}"),
                    "definition": say.of(code.definition),
                }
                for code in desk.codebook.codes
            ],
            "steps": [{"id": step.id, "name": say.of(step.label)} for step in desk.journey.steps],
            "codings": [self._coding(key, kept) for key, kept in desk.codings.items()],
            "suggestions": [self._suggestion(key, one) for key, one in desk.suggestions.items()],
            **self._state(),
        }

    def _agreement(self) -> dict[str, Any]:
        found = self.desk.agreement()
        return {
            "kind": "agreement",
            "alpha": found.alpha,
            "interval": found.interval,
            "judged": found.judged,
            "undefined": found.undefined,
            "coders": found.coders,
            "documents": len(found.documents),
            "codes": {one.code: one.alpha for one in found.by_code},
        }

    def _coding(self, key: str, kept: Kept) -> dict[str, Any]:
        coding = kept.coding
        return {
            "key": key,
            "document": coding.evidence.document,
            "start": coding.evidence.start,
            "end": coding.evidence.end,
            "code": coding.code,
            "coder": coding.coder,
            "step": coding.step or "",
            "emotion": coding.emotion,
            "stance": coding.stance,
            "memo": kept.memo,
            "reason": self._quoted(coding.reason),
        }

    def _suggestion(self, key: str, one: Suggestion) -> dict[str, Any]:
        return {
            "key": key,
            "document": one.evidence.document,
            "start": one.evidence.start,
            "end": one.evidence.end,
            "code": one.code,
            "score": one.score,
            "reason": self._quoted(one.reason),
            "origin": one.origin,
            "suggested": True,
        }

    def _quoted(self, reason: str) -> str:
        """Return a reason with the quotation marks of the language around the words it names."""
        return re.sub("“([^”]*)”", lambda found: self.say.quoted(found[1]), reason)


def desk_texts(say: Speech) -> dict[str, str]:
    """Return all words of the coding desk by their keys, places for numbers left open."""
    return {key[5:]: say(key) for key in catalogue(say.language) if key.startswith("desk_")}


def _document(transcript: Transcript) -> dict[str, Any]:
    return {
        "id": transcript.id,
        "who": ", ".join(transcript.participants),
        "language": transcript.language,
        "text": transcript.text,
        "turns": [_turn(turn) for turn in transcript.utterances],
    }


def _turn(turn: Utterance) -> dict[str, Any]:
    asks = turn.role == "interviewer"
    return {"start": turn.start, "end": turn.end, "who": "" if asks else turn.speaker, "asks": asks}
