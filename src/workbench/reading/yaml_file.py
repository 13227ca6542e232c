"""YAML file: a checked value from a file, with the line of every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, NodeEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.parser import RoundTripParser

from workbench.errors import InputError, Problem, UnsupportedClaim
from workbench.reading.letters.encoding import read_text
from workbench.reading.yaml_quick import quick_content

LARGEST = 1_000_000
MOST_VALUES = 40_000
DEEPEST = 60
HALF = re.compile("[\ud800-\udfff]")
Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


class AsWritten(RoundTripConstructor):
    """Constructor that keeps 010, 1.10, 12:30 and dates as they are written: the model says what they are."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        kinds = [f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "bool", "timestamp")]
        self.yaml_constructors = {**self.yaml_constructors, **dict.fromkeys(kinds, _as_written)}


class Refused(MarkedYAMLError):
    """YAML that is well formed and not read here."""

    def __init__(self, what: str, event: Event, remedy: str = "") -> None:
        super().__init__(problem=what, problem_mark=event.start_mark)
        self.remedy = remedy


class Watched(RoundTripParser):
    """Parser that stops at what would cost or mean more than it says, before any value is made of it."""

    def __init__(self, loader: YAML) -> None:
        super().__init__(loader)
        self.depth = self.values = 0

    def get_event(self) -> Event:
        """Return the next event; Refused for an alias, a tag, half a character, and too deep or too many values."""
        event: Event = super().get_event()
        self.depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        self.values += isinstance(event, NodeEvent)
        if isinstance(event, AliasEvent):
            raise Refused("an alias (*name)", event, "write the value out")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise Refused(f"a tag ({str(tag)[:40]})", event, "take it out, or put the text in quotes")
        if HALF.search(getattr(event, "value", "")):
            raise Refused("half a character", event, "write the whole character")
        if self.depth > DEEPEST:
            raise Refused("nested too deeply", event)
        if self.values > MOST_VALUES:
            raise Refused(f"more than {MOST_VALUES:,} values", event)
        return event


def _values(text: str) -> Any:
    yaml = YAML(typ="rt", pure=True)
    yaml.Parser, yaml.Constructor = Watched, AsWritten
    return yaml.load(text)


def _as_written(_: RoundTripConstructor, node: ScalarNode) -> str:
    return str(node.value)


class YamlFile:
    """A parsed YAML file that remembers the line of each key."""

    def __init__(self, path: Path) -> None:
        """Parse the file; InputError for a syntax fault, a duplicate key, a tag or an alias.

        Numbers, dates and yes or no are text in `content`.
        """
        self.path = path
        text = read_text(path)
        if len(text) > LARGEST:
            raise InputError([Problem(str(path), "file too large", f"{len(text):,} characters", f"{LARGEST:,}")])
        self.content: Any = self._parsed(text)
        if not isinstance(self.content, CommentedMap):
            raise InputError([Problem(f"{path}:1", "a list of `name: value` lines is needed", repr(text[:40]))])

    def _parsed(self, text: str) -> Any:
        content = quick_content(text, deepest=DEEPEST, most=MOST_VALUES)
        return self._read_with_care(text) if content is None else content

    def _read_with_care(self, text: str) -> Any:
        try:
            return _values(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = (error.problem or "not YAML").split("\n")[0]
            where = f"{self.path}:{mark.line + 1 if mark else 1}"
            remedy = "write spaces in place of the tab" if "'\\t'" in what else "mend the line, or quote the text"
            raise InputError([Problem(where, what, remedy=getattr(error, "remedy", remedy))]) from error
        except (YAMLError, ValueError, OverflowError, NotImplementedError) as error:
            what = str(error).split("\n")[0]
            raise InputError([Problem(str(self.path), f"a value that cannot be read: {what}")]) from error

    def model(self, kind: type[Model]) -> Model:
        """Return the content as a checked value; InputError lists all faults with their lines."""
        try:
            return kind.model_validate(plain(self.content))
        except UnsupportedClaim as error:
            raise InputError([Problem(self._where_named(str(error)), str(error))]) from error
        except ValidationError as error:
            raise InputError(self._problems(kind, error)) from error

    def _problems(self, kind: type[BaseModel], error: ValidationError) -> list[Problem]:
        faults = error.errors()
        deeper = {fault["loc"][:i] for fault in faults for i in range(len(fault["loc"]))}
        return [
            Problem(
                self.where(fault["loc"]) if fault["loc"] else self._where_named(fault["msg"]),
                f"{'.'.join(map(str, fault['loc'])) or 'content'}: {fault['msg'].removeprefix('Value error, ')}",
                _short(fault["input"]) if fault["loc"] else "",
                _known_fields(kind, fault["loc"]) if fault["type"] == "extra_forbidden" else "",
            )
            for fault in faults
            if fault["type"] != "too_short" or fault["loc"] not in deeper
        ]

    def _where_named(self, message: str) -> str:
        """Return the place of the last entry whose id the message names, or the file's first line."""
        best = f"{self.path}:1"
        for part, entries in self.content.items():
            if isinstance(entries, CommentedSeq):
                for i, entry in enumerate(entries):
                    name = str(entry.get("id", "")) if isinstance(entry, CommentedMap) else ""
                    if name and re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", message):
                        best = self.where((part, i))
        return best

    def where(self, place: Iterable[str | int]) -> str:
        """Return `file:line` of a place, or of the nearest part of it that exists."""
        node, line = self.content, 1
        for key in place:
            if isinstance(node, CommentedMap) and key in node:
                line = node.lc.key(key)[0] + 1
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line = node.lc.item(key)[0] + 1
            else:
                break
            node = node[key]
        return f"{self.path}:{line}"


def _known_fields(kind: type[BaseModel], place: Place) -> str:
    """Return the fields there are where an unknown one stands."""
    known: Any = kind
    for key in place[:-1]:
        if isinstance(key, str) and isinstance(known, type) and issubclass(known, BaseModel):
            field = known.model_fields.get(key)
            inner = [field.annotation] if field else []
            while inner and not (isinstance(inner[0], type) and issubclass(inner[0], BaseModel)):
                inner = [
                    arg for outer in inner for arg in get_args(outer) if arg is not Ellipsis and arg is not type(None)
                ]
            known = inner[0] if inner else None
    if not (isinstance(known, type) and issubclass(known, BaseModel)):
        return ""
    return ", ".join(field.alias or name for name, field in known.model_fields.items())


def plain(node: Any) -> Any:
    """Return YAML nodes as plain dicts, lists and scalars."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
