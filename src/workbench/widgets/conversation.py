"""Conversation: what a page asks and what it is told, as plain data; each act is answered once.

An act that comes again is given the same answer, and nothing is done twice.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from workbench.disk.disk_error import words_of
from workbench.errors import WorkbenchError
from workbench.language.faults import faults
from workbench.language.speech import Speech

Message = Mapping[str, Any]
REMEMBERED = 1_000
"""Answers kept, should a message come again."""


class Conversation:
    """A conversation with one page; `told` answers a message, and what it refuses is said in the page's language."""

    refused: tuple[type[Exception], ...] = (WorkbenchError,)

    def __init__(self, say: Speech) -> None:
        self.say = say
        self._answers: OrderedDict[str, dict[str, Any]] = OrderedDict()

    @property
    def acts(self) -> Collection[str]:
        """The kinds of message that change something."""
        return ()

    @property
    def place(self) -> Path:
        """The folder that is spoken of where a disk fails and says of no file."""
        raise NotImplementedError

    def told(self, asked: Message) -> dict[str, Any]:
        """Return the answer to a message, without its id."""
        raise NotImplementedError

    def failed(self, said: str) -> dict[str, Any]:
        """Return the answer where something could not be done."""
        return {"kind": "failed", "said": said}

    def answer(self, asked: Message) -> dict[str, Any]:
        """Return the answer to a message; whatever was acknowledged is on disk."""
        known = self._answers.get(str(asked["id"]))
        if known is not None:
            return known
        try:
            told = self.told(asked)
        except self.refused as error:
            told = self.failed(faults(error, self.say))
        except OSError as error:
            told = self.failed(f"{error.filename or self.place}: {words_of(error)}")
        told |= {"id": asked["id"]}
        if asked["kind"] in self.acts:
            self._answers[str(asked["id"])] = told
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return told
