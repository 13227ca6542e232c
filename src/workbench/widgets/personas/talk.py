"""Talk: what the page asks of a persona desk and what it is told, as plain data.

Each message has an id and is answered once; one that comes again is given the same answer, and nothing is done twice.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from workbench.disk.disk_error import words_of
from workbench.errors import WorkbenchError
from workbench.language.speech import Speech, catalogue
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.effects import effects, standing
from workbench.widgets.personas.shown import shown

Message = Mapping[str, Any]
REMEMBERED = 200
"""Answers kept, should a message come again."""


class PersonaTalk:
    """A conversation about the personas of one study in one language."""

    def __init__(self, desk: PersonaDesk, say: Speech) -> None:
        self.desk, self.say = desk, say
        self._answers: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._acts: dict[str, Callable[[Message], object]] = {
            "reword": lambda m: desk.reword(m["persona"], m["claim"], en=m["en"], fr=m["fr"]),
            "pin": lambda m: desk.pin(m["persona"], m["claim"]),
            "unpin": lambda m: desk.pin(m["persona"], m["claim"], pinned=False),
            "add": lambda m: desk.add(m["persona"], m["field"], en=m["en"], fr=m["fr"], status=m["known"]),
            "remove": lambda m: desk.remove(m["persona"], m["claim"], m.get("reason", "")),
            "restore": lambda m: desk.restore(m["persona"], m["code"]),
            "move": self._move,
            "return": lambda m: desk.return_quote(m["persona"], m["number"]),
            "merge": lambda m: desk.merge(m["personas"], m["why"]),
            "split": lambda m: desk.split(m["persona"], m["away"], m["why"]),
            "transfer": lambda m: desk.transfer(m["participant"], m["to"] or None, m["why"]),
            "as_found": lambda _: desk.as_found(),
            "undo": lambda _: desk.undo(),
            "redo": lambda _: desk.redo(),
        }

    def answer(self, asked: Message) -> dict[str, Any]:
        """Return the answer to a message; whatever was acknowledged is on disk."""
        known = self._answers.get(str(asked["id"]))
        if known is not None:
            return known
        try:
            told = self._told(asked)
        except (WorkbenchError, LookupError, TypeError, ValueError) as error:  # the page may ask what cannot be
            told = {"kind": "failed", "said": str(error), "state": shown(self.desk, self.say)}
        except OSError as error:
            where = error.filename or self.desk.persona_folder
            told = {"kind": "failed", "said": f"{where}: {words_of(error)}", "state": shown(self.desk, self.say)}
        told |= {"id": asked["id"]}
        if asked["kind"] in self._acts:
            self._answers[str(asked["id"])] = told
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return told

    def _told(self, asked: Message) -> dict[str, Any]:
        kind, desk, say = asked["kind"], self.desk, self.say
        if "by" in asked:
            desk.by = str(asked["by"]).strip()
        if kind == "open":
            desk.look()
            return {"kind": "opened", "state": shown(desk, say)}
        if kind == "look":
            problems = desk.problems
            if not desk.look() and desk.problems == problems:
                return {"kind": "same"}
            return {"kind": "changed", "state": shown(desk, say)}
        before = standing(desk, say)
        self._acts[kind](asked)
        return {
            "kind": "done",
            "act": kind,
            "effects": effects(before, standing(desk, say), say),
            "state": shown(desk, say),
        }

    def _move(self, asked: Message) -> None:
        desk, stance = self.desk, asked["stance"]
        to = asked["to"] or None
        desk.move_quote(asked["persona"], asked["claim"], asked["quote"], stance, to=to, to_stance=asked["to_stance"])


def desk_texts(say: Speech) -> dict[str, str]:
    """Return all words of the persona desk by their keys, places for values left open."""
    return {key.removeprefix("pdesk_"): say(key) for key in catalogue(say.language) if key.startswith("pdesk_")}
