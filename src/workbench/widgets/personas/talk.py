"""Talk: what the page asks of a persona desk and what it is told, as plain data.

Each message has an id and is answered once; one that comes again is given the same answer, and nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.language.speech import Speech, catalogue
from workbench.widgets.conversation import Conversation, Message
from workbench.widgets.personas.desk import PersonaDesk
from workbench.widgets.personas.effects import effects, standing
from workbench.widgets.personas.shown import shown


class PersonaTalk(Conversation):
    """A conversation about the personas of one study in one language."""

    refused = (WorkbenchError, LookupError, TypeError, ValueError)
    """The page may ask what cannot be."""

    def __init__(self, desk: PersonaDesk, say: Speech) -> None:
        super().__init__(say)
        self.desk = desk
        self._acts: dict[str, Callable[[Message], object]] = {
            "reword": lambda m: desk.reword(m["persona"], m["claim"], en=m["en"], fr=m["fr"]),
            "type": lambda m: desk.decide_type(m["persona"], m["type"]),
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

    @property
    def acts(self) -> Collection[str]:
        """The kinds of message that change something."""
        return self._acts

    @property
    def place(self) -> Path:
        """The folder that is spoken of where a disk fails and says of no file."""
        return self.desk.persona_folder

    def failed(self, said: str) -> dict[str, Any]:
        """Return why something could not be done, with all that is to be shown as it is now."""
        return super().failed(said) | {"state": shown(self.desk, self.say)}

    def told(self, asked: Message) -> dict[str, Any]:
        """Return the answer to a message, without its id."""
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
