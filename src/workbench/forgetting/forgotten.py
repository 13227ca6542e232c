"""Forgotten: what was removed, changed, and left for a person to do by hand."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, with its line where there is one, and what was done to it or is to be done."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting one person came to; `left` are the places the search afterwards still found."""

    participant: str
    removed: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    flagged: tuple[Entry, ...] = ()
    lost_claims: tuple[str, ...] = ()
    left: tuple[Entry, ...] = ()
    dry_run: bool = False

    @property
    def complete(self) -> bool:
        """Say whether nothing is left to do by hand."""
        return not self.flagged and not self.left


@dataclass(slots=True)
class Account:
    """The entries of a run while it goes on."""

    removed: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    flagged: list[Entry] = field(default_factory=list)
    lost_claims: list[str] = field(default_factory=list)

    def flag(self, where: object, what: str) -> None:
        """Note something that is to be done by hand."""
        self.flagged.append(Entry(str(where), what))


def forgotten_text(found: Forgotten) -> str:
    """Return what to tell on the terminal, a line a place."""
    would = found.dry_run
    lines: list[str] = []
    for title, entries in (
        ("would be removed" if would else "removed", found.removed),
        ("would be changed" if would else "changed", found.changed),
        ("to do by hand", found.flagged),
    ):
        if entries:
            lines.append(f"{title}:")
            lines += [f"  {entry}" for entry in entries]
    if found.lost_claims:
        some = "claim" if len(found.lost_claims) == 1 else "claims"
        verb = "would lose their support" if would else "lost their support"
        lines.append(f"{len(found.lost_claims)} {some} {verb}:")
        lines += [f"  {claim}" for claim in found.lost_claims]
    if would:
        lines.append(f"{found.participant}: nothing was changed (dry run)")
    elif found.left:
        lines.append(f"{found.participant}: {len(found.left)} places left, look at each:")
        lines += [f"  {entry}" for entry in found.left]
    else:
        lines.append(f"{found.participant}: searched everywhere afterwards, 0 hits")
    return "\n".join(lines)
