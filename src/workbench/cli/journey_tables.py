"""Journey table: numbers of a journey as aligned lines of plain English text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.language.speech import Speech
from workbench.report.journey_subject import Subject

SHARES = frozenset({"conversion", "kept", "advocates", "converted"})
MONEY = frozenset({"cost", "revenue", "margin"})


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines, the first column to the left and the others to the right; a single cell spans its line."""
    full = [row for row in rows if len(row) > 1]
    widths = [max(len(row[i]) for row in full if i < len(row)) for i in range(max(map(len, full), default=0))]
    for row in rows:
        if len(row) < 2:
            yield row[0] if row else ""
            continue
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=False)]
        yield "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()


def told(measure: str, value: float | None, currency: str, *, gain: bool = False) -> str:
    """Return a value with its unit; a difference with its sign, shares of it in points."""
    if value is None:
        return "not known"
    sign = "+" if gain else ""
    if measure in SHARES:
        return f"{100 * value:{sign}.2f} {'points' if gain else '%'}"
    if measure in MONEY:
        return f"{value:{sign},.2f} {currency}"
    return f"{value:{sign},.3g}" if abs(value) < 100 else f"{value:{sign},.0f}"


def between(measure: str, low: float, high: float, *, gain: bool = False) -> str:
    """Return an interval without its unit, which stands beside it."""
    sign, factor = "+" if gain else "", 100 if measure in SHARES else 1
    if measure in SHARES or measure in MONEY:
        return f"{factor * low:{sign},.2f} to {factor * high:{sign},.2f}"
    digits = ",.3g" if max(abs(low), abs(high)) < 100 else ",.0f"
    return f"{low:{sign}{digits}} to {high:{sign}{digits}}"


def heading(subject: Subject, persona: str, say: Speech | None = None) -> str:
    """Return what is asked about: the journey, who walks it, and whether anybody was asked; in English unless told."""
    say = say or Speech("en")
    title = say.of(subject.journey.title)
    who = next((one for one in subject.personas if one.id == persona), None)
    if subject.material is None:
        return say("heading_nobody", title=title)
    if who is None:
        return say("heading_all", title=title, names=", ".join(subject.names) or "–")
    return say("heading_persona", title=title, name=who.identity.name, id=persona, x=who.size, n=who.of)
