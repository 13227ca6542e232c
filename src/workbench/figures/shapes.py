"""Shapes: a persona's own outline, so that it can be told where there is no colour."""

from __future__ import annotations

OUTLINES: tuple[tuple[float, float, str], ...] = (
    (-5, 0, "a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"),
    (-4.5, -4.5, "h9v9h-9z"),
    (0, -5.2, "l5.4 9.6h-10.8z"),
    (0, -5.8, "l5.8 5.8l-5.8 5.8l-5.8-5.8z"),
    (0, 5.2, "l5.4-9.6h-10.8z"),
    (-1.8, -5.2, "h3.6v3.4h3.4v3.6h-3.4v3.4h-3.6v-3.4h-3.4v-3.6h3.4z"),
)
"""Disc, square, triangle, diamond, triangle downwards, cross: where each begins, and how it goes on."""


def outline(persona: str, x: float = 0.0, y: float = 0.0) -> str:
    """Return the outline of persona p1, p2... around x, y as path data; there are six, then they come again."""
    dx, dy, rest = OUTLINES[(int(persona.lstrip("p") or "1") - 1) % len(OUTLINES)]
    return f"M{x + dx:g} {y + dy:g}{rest}"
