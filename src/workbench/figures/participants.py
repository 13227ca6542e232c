"""Participants map: everybody on a plane, near those who hold the same codes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from workbench.analysis.grouping import distances, rarity
from workbench.analysis.segmentation import Segmentation
from workbench.figures.drawing import Figure
from workbench.figures.plotting import as_svg, plot
from workbench.figures.style import LIGHT
from workbench.language.speech import Speech

SHAPES = ("o", "s", "^", "D", "v", "P")


def participants_map(table: pd.DataFrame, segments: Segmentation, names: dict[str, str], say: Speech) -> Figure:
    """Draw the participants by classical scaling (Torgerson, 1952) of the distances the groups came from.

    Shape and colour tell the persona; people who fit none are crosses. Axes have no meaning of their own.
    """
    table = table.sort_index()
    data = table.to_numpy(dtype=bool)
    points = _plane(distances(data, rarity(data)))
    group = {person: name for name, members in segments.groups.items() for person in members}
    figure, axes = plot(7.2, 4.6)
    for i, (name, members) in enumerate(segments.groups.items()):
        own = points[[person in members for person in table.index]]
        axes.scatter(own[:, 0], own[:, 1], s=70, marker=SHAPES[i % 6], color=LIGHT[f"p{i % 6 + 1}"], label=names[name])
    rest = points[[person not in group for person in table.index]]
    if len(rest):
        axes.scatter(rest[:, 0], rest[:, 1], s=60, marker="x", color=LIGHT["soft"], label=say("fits_none"))
    if len(table) <= 20:
        _name_points(axes, [str(person) for person in table.index], points)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.margins(0.12)
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=11)
    alt = say("participants_alt", k=len(segments.groups), left=len(segments.left_over), n=len(table))
    rows = [(say("participant"), say("persona"))]
    rows += [(str(person), names.get(group.get(str(person), ""), say("fits_none"))) for person in table.index]
    return Figure(as_svg(figure, alt), alt, say("participants_caption", n=len(table)), tuple(rows))


NAME = (42.0, 11.0)
"""Width and height of a written pseudonym, in points."""
SIDES = ((8.0, 4.0), (8.0, -12.0), (-50.0, 4.0), (-50.0, -12.0), (-20.0, 11.0), (-20.0, -20.0))
"""Where a name may stand, from its point."""


def _name_points(axes: Axes, names: list[str], points: NDArray[np.float64]) -> None:
    """Write each name beside its point, on the first side where it covers no point and no other name."""
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    places = (points - points.min(axis=0)) / extent * (320.0, 250.0)
    written: list[NDArray[np.float64]] = []
    for i in np.argsort(-places[:, 1], kind="stable"):
        side = next((side for side in SIDES if _is_free(places[i] + side, places, written)), SIDES[0])
        written.append(places[i] + side)
        axes.annotate(
            names[i], tuple(points[i]), xytext=side, textcoords="offset points", fontsize=9, color=LIGHT["soft"]
        )


def _is_free(corner: NDArray[np.float64], places: NDArray[np.float64], written: list[NDArray[np.float64]]) -> bool:
    on_point = (corner - 5 < places) & (places < corner + NAME + 5)
    return not on_point.all(axis=1).any() and not any((abs(corner - other) < NAME).all() for other in written)


def _plane(square: NDArray[np.float64]) -> NDArray[np.float64]:
    centred = square**2 - (square**2).mean(axis=0) - (square**2).mean(axis=1)[:, None] + (square**2).mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    two = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0))
    two = np.pad(two, ((0, 0), (0, 2 - two.shape[1])))  # one person spans no plane
    signs = np.sign(two[np.abs(two).argmax(axis=0), [0, 1]])
    return np.asarray(two * np.where(signs == 0, 1, signs))
