"""Map key: what the marks of a map mean, in one strip under it."""

from __future__ import annotations

from workbench.analysis.map_sheet import MapKind, MapSheet
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import LINE, SMALL, Grid
from workbench.figures.map_text import mark_at
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

WIDTH = 1180.0


def drawn_key(sheet: MapSheet, grid: Grid, y: float, say: Speech, *, own: str) -> tuple[list[str], float]:
    """Return the key of the marks that this map uses, broken into lines, and where it ends."""
    start = text_width(say("sheet_read"), SMALL, bold=True) + 20
    base = y + 22
    parts = [words(say("sheet_read"), 0, base, font_size=SMALL, font_weight=700)]
    x = start
    for name, text in _entries(sheet, say):
        wide = 20 + text_width(text, SMALL) + 22
        if x + wide > max(min(WIDTH, grid.right), start + wide):
            x, base = start, base + LINE + 3
        parts += _sample(name, x, base, own)
        parts.append(words(text, x + 20, base, font_size=SMALL, fill=colour("soft")))
        x += wide
    return parts, base + 14


def _entries(sheet: MapSheet, say: Speech) -> list[tuple[str, str]]:
    marks = {item.mark for lane in sheet.lanes for cell in lane.cells for item in cell.items}
    marks |= {arrow.basis for arrow in sheet.arrows}
    found = [("reported", say("sheet_key_said"))] if "reported" in marks else []
    found += [
        (name, say("sheet_key_stated" if name == "stated" else f"basis_{name}"))
        for name in ("observed", "stated", "calibrated", "inferred", "assumed")
        if name in marks
    ]
    curves = sheet.feelings if any(not lane.cells for lane in sheet.lanes) else ()
    points = [point for line in curves for point in line.points]
    if any(point.mean is not None for point in points):
        found += [("mean", say("sheet_key_mean")), ("person", say("sheet_key_person"))]
    first = curves[0].points if curves else ()
    if any(point.described is not None for point in first):
        found.append(("described", say("sheet_key_described")))
    if sheet.kind is MapKind.FUTURE_STATE and curves:
        found.append(("wanted", say("sheet_key_wanted")))
    if sheet.kind is MapKind.COMPARISON and len(curves) > 1:
        found.append(("others", say("sheet_key_others")))
    return found


def _sample(name: str, x: float, base: float, own: str) -> list[str]:
    if name == "mean":
        return [
            element("rect", x=x + 1, y=base - 11, width=12, height=14, rx=4, fill=own, fill_opacity=0.2),
            element("circle", cx=x + 7, cy=base - 4, r=4.5, fill=own),
        ]
    if name == "person":
        return [element("circle", cx=x + 8, cy=base - 4, r=3.2, fill=own, fill_opacity=0.5)]
    if name == "others":
        return [element("path", d=f"M{x:g} {base - 4:g}h15", stroke=colour("soft"), stroke_width=2, stroke_opacity=0.4)]
    if name in ("described", "wanted"):
        ink = colour("ink") if name == "wanted" else own
        fill = ink if name == "wanted" else colour("paper")
        return [element("path", d=f"M{x + 7:g} {base - 10:g}l6 6l-6 6l-6-6z", fill=fill, stroke=ink, stroke_width=1.5)]
    return mark_at(name, x + 1, base - 10)
