"""History: how a codebook became what it is, so that codings under old names keep their meaning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date as Date  # noqa: N812  # the field is called date
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.label import Value

ChangeKind = Literal["rename", "merge", "split", "add", "remove", "redefine"]
LEAVING: frozenset[ChangeKind] = frozenset({"rename", "merge", "split", "remove"})
"""Changes after which a code's old name is no longer used."""
SIZES: dict[ChangeKind, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    "rename": ((1, 1), (1, 1)),
    "merge": ((2, None), (1, 1)),
    "split": ((1, 1), (2, None)),
    "add": ((0, 0), (1, None)),
    "remove": ((1, None), (0, 0)),
    "redefine": ((1, None), (0, 0)),
}
"""Fewest and most `codes` and `into` of each kind of change."""


class Change(Value):
    """One change of the codebook: from which codes, into which ones, when and why."""

    version: str = Field(pattern=r"^\d+(\.\d+)*$", description="version of the codebook that brought it")
    date: Date
    change: ChangeKind
    codes: tuple[str, ...] = Field(default=(), description="codes before")
    into: tuple[str, ...] = Field(default=(), description="codes after")
    note: str = ""

    @model_validator(mode="after")
    def _has_its_codes(self) -> Self:
        sizes = zip(("codes", "into"), (self.codes, self.into), SIZES[self.change], strict=True)
        for name, given, (fewest, most) in sizes:
            if len(set(given)) != len(given):
                raise ValueError(f"{self.change} names a code of `{name}` twice: {', '.join(given)}")
            if len(given) < fewest or (most is not None and len(given) > most):
                raise ValueError(f"{self.change} needs {_size(fewest, most)} in `{name}`, got {len(given)}")
        if self.change in ("rename", "split") and set(self.codes) & set(self.into):
            raise ValueError(f"{self.change} of {self.codes[0]} gives it its own name again: the new ones must be new")
        return self

    @property
    def left(self) -> frozenset[str]:
        """Names that are no longer used after this change."""
        return frozenset(self.codes) - frozenset(self.into) if self.change in LEAVING else frozenset()


def history_fault(history: Sequence[Change], codes: Collection[str], version: str) -> str | None:
    """Return what is wrong with the history of a codebook that has these codes and this version, or None.

    A name that was left never comes back: else nobody could say what a coding under it means. So every
    name leads somewhere, and never in a circle.
    """
    for earlier, later in pairwise(history):
        if _number(later.version) < _number(earlier.version) or later.date < earlier.date:
            return f"history goes back, from {earlier.version} ({earlier.date}) to {later.version} ({later.date})"
    if history and _is_number(version) and _number(history[-1].version) > _number(version):
        return f"history ends at {history[-1].version}, after the codebook's version {version}"
    for at, change in enumerate(history):
        later_left = {name for later in history[at + 1 :] for name in later.left}
        lost = [name for name in change.into if name not in codes and name not in later_left]
        if lost:
            return f"{change.change} of version {change.version} gives {', '.join(lost)}, which no codebook has since"
        back = sorted(change.left & ({name for later in history[at + 1 :] for name in later.into} | set(codes)))
        if back:
            return (
                f"{change.change} of version {change.version} ends {', '.join(back)}, which is used again later: "
                "give the later code another name, or take the change out"
            )
    return None


def follow(history: Sequence[Change], name: str) -> tuple[str, ...]:
    """Return the codes that a name stands for after all changes, itself when none ends it."""
    for at, change in enumerate(history):
        if name in change.left:
            ends = (end for into in change.into for end in follow(history[at + 1 :], into))
            return tuple(dict.fromkeys(ends))
    return (name,)


def _size(fewest: int, most: int | None) -> str:
    if most is None:
        return f"at least {fewest}"
    return "none" if most == 0 else f"exactly {fewest}"


def _is_number(version: str) -> bool:
    return all(part.isdigit() for part in version.split("."))


def _number(version: str) -> tuple[int, ...]:
    parts = [int(part) for part in version.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
