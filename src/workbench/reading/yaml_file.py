"""YAML file: a checked value from a file, with the line of every fault."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import AliasEvent

from workbench.errors import InputError, Problem
from workbench.reading.encoding import read_text

LARGEST = 4_000_000
Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


class YamlFile:
    """A parsed YAML file that remembers the line of each key."""

    def __init__(self, path: Path) -> None:
        """Parse the file; InputError for a syntax fault, a duplicate key or an alias."""
        self.path = path
        text = read_text(path)
        if len(text) > LARGEST:
            raise InputError([Problem(str(path), "file too large", f"{len(text):,} characters", f"{LARGEST:,}")])
        yaml = YAML(typ="rt", pure=True)
        try:
            for event in YAML(pure=True).parse(text):
                if isinstance(event, AliasEvent):
                    line = event.start_mark.line + 1
                    raise InputError([Problem(f"{path}:{line}", "an alias (*name)", remedy="write the value out")])
            self.content: Any = yaml.load(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            what = (error.problem or "not YAML").split("\n")[0]
            raise InputError([Problem(f"{path}:{line}", what, remedy="mend the line, or quote the text")]) from error
        except RecursionError as error:
            raise InputError([Problem(str(path), "nested too deeply")]) from error
        if not isinstance(self.content, CommentedMap):
            raise InputError([Problem(f"{path}:1", "a list of `name: value` lines is needed", repr(text[:40]))])

    def model(self, kind: type[Model]) -> Model:
        """Return the content as a checked value; InputError lists all faults with their lines."""
        try:
            return kind.model_validate(plain(self.content))
        except ValidationError as error:
            raise InputError(
                Problem(
                    self.where(fault["loc"]),
                    f"{'.'.join(map(str, fault['loc'])) or 'content'}: {fault['msg']}",
                    _short(fault["input"]),
                )
                for fault in error.errors()
            ) from error

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
