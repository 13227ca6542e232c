"""Progress: a bar for the batch and one for each study that runs, or quiet lines where there is no terminal."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm


class Bar(tqdm):  # type: ignore[misc]
    """A bar without the thread that tqdm watches bars with: processes are forked beside it."""

    monitor_interval = 0


class Progress:
    """What is told while a batch runs, on the error stream."""

    def __init__(self, runs: int, cells: int) -> None:
        self._cells, self._on_terminal = cells, sys.stderr.isatty()
        self._bars: dict[str, tuple[int, Any]] = {}
        self._all = Bar(total=runs, desc="batch", unit="study", position=0) if self._on_terminal else None

    def begins(self, name: str) -> None:
        """A run begins."""
        if self._all is None:
            return self._line(f"{name}: started")
        free = next(n for n in range(1, len(self._bars) + 2) if all(n != taken for taken, _ in self._bars.values()))
        bar = Bar(total=self._cells, desc=name, unit="cell", position=free, leave=False)
        self._bars[name] = (free, bar)
        return None

    def cell(self, name: str) -> None:
        """A cell of a run has finished."""
        if name in self._bars:
            self._bars[name][1].update()

    def ends(self, name: str, words: str) -> None:
        """A run has ended, or was none."""
        if name in self._bars:
            self._bars.pop(name)[1].close()
        if self._all is None:
            self._line(f"{name}: {words}")
        else:
            self._all.update()

    def close(self) -> None:
        """Leave the terminal as it was."""
        for _, bar in self._bars.values():
            bar.close()
        if self._all is not None:
            self._all.close()

    def _line(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)
