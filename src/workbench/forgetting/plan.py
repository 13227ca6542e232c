"""Plan: the new content of every file that changes, and the files that go."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbench.forgetting.forgotten import Account, Entry
from workbench.forgetting.leaver import Leaver
from workbench.forgetting.naming import Naming
from workbench.forgetting.traces import Traces


@dataclass(slots=True)
class Plan:
    """What a forgetting is going to do; nothing on disk is touched while it is made."""

    folder: Path
    leaver: Leaver
    naming: Naming
    traces: Traces
    account: Account = field(default_factory=Account)
    contents: dict[Path, bytes] = field(default_factory=dict)
    deletions: list[Path] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """Old to new names of others' documents, where taking one meeting out renumbers those after it."""
    restored: set[Path] = field(default_factory=set)
    """Files in which the name is left because reading them without it would go wrong."""
    shut_out: list[Path] = field(default_factory=list)
    """Interview files outside the study's folder, which the study stops reading."""

    def change(self, path: Path, content: bytes, what: str) -> None:
        """Plan a new content, unless it is the one the file has."""
        if path.read_bytes() != content:
            self.contents[path] = content
            self.account.changed.append(Entry(str(path), what))

    def remove(self, path: Path, what: str) -> None:
        """Plan the removal of a file."""
        if path not in self.deletions:
            self.deletions.append(path)
            self.contents.pop(path, None)
            self.account.removed.append(Entry(str(path), what))

    def inside(self, path: Path) -> bool:
        """Say whether a file lies in the study's folder, links followed."""
        return path.resolve().is_relative_to(self.folder.resolve())
