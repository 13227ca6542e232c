"""Kept comments: what a person wrote beside the values of a YAML file, put back when the file is written anew.

A comment is held by the name of what it stands above or beside (`claims`, `price`, `text`), never by its line, so that
it stays with its claim when claims come, go and change places. What it was about may be gone: it then goes to the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import ScalarToken, StreamEndToken, Token

Path = tuple[str, ...]
LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
"""A line as YAML counts lines."""
NAMES = ("code", "id", "kind", "name")
"""Keys that name an entry of a list."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment may be fixed: the first and last line of a value, and its names, the best first."""

    first: int
    last: int
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of one file: lines above and words beside each place, and lines at the end."""

    above: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[Path, str] = field(default_factory=dict)
    end: tuple[str, ...] = ()

    def onto(self, text: str) -> str:
        """Return another version of the file with these comments; those whose place is gone follow at its end."""
        lines = _lines(text)
        places: dict[Path, Anchor] = {}
        for anchor in _anchors(text):
            for path in anchor.paths:
                places.setdefault(path, anchor)
        for path, words in self.beside.items():
            if path in places:
                line = lines[places[path].last]
                bare = line.rstrip("\r\n")
                lines[places[path].last] = f"{bare} {words}{line[len(bare) :]}"
        for path, block in self.above.items():
            if path in places:
                line = lines[places[path].first]
                indent = line[: len(line) - len(line.lstrip(" "))]
                put = "".join(f"{indent}{words}\n" if words else "\n" for words in block)
                lines[places[path].first] = put + line
        whole = "".join(lines)
        end = [*self._lost(places), *self.end]
        return whole + "".join(f"{words}\n" for words in end)

    def _lost(self, places: Collection[Path]) -> Iterator[str]:
        for path, words in self.beside.items():
            if path not in places:
                yield f"# {'.'.join(path)}: {words.lstrip('# ')}"
        for path, block in self.above.items():
            if path not in places:
                yield from (f"# {'.'.join(path)}: {words.lstrip('# ')}" for words in block if words.strip("# "))


def comments_of(text: str, *, but: Collection[str] = ()) -> Comments:
    """Return the comments and blank lines of a YAML text, but for lines that its writer puts there anyway."""
    covered = _covered(text)
    starts: dict[int, Path] = {}
    ends: dict[int, Path] = {}
    for anchor in _anchors(text):
        starts.setdefault(anchor.first, anchor.paths[0])  # the outermost begins a line
        ends[anchor.last] = anchor.paths[0]  # the innermost ends it
    above: dict[Path, tuple[str, ...]] = {}
    beside: dict[Path, str] = {}
    waiting: list[str] = []
    for number, line in enumerate(_lines(text)):
        words = line.strip()
        if number in covered:
            if number in starts and waiting:
                above[starts[number]] = tuple(waiting)
                waiting = []
            rest = line[covered[number] :].strip()
            if rest.startswith("#") and number in ends:
                beside[ends[number]] = rest
            elif rest.startswith("#"):
                waiting.append(rest)
        elif words not in but or not words:
            waiting.append(words)
    while waiting and not waiting[-1]:
        waiting.pop()
    return Comments(above, beside, tuple(waiting))


def named(entry: Any) -> list[str]:
    """Return the names an entry of a list may be known by, the best first."""
    if not isinstance(entry, Mapping):
        return [str(entry)]
    words = entry.get("text")
    told = [str(words["en"])] if isinstance(words, Mapping) and "en" in words else []
    found = [str(entry[key]) for key in NAMES[:2] if key in entry] + told
    return found + [str(entry[key]) for key in NAMES[2:] if key in entry]


def ordered_as(content: Any, model: Any) -> Any:
    """Return values with the keys of each mapping in the order another version has; new ones after their forerunner."""
    if isinstance(content, Mapping) and isinstance(model, Mapping):
        keys = [key for key in model if key in content]
        for place, key in enumerate(content):
            if key not in keys:
                before = list(content)[place - 1] if place else None
                keys.insert(keys.index(before) + 1 if before in keys else 0, key)
        return {key: ordered_as(content[key], model.get(key)) for key in keys}
    if isinstance(content, list) and isinstance(model, list):
        known = {name: entry for entry in reversed(model) for name in reversed(named(entry))}
        return [
            ordered_as(entry, next((known[name] for name in named(entry) if name in known), None)) for entry in content
        ]
    return content


def _lines(text: str) -> list[str]:
    return [found.group() for found in LINE.finditer(text) if found.group()]


def _covered(text: str) -> dict[int, int]:
    """Return, for each line that holds anything but a comment, where on it the comment may begin."""
    lines = _lines(text)
    covered: dict[int, int] = {}
    for token in YAML(typ="safe", pure=True).scan(text):
        first, last = token.start_mark.line, token.end_mark.line
        if first == last and token.start_mark.column == token.end_mark.column:
            continue  # stream, block and other invisible tokens
        if isinstance(token, StreamEndToken):
            continue
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            for line in _block_lines(lines, token):
                covered[line] = len(lines[line])
            covered[first] = token.start_mark.column + len(lines[first][token.start_mark.column :].split(" ")[0])
            continue
        for line in range(first, last):
            covered[line] = len(lines[line])
        covered[last] = max(covered.get(last, 0), token.end_mark.column)
    return covered


def _block_lines(lines: list[str], token: Token) -> Iterator[int]:
    """Return the lines below the | or > of a block of text that belong to it."""
    first = token.start_mark.line
    outer = len(lines[first]) - len(lines[first].lstrip(" -"))
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= outer and not line.startswith(" " * (outer + 1)):
            return
        yield number


def _anchors(text: str) -> Iterator[Anchor]:
    root = YAML(typ="safe", pure=True).compose(text)
    if isinstance(root, MappingNode):
        yield from _inside(root, ((),))


def _inside(node: Node, paths: tuple[Path, ...]) -> Iterator[Anchor]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            own = tuple((*path, str(key.value)) for path in paths)
            yield Anchor(key.start_mark.line, _last(key, value), own)
            yield from _inside(value, own)
    elif isinstance(node, SequenceNode):
        seen: dict[str, int] = {}
        for value in node.value:
            names = named(_plain(value))
            seen[names[0]] = seen.get(names[0], 0) + 1 if names else 1
            again = f"#{seen[names[0]]}" if names and seen[names[0]] > 1 else ""
            own = tuple((*path, name + again) for path in paths for name in names) or paths
            yield Anchor(value.start_mark.line, _last(value, value), own)
            yield from _inside(value, own)


def _last(key: Node, value: Node) -> int:
    """Return the line behind which a comment on a value stands: its last, or that of its key where it goes on below."""
    if isinstance(value, CollectionNode) and not value.flow_style:
        return int(key.start_mark.line)
    if isinstance(value, ScalarNode) and value.style in ("|", ">"):
        return int(value.start_mark.line)
    return int(value.end_mark.line)


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    return node.value if isinstance(node, ScalarNode) else ""
