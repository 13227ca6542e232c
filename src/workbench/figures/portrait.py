"""Portrait: an abstract sign for a persona, drawn from its identity alone; it looks like nobody."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.figures.drawing import element, words
from workbench.figures.style import colour, persona_colour
from workbench.model.persona import Identity, Persona

PIECES: dict[str, str] = {
    "petal": "M0 0C9-7 9-17 0-24C-9-17-9-7 0 0z",
    "leaf": "M0 0C12-6 11-18 0-24C3-15 3-8 0 0z",
    "wedge": "M0 0L6.5-22L-6.5-22z",
    "drop": "M0-4C3-12 6-15 6-18.5a6 6 0 1 0-12 0C-6-15-3-12 0-4z",
    "tile": "M-5.5-23h11v11h-11z",
    "bead": "M-5-18.5a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
}
"""Outlines that point upwards from 0, 0, some 24 units long."""
SOFT = ("bead", "drop", "leaf", "petal")
"""Those of the inner ring: around a letter, corners would look like a machine's."""
MIDDLES = (
    "M-14.5 0a14.5 14.5 0 1 0 29 0a14.5 14.5 0 1 0-29 0z",
    "M-9-13h18a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4h-18a4 4 0 0 1-4-4v-18a4 4 0 0 1 4-4z",
    "M0-16L13.9-8V8L0 16L-13.9 8V-8z",
    "M-6.4-15.2H6.4L15.2-6.4V6.4L6.4 15.2H-6.4L-15.2 6.4V-6.4z",
)
"""What the initial stands on: a disc, a rounded square, a hexagon, an octagon."""
FEWEST, MOST = 5, 10
"""Pieces in one ring."""


@dataclass(frozen=True, slots=True)
class Ring:
    """So many pieces of one kind around the middle: `size` of full length, turned by `turn` degrees."""

    piece: str
    count: int
    size: float
    turn: float


@dataclass(frozen=True, slots=True)
class Look:
    """Two rings around a middle."""

    outer: Ring
    inner: Ring
    middle: int


def look_of(identity: Identity) -> Look:
    """Return what an identity looks like: a draw from its name and its seed, and from nothing else."""
    digest = hashlib.sha256(f"{identity.name}:{identity.seed}".encode()).digest()
    rng = np.random.default_rng(np.random.SeedSequence(int.from_bytes(digest[:8], "big")))
    inner = str(rng.choice(SOFT))
    outer = str(rng.choice([piece for piece in sorted(PIECES) if piece != inner]))
    return Look(_drawn(outer, 1.38, rng), _drawn(inner, 0.97, rng), int(rng.integers(len(MIDDLES))))


def portrait(persona: Persona, *, size: int = 72, named: str | None = None) -> str:
    """Return two rings of pieces around the initial, in the persona's colour, as SVG; `named` is its id in a page."""
    own = persona_colour(persona.id)
    look = look_of(persona.identity)
    ink: dict[str, Any] = {"fill": colour("card"), "stroke": own, "stroke_width": 1.3}
    drawn = _ring(look.outer, fill=own, fill_opacity=0.3) + _ring(look.inner, **ink)
    middle = element("path", d=MIDDLES[look.middle], transform="translate(36 36)", **ink)
    name = persona.identity.name[:1]
    initial = words(name, 36, 43, text_anchor="middle", font_size=20, font_weight=700, fill=own)
    identifier = f' id="{named}"' if named else ""
    return (
        f'<svg class="portrait"{identifier} viewBox="0 0 72 72" width="{size}" height="{size}" aria-hidden="true">'
        f"{drawn}{middle}{initial}</svg>"
    )


def _drawn(piece: str, size: float, rng: np.random.Generator) -> Ring:
    return Ring(piece, int(rng.integers(FEWEST, MOST + 1)), size + float(rng.uniform(-0.07, 0.07)), _turn(rng))


def _turn(rng: np.random.Generator) -> float:
    return float(rng.uniform(0, 360))


def _ring(ring: Ring, **ink: object) -> str:
    outline, step = PIECES[ring.piece], 360 / ring.count
    turned = [
        element("path", d=outline, transform=f"rotate({(ring.turn + i * step) % 360:.1f})") for i in range(ring.count)
    ]
    return element("g", "".join(turned), transform=f"translate(36 36) scale({ring.size:.2f})", **ink)
