"""Boxes around every text of a picture, as large as the text may become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from workbench.figures.wrapping import text_width

xml_of = ElementTree.fromstring
"""Read what we wrote ourselves."""


@dataclass(frozen=True)
class Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom - 0.5
            and other.top < self.bottom - 0.5
        )


def boxes(svg: str) -> list[Box]:
    """Return a box a text; texts that are turned are left out."""
    return list(_boxes(xml_of(svg), 0.0, 0.0))


def touching(svg: str) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie over each other."""
    found = boxes(svg)
    return [(one.text, other.text) for i, one in enumerate(found) for other in found[i + 1 :] if one.touches(other)]


def outside(svg: str) -> list[str]:
    """Return the texts that are not wholly within the picture."""
    width, height = size(svg)
    return [
        box.text
        for box in boxes(svg)
        if box.left < -0.5 or box.top < -0.5 or box.right > width + 0.5 or box.bottom > height + 0.5
    ]


def size(svg: str) -> tuple[float, float]:
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()
    return float(width), float(height)


def texts(svg: str) -> list[str]:
    return ["".join(part.itertext()) for part in xml_of(svg).iter() if part.tag.endswith("text")]


def _boxes(element, dx, dy, size=None):
    moved, size = element.get("transform", ""), element.get("font-size", size)
    if "rotate" in moved:
        return
    if shift := re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", moved):
        dx, dy = dx + float(shift[1]), dy + float(shift[2])
    if element.tag.endswith("text"):
        yield _box(element, dx, dy, float(size))
    for child in element:
        yield from _boxes(child, dx, dy, size)


def _box(element, dx, dy, height):
    text = "".join(element.itertext())
    width = text_width(text, height, bold=element.get("font-weight") == "600")
    share = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor"), 0.0)
    x, y = float(element.get("x")) + dx - share * width, float(element.get("y")) + dy
    return Box(text, x, y - 0.78 * height, x + width, y + 0.22 * height)
