"""Map paper: a map on as many sheets of A3 as it needs, at full size, cut between columns and between lanes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.analysis.map_sheet import LaneRow, MapKind, MapSheet
from workbench.analysis.sheet_pages import pages_of
from workbench.figures.day_map import CLOCK
from workbench.figures.drawing import Figure
from workbench.figures.journey_map import band_height, voice_of
from workbench.figures.map_grid import Grid, grid_of
from workbench.figures.map_head import drawn_columns, drawn_notes, drawn_stages
from workbench.figures.map_kinds import draw_map
from workbench.figures.map_rows import drawn_row
from workbench.figures.map_ways import drawn_ways, ways_out
from workbench.figures.service_blueprint import CROSSING
from workbench.language.speech import Speech

HEIGHT, WIDTH = 1020.0, 1496.0
"""What A3 in landscape holds between margins of 12 mm, in pixels of 1/96 inch, less a line of safety."""
KEY, CARD = 70.0, 20.0
"""Height of the key under a map, and what a row of cards takes more than one of text."""


def on_paper(sheet: MapSheet, say: Speech) -> tuple[Figure, ...]:
    """Return a map as pictures that each fit A3 in landscape; a single row higher than the paper stays whole."""
    return tuple(draw_map(part, say) for page in pages_of(sheet, say) for part in _parts(page, say))


def _parts(sheet: MapSheet, say: Speech) -> Iterator[MapSheet]:
    """Yield a page by lanes: the arrows stand on its first part, the ways out on its last."""
    runs = list(_runs(sheet, say)) if sheet.columns else []
    if len(runs) < 2:
        yield sheet
        return
    for number, lanes in enumerate(runs, 1):
        within = tuple(arrow for arrow in sheet.arrows if number == 1 and arrow.to is not None)
        out = tuple(arrow for arrow in sheet.arrows if number == len(runs) and arrow.to is None)
        note = say("sheet_part_of", number=number, parts=len(runs))
        yield replace(sheet, lanes=lanes, arrows=within + out, notes=(*sheet.notes, note))


def _runs(sheet: MapSheet, say: Speech) -> Iterator[tuple[LaneRow, ...]]:
    """Yield lanes that fit one height of paper."""
    grid = grid_of(sheet)
    head = _head(sheet, grid, say)
    outs = ways_out(sheet, say)
    run: list[LaneRow] = []
    height = head + drawn_ways(sheet, grid, 0.0, say)[1]
    for place, lane in enumerate(sheet.lanes):
        last = outs if place == len(sheet.lanes) - 1 else None
        own = _height(lane, sheet, grid, say) + (_height(last, sheet, grid, say) if last else 0.0)
        if run and height + own > HEIGHT - KEY:
            yield tuple(run)
            run, height = [], head
        run.append(lane)
        height += own
    yield tuple(run)


def _head(sheet: MapSheet, grid: Grid, say: Speech) -> float:
    """Return the height of notes, one more of them for the part, stages and columns."""
    y = drawn_notes(replace(sheet, notes=(*sheet.notes, say("sheet_read"))), grid, 4.0)[1]
    y = drawn_columns(sheet, grid, drawn_stages(sheet, grid, y, say)[1], say)[1]
    return y + CLOCK if sheet.kind is MapKind.DAY_IN_LIFE else y


def _height(lane: LaneRow, sheet: MapSheet, grid: Grid, say: Speech) -> float:
    if not lane.cells:
        return band_height(sheet, lane, grid, say)
    voice, cards = voice_of(lane, sheet, ""), sheet.kind is MapKind.SERVICE_BLUEPRINT
    row = drawn_row(lane, grid, 0.0, say, replace(voice, quoted=0) if cards else voice)[1]
    return row + (CARD if cards else 0.0) + (CROSSING if lane.line else 0.0)
