"""History: acts that can be undone and done again, each as the edits it made to tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from workbench.widgets.coding.table_edit import Edit

Act = tuple[Edit, ...]


@dataclass(slots=True)
class History:
    """Acts done and undone, the newest last."""

    done: list[Act] = field(default_factory=list)
    undone: list[Act] = field(default_factory=list)

    def record(self, edits: Sequence[Edit]) -> None:
        """Remember an act; what was undone before can no longer be done again."""
        self.done.append(tuple(edits))
        self.undone.clear()

    def undo(self, reverse: Callable[[Edit], Edit]) -> Act:
        """Undo the last act and return what that changed; nothing where there is none."""
        return _moved(self.done, self.undone, reverse)

    def redo(self, reverse: Callable[[Edit], Edit]) -> Act:
        """Do again what was undone last and return what that changed; nothing where there is none."""
        return _moved(self.undone, self.done, reverse)


def _moved(taken: list[Act], given: list[Act], reverse: Callable[[Edit], Edit]) -> Act:
    if not taken:
        return ()
    made = tuple(filter(None, map(reverse, reversed(taken[-1]))))
    taken.pop()  # not before it is undone: the disk may be full
    if made:
        given.append(made)
    return made
