"""Portrait: an abstract sign for a persona, drawn from its identity's seed; it looks like nobody."""

from __future__ import annotations

import hashlib

import numpy as np

from workbench.figures.drawing import element, words
from workbench.figures.style import colour, persona_colour
from workbench.model.persona import Persona


def portrait(persona: Persona, *, size: int = 72) -> str:
    """Return overlapping leaves in the persona's colour with its initial, as SVG."""
    digest = hashlib.sha256(f"{persona.study}:{persona.identity.name}:{persona.identity.seed}".encode()).digest()
    rng = np.random.default_rng(np.random.SeedSequence(int.from_bytes(digest[:8], "big")))
    own = persona_colour(persona.id)
    petals = int(rng.integers(5, 10))
    width, turn = float(rng.uniform(7, 13)), float(rng.uniform(0, 360))
    inner = float(rng.uniform(8, 14))
    leaves = "".join(
        element(
            "ellipse",
            cx=36,
            cy=36 - inner,
            rx=width,
            ry=22.0 - inner / 2 + float(rng.uniform(-3, 3)),
            fill=own,
            fill_opacity=0.22,
            transform=f"rotate({turn + i * 360 / petals:.1f} 36 36)",
        )
        for i in range(petals)
    )
    initial = words(persona.identity.name[:1], 36, 44, text_anchor="middle", font_size=24, font_weight=700, fill=own)
    disc = element("circle", cx=36, cy=36, r=16, fill=colour("card"))
    return (
        f'<svg class="portrait" viewBox="0 0 72 72" width="{size}" height="{size}" aria-hidden="true" '
        f'focusable="false">{leaves}{disc}{initial}</svg>'
    )
