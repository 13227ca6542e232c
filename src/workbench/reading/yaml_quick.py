"""YAML quick: the values of a file that is plain beyond doubt, by libyaml; any other is left to be read with care.

libyaml reads YAML 1.1, fifty times as fast as a reader in Python. Where 1.1 and 1.2 might differ, where a fault is to
be told with its line, and where a file uses what study files may not use, there is no quick answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from ruamel.yaml.comments import CommentedMap, CommentedSeq

DOUBTFUL = re.compile(
    "[\t\\\\\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    r"|^(?:%|---|\.\.\.)|[|>][-+0-9]*#",
    re.MULTILINE,
)
"""What two readers may take in different ways: tabs, escapes, line breaks of other alphabets, signs of documents."""
NULL = frozenset({"", "~", "null", "Null", "NULL"})
MEANT_FOR_YAML = frozenset({"<<", "="})
"""Words that are values of a kind of their own."""


class _NotPlainError(Exception):
    """The text is to be read with care."""


def quick_content(text: str, *, deepest: int, most: int) -> CommentedMap | None:
    """Return the mapping a text holds, scalars but null as they are written, with the line of each; None in doubt."""
    if DOUBTFUL.search(text) or not yaml.__with_libyaml__:
        return None
    try:
        return _Builder(deepest, most).built(yaml.parse(text, Loader=yaml.CLoader))
    except (yaml.YAMLError, _NotPlainError, ValueError):
        return None


class _Builder:
    """Makes a value of events, one after the other."""

    def __init__(self, deepest: int, most: int) -> None:
        self._deepest, self._most = deepest, most
        self._open: list[CommentedMap | CommentedSeq] = []
        self._keys: list[tuple[str, Any] | None] = []

    def built(self, events: Iterator[Any]) -> CommentedMap:
        root: CommentedMap | None = None
        for count, event in enumerate(events):
            kind = type(event)
            if count > self._most or getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise _NotPlainError
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                made = CommentedMap() if kind is yaml.MappingStartEvent else CommentedSeq()
                made._yaml_set_line_col(event.start_mark.line, event.start_mark.column)
                if self._open:
                    self._put(made, event)
                elif root is None and isinstance(made, CommentedMap):
                    root = made
                else:
                    raise _NotPlainError
                self._open.append(made)
                self._keys.append(None)
                if len(self._open) > self._deepest:
                    raise _NotPlainError
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._open.pop()
                self._keys.pop()
            elif kind is yaml.AliasEvent:
                raise _NotPlainError
        if root is None:
            raise _NotPlainError
        return root

    def _scalar(self, event: Any) -> None:
        value, plain = event.value, event.style is None or event.style == ""
        if not self._open or (plain and value in MEANT_FOR_YAML):
            raise _NotPlainError
        is_null = plain and value in NULL
        if isinstance(self._open[-1], CommentedMap) and self._keys[-1] is None:
            if is_null or value in self._open[-1]:
                raise _NotPlainError
            self._keys[-1] = (value, event.start_mark)
        else:
            self._put(None if is_null else value, event)

    def _put(self, value: Any, event: Any) -> None:
        into, mark = self._open[-1], event.start_mark
        if isinstance(into, CommentedSeq):
            into._yaml_set_idx_line_col(len(into), [mark.line, mark.column])
            into.append(value)
            return
        if self._keys[-1] is None:
            raise _NotPlainError  # a key that is no word
        (key, at), self._keys[-1] = self._keys[-1], None
        into[key] = value
        into._yaml_set_kv_line_col(key, [at.line, at.column, mark.line, mark.column])
