"""Participants map: everybody on a plane, near those who hold the same codes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis.grouping import distances, rarity
from workbench.analysis.segmentation import Segmentation
from workbench.figures.drawing import Figure, canvas, element, words
from workbench.figures.shapes import outline
from workbench.figures.style import colour, persona_colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

Floats = NDArray[np.float64]
WIDTH, HEIGHT = 520.0, 380.0
"""Size of the plane; what the marks stand for is said beside it."""
MARGIN_SIDE, MARGIN = 64.0, 30.0
"""Room for names at the edges."""
MOST_NAMED = 20
"""More people than that are not named in the picture; the table behind has all."""
NAME = (46.0, 13.0)
"""Width and height of a written pseudonym."""
SIDES = ((10.0, -15.0), (10.0, 2.0), (-56.0, -15.0), (-56.0, 2.0), (-23.0, -23.0), (-23.0, 9.0))
"""Where the upper left corner of a name may stand, from its point."""


def participants_map(table: pd.DataFrame, segments: Segmentation, names: dict[str, str], say: Speech) -> Figure:
    """Draw the participants by classical scaling (Torgerson, 1952) of the distances the groups came from.

    Shape and colour tell the persona; people who fit none are crosses. Axes have no meaning of their own.
    """
    table = table.sort_index()
    data = table.to_numpy(dtype=bool)
    points = _plane(distances(data, rarity(data)))
    group = {person: name for name, members in segments.groups.items() for person in members}
    places = _placed(points)
    parts = [element("rect", x=0, y=0, width=WIDTH, height=HEIGHT, fill="none", stroke=colour("rule"))]
    parts += [_mark(place, group.get(str(person))) for person, place in zip(table.index, places, strict=True)]
    if len(table) <= MOST_NAMED:
        parts += _names([str(person) for person in table.index], places)
    key, wide = _key(segments, names, left_over=len(group) < len(table), say=say)
    parts.append(key)
    alt = say("participants_alt", k=len(segments.groups), left=len(segments.left_over), n=len(table))
    rows = [(say("participant"), say("persona"))]
    rows += [(str(person), names.get(group.get(str(person), ""), say("fits_none"))) for person in table.index]
    return Figure(
        canvas(wide, HEIGHT, "".join(parts), alt=alt), alt, say("participants_caption", n=len(table)), tuple(rows)
    )


def _placed(points: Floats) -> Floats:
    """Return points in the picture: as large as fits inside the margins, not stretched more one way than another."""
    room = np.array([WIDTH, HEIGHT]) - 2 * np.array([MARGIN_SIDE, MARGIN])
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    middle = points.min(axis=0) + np.ptp(points, axis=0) / 2
    upward = (points - middle) * np.min(room / extent) * (1.0, -1.0)
    return np.asarray(upward + np.array([WIDTH / 2, HEIGHT / 2]))


def _mark(place: Floats, persona: str | None) -> str:
    x, y = (round(float(value), 1) for value in place)
    if persona is None:
        cross = f"M{x - 4.5:g} {y - 4.5:g}l9 9m0-9l-9 9"
        return element("path", d=cross, fill="none", stroke=colour("soft"), stroke_width=2)
    return element("path", d=outline(persona, x, y), fill=persona_colour(persona))


def _names(people: list[str], places: Floats) -> list[str]:
    """Write each name beside its point, on the first side where it covers no point and no other name."""
    written: list[Floats] = []
    found = []
    for i in np.argsort(places[:, 1], kind="stable"):
        free = [places[i] + side for side in SIDES if _is_free(places[i] + side, places, written)]
        corner = free[0] if free else places[i] + SIDES[0]
        written.append(corner)
        x, y = (round(float(value), 1) for value in corner)
        found.append(words(people[i], x, y + NAME[1] - 2, font_size=12, fill=colour("soft")))
    return found


def _key(segments: Segmentation, names: dict[str, str], *, left_over: bool, say: Speech) -> tuple[str, float]:
    """Return what each mark stands for, beside the plane, and the width of the whole."""
    told: list[tuple[str | None, str]] = [(name, names[name]) for name in segments.groups]
    if left_over:
        told.append((None, say("fits_none")))
    parts = []
    for i, (persona, text) in enumerate(told):
        y = 14.0 + 26 * i
        parts.append(_mark(np.array([WIDTH + 26, y]), persona))
        parts.append(words(text, WIDTH + 42, y + 5, font_size=14, fill=colour("ink")))
    widest = max((text_width(text, 14.0) for _, text in told), default=0.0)
    return "".join(parts), WIDTH + 42 + widest + 4


def _is_free(corner: Floats, places: Floats, written: list[Floats]) -> bool:
    on_point = (corner - 5 < places) & (places < corner + NAME + 5)
    return not on_point.all(axis=1).any() and not any((abs(corner - other) < NAME).all() for other in written)


def _plane(square: Floats) -> Floats:
    centred = square**2 - (square**2).mean(axis=0) - (square**2).mean(axis=1)[:, None] + (square**2).mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    two = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0))
    two = np.pad(two, ((0, 0), (0, 2 - two.shape[1])))  # one person spans no plane
    signs = np.sign(two[np.abs(two).argmax(axis=0), [0, 1]])
    return np.asarray(two * np.where(signs == 0, 1, signs))
