"""Snapshot: the files a desk writes, byte for byte, so that an act can be undone and nobody's work is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.disk.whole_file import write_whole_bytes
from workbench.reading.persona_record import FILE as RECORD

Snapshot = Mapping[Path, bytes]


def snapshot(folder: Path, others: Iterable[Path] = ()) -> Snapshot:
    """Return what the persona files of a folder, its record and other files hold now; those not there left out."""
    paths = sorted({*folder.glob("*.yml"), folder / RECORD, *others})
    return {path: path.read_bytes() for path in paths if path.is_file()}


def put_back(now: Snapshot, then: Snapshot) -> None:
    """Make the files hold what they once held; those that were not there go."""
    for path, content in then.items():
        if now.get(path) != content:
            write_whole_bytes(path, content)
    for path in now.keys() - then.keys():
        path.unlink(missing_ok=True)


@dataclass(slots=True)
class Acts:
    """Acts done and undone, the newest last, each as the files before and after it."""

    done: list[tuple[Snapshot, Snapshot]] = field(default_factory=list)
    undone: list[tuple[Snapshot, Snapshot]] = field(default_factory=list)

    def record(self, before: Snapshot, after: Snapshot) -> None:
        """Remember an act; what was undone before can no longer be done again."""
        self.done.append((before, after))
        self.undone.clear()

    def clear(self) -> None:
        """Forget all: the files are no longer those the acts were done on."""
        self.done.clear()
        self.undone.clear()
