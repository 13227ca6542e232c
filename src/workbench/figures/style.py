"""Style: the one set of colours and marks that report, figures and notebooks share."""

from __future__ import annotations

from workbench.model.evidence import Status

LIGHT: dict[str, str] = {
    "paper": "#fbfaf6",
    "card": "#ffffff",
    "ink": "#1f1d1a",
    "soft": "#5c5850",
    "rule": "#d9d4c7",
    "wash": "#f1eee5",
    "accent": "#22577a",
    "p1": "#1f5aa6",
    "p2": "#a6461f",
    "p3": "#2b6e4f",
    "p4": "#7a3b86",
    "p5": "#7d5a00",
    "p6": "#4b5563",
    "low": "#8a4b08",
    "high": "#1c6a86",
}
DARK: dict[str, str] = {
    "paper": "#17181a",
    "card": "#1f2124",
    "ink": "#ece8df",
    "soft": "#b4aea2",
    "rule": "#3c3f44",
    "wash": "#26282c",
    "accent": "#8cc4e6",
    "p1": "#8fb8f2",
    "p2": "#f0a27d",
    "p3": "#86cfa9",
    "p4": "#d3a1de",
    "p5": "#e0bd62",
    "p6": "#b6bfcb",
    "low": "#e8ac6a",
    "high": "#7fc4dd",
}
"""Inks reach 4.5:1 on paper and card in both schemes; emotions run from ochre to blue, never red to green."""

CIRCLE = "M2.8 8a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0-10.4 0z"
MARKS: dict[Status, str] = {
    Status.OBSERVED: CIRCLE,
    Status.REPORTED: CIRCLE,
    Status.INFERRED: CIRCLE,
    Status.ASSUMED: "M8 1.8L14.2 8L8 14.2L1.8 8z",
    Status.SIMULATED: "M3 2.5L13.5 8L3 13.5z",
    Status.SYNTHETIC: "M8 1.5V14.5M2.4 4.8L13.6 11.2M2.4 11.2L13.6 4.8",
}
"""Outline of each status mark on a 16 x 16 field; INSIDE is what is filled of it."""
INSIDE: dict[Status, str] = {Status.OBSERVED: CIRCLE, Status.REPORTED: "M8 2.8a5.2 5.2 0 0 0 0 10.4z"}


def colour(name: str) -> str:
    """Return a colour that follows the page's scheme, and is right where there is no page."""
    return f"var(--{name}, {LIGHT[name]})"


def persona_colour(persona: str) -> str:
    """Return the colour of persona p1, p2...; there are six, then they come again."""
    number = int(persona.lstrip("p") or "1")
    return colour(f"p{(number - 1) % 6 + 1}")


def mark(status: Status) -> str:
    """Return a status mark as SVG, for the eye only: a word always stands beside it."""
    inside = f'<path d="{INSIDE[status]}" fill="currentColor"/>' if status in INSIDE else ""
    return (
        '<svg class="mark" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">'
        f'{inside}<path d="{MARKS[status]}" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>'
    )


def sheet() -> str:
    """Return the colours as CSS custom properties, for light and dark schemes."""

    def rules(scheme: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in scheme.items())

    return (
        f":root{{color-scheme:light dark;{rules(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{rules(DARK)}}}}}"
    )
