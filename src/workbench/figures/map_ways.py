"""Map way: arrows of a map that go back, ahead or round again, each on a level of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.analysis.map_sheet import Arrow, Cell, Item, LaneRow, MapSheet
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import PAD, SMALL, Grid
from workbench.figures.map_rows import Voice, drawn_label, rule
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

TOP, LEVEL, PORT = 26.0, 25.0, 11.0
"""Height of the first level and of each further one, and space between arrows at a column."""


def levels(arrows: Sequence[Arrow]) -> list[int]:
    """Return a level for each arrow, short ones first, so that no two of a level meet at a column."""
    taken: list[list[tuple[int, int]]] = []
    found = [0] * len(arrows)
    for i in sorted(range(len(arrows)), key=lambda i: (_reach(arrows[i]), i)):
        low, high = _ends(arrows[i])
        free = (n for n, spans in enumerate(taken) if all(high < a or b < low for a, b in spans))
        level = next(free, len(taken))
        taken += [[]] if level == len(taken) else []
        taken[level].append((low, high))
        found[i] = level
    return found


def drawn_ways(sheet: MapSheet, grid: Grid, y: float, say: Speech) -> tuple[list[str], float]:
    """Return the arrows that stay within the journey and where they end; nothing where there are none."""
    arrows = [arrow for arrow in sheet.arrows if arrow.to is not None]
    if not arrows:
        return [], y
    label, bottom = drawn_label(LaneRow("ways", say("sheet_ways"), (), say("sheet_ways_note")), y, Voice(""))
    lines, texts = rule(grid, y), []
    places, ports = levels(arrows), Counter[int]()
    meeting = Counter(end for arrow in arrows for end in (arrow.start, arrow.to or 0))
    for arrow, level in sorted(zip(arrows, places, strict=True), key=lambda one: -one[1]):
        base = y + TOP + level * LEVEL
        leaves, comes = _port(arrow.start, grid, ports), _port(arrow.to or 0, grid, ports)
        lines += _drawn(arrow, leaves, comes, y=y, base=base)
        texts.append(_named(arrow, grid, base, say, meeting=meeting))
    return [*lines, *label, *texts], max(y + TOP + max(places) * LEVEL + 14, bottom)


def ways_out(sheet: MapSheet, say: Speech) -> LaneRow | None:
    """Return the ways out as a lane, None where there is none."""
    outs = [arrow for arrow in sheet.arrows if arrow.to is None]
    if not outs:
        return None
    cells = []
    for place in range(len(sheet.columns)):
        own = tuple(
            Item(f"{arrow.label} {chance(arrow, say)}".strip(), arrow.basis) for arrow in outs if arrow.start == place
        )
        cells.append(Cell(own, "" if own else say("sheet_no_way_out")))
    return LaneRow("outs", say("sheet_outs"), tuple(cells), say("sheet_note_described"), required=False)


def chance(arrow: Arrow, say: Speech) -> str:
    """Return an arrow's probability in words, with a digit more below one in a hundred."""
    return "" if arrow.p is None else say.percent(arrow.p, 0 if arrow.p >= 0.01 else 1)


def _ends(arrow: Arrow) -> tuple[int, int]:
    to = arrow.start if arrow.to is None else arrow.to
    return min(arrow.start, to), max(arrow.start, to)


def _reach(arrow: Arrow) -> int:
    low, high = _ends(arrow)
    return high - low


def _port(place: int, grid: Grid, ports: Counter[int]) -> float:
    """Return where the next arrow meets a column: in the middle, then on either side by turns."""
    k = ports[place]
    ports[place] += 1
    return grid.middle(place) + PORT * ((k + 1) // 2) * (1 if k % 2 else -1)


def _aside(place: int, meeting: Counter[int]) -> float:
    """Return how far from a column's middle its arrows reach, with a little air."""
    return PORT * (meeting[place] // 2) + PAD / 2


def _drawn(arrow: Arrow, leaves: float, comes: float, *, y: float, base: float) -> list[str]:
    dashes = "5 3" if arrow.way == "ahead" else None
    line = f"M{leaves:g} {y + 5:g}V{base:g}H{comes:g}V{y + 8:g}"
    tip = f"M{comes - 4:g} {y + 10:g}L{comes:g} {y + 3:g}L{comes + 4:g} {y + 10:g}z"
    ink = colour("soft")
    return [
        element(
            "path", d=line, fill="none", stroke=ink, stroke_width=1.3, stroke_dasharray=dashes, stroke_linejoin="round"
        ),
        element("path", d=tip, fill=ink),
        element("circle", cx=leaves, cy=y + 5, r=2.2, fill=ink),
    ]


def _named(arrow: Arrow, grid: Grid, base: float, say: Speech, *, meeting: Counter[int]) -> str:
    """Return an arrow's words, clear of all that meets at its column; those of one that comes again clear of the next.

    A way round again has the room of one column only: where that is too little, its words stand on the left.
    """
    key = "sheet_way_again" if arrow.way == "again" else f"sheet_way_line_{arrow.way}"
    text = say(key, p=chance(arrow, say), basis=say(f"basis_{arrow.basis}"))
    middle, aside = grid.middle(arrow.start), _aside(arrow.start, meeting)
    after = arrow.start + 1
    end = grid.middle(after) - _aside(after, meeting) if after < len(grid.lefts) else grid.right
    tight = arrow.way == "again" and arrow.start > 0 and middle + aside + text_width(text, SMALL) > end
    back = arrow.way == "back" or tight
    halo = {"paint_order": "stroke", "stroke": colour("paper"), "stroke_width": 4, "stroke_linejoin": "round"}
    x = middle - aside if back else middle + aside
    return words(text, x, base - 6, text_anchor="end" if back else None, font_size=SMALL, **halo)
