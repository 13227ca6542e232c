"""Journey map: stages as spans, steps as columns, lanes as rows, the curve among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.analysis.map_sheet import FeelingLine, LaneRow, MapKind, MapSheet
from workbench.figures.drawing import Figure, canvas, element, words
from workbench.figures.emotion_band import drawn_band
from workbench.figures.map_grid import FACE, SIZE, Grid, grid_of, own_colour
from workbench.figures.map_head import drawn_columns, drawn_notes, drawn_stages
from workbench.figures.map_key import drawn_key
from workbench.figures.map_rows import Voice, drawn_label, drawn_row, rule, said_again
from workbench.figures.map_table import map_table
from workbench.figures.map_ways import drawn_ways, ways_out
from workbench.figures.style import colour
from workbench.figures.wrapping import wrapped
from workbench.language.speech import Speech

Drawn = tuple[list[str], float]
Lines = tuple[FeelingLine, ...]
Body = Callable[[MapSheet, Grid, float, Speech], Drawn]


def journey_map(sheet: MapSheet, say: Speech) -> Figure:
    """Draw a map of a grid kind: current or future state, experience map, comparison."""
    return framed(sheet, say, lanes)


def framed(sheet: MapSheet, say: Speech, body: Body) -> Figure:
    """Draw what all maps have around their `body`; a sheet without columns says why it has none."""
    if not sheet.columns:
        return _nothing(sheet, say)
    grid = grid_of(sheet)
    parts, y = drawn_notes(sheet, grid, 4.0)
    more, y = drawn_stages(sheet, grid, y)
    parts += more
    more, y = drawn_columns(sheet, grid, y, say)
    parts += more
    more, y = body(sheet, grid, y, say)
    key, y = drawn_key(sheet, grid, y, say, own=own_colour(sheet.persona))
    return _figure(sheet, say, parts + more + key, grid.right, y)


def lanes(sheet: MapSheet, grid: Grid, y: float, say: Speech) -> Drawn:
    """Return the arrows, every lane in its order, and the ways out."""
    parts, y = drawn_ways(sheet, grid, y, say)
    before = ""
    for lane in (*sheet.lanes, *filter(None, [ways_out(sheet, say)])):
        if lane.cells:
            more, y = drawn_row(lane, grid, y, say, voice_of(lane, sheet, before))
        else:
            more, y = _bands(sheet, lane, grid, y, say=say)
        parts += more
        before = lane.label
    return parts + rule(grid, y), y


def voice_of(lane: LaneRow, sheet: MapSheet, before: str) -> Voice:
    """Return whose row a lane is; the lane `before` tells whether it is the first of its name."""
    names = {line.persona: line.label for line in sheet.feelings} if len(sheet.feelings) > 1 else {}
    name = names.get(lane.persona, "") if lane.persona else ""
    if not name:
        return Voice(own_colour(lane.persona or sheet.persona))
    return Voice(own_colour(lane.persona), name, first=lane.label != before, quoted=1)


def band_height(sheet: MapSheet, lane: LaneRow, grid: Grid, say: Speech) -> float:
    """Return how high the lane of feelings is."""
    return _bands(sheet, lane, grid, 0.0, say=say)[1]


def _bands(sheet: MapSheet, lane: LaneRow, grid: Grid, y: float, *, say: Speech) -> Drawn:
    """Return the lane of feelings: a band a persona on a comparison, else all curves in one."""
    lines = sheet.feelings
    if sheet.kind is not MapKind.COMPARISON or len(lines) < 2:
        return _band(lines, lane, grid, y, say=say, voice=Voice(own_colour(sheet.persona or lines[0].persona)))
    parts: list[str] = []
    for turn, line in enumerate(lines):
        voice = Voice(own_colour(line.persona), line.label, first=not turn)
        sub = replace(lane, persona=line.persona)
        more, y = _band((line,), sub, grid, y, say=say, voice=voice, others=lines[:turn] + lines[turn + 1 :])
        parts += more
    return parts, y


def _band(
    curves: Lines, lane: LaneRow, grid: Grid, y: float, *, say: Speech, voice: Voice, others: Lines = ()
) -> Drawn:
    label, bottom = drawn_label(replace(lane, note=""), y, voice)
    parts = rule(grid, y, strong=voice.first) + label + said_again(lane.label, grid, y, name=voice.name)
    inks = [voice.ink, *(colour("ink") for _ in curves[1:])]
    more, bottom = drawn_band(curves, grid, max(bottom - 20, y + 18), say, inks=inks, others=others)
    return parts + more, bottom


def _figure(sheet: MapSheet, say: Speech, parts: list[str], width: float, height: float) -> Figure:
    content = element("g", "".join(parts), font_family=FACE, font_size=SIZE, fill=colour("ink"))
    caption = [sheet.about, *sheet.notes]
    told = any(point.mean is not None for line in sheet.feelings for point in line.points)
    caption += [say("sheet_caption_feelings" if told else "sheet_caption_described")] if sheet.feelings else []
    caption += [say("sheet_caption_ways")] if sheet.arrows else []
    caption += [say("sheet_caption_lines")] if sheet.kind is MapKind.SERVICE_BLUEPRINT else []
    svg = canvas(width, height, content, alt=sheet.title, role="group")
    return Figure(svg, sheet.title, " ".join(caption), map_table(sheet, say))


def _nothing(sheet: MapSheet, say: Speech) -> Figure:
    lines = wrapped(" ".join((sheet.title, *sheet.notes)), 620.0, SIZE)
    parts = [words(line, 0, 18 + 18 * i) for i, line in enumerate(lines)]
    content = element("g", "".join(parts), font_family=FACE, font_size=SIZE, fill=colour("ink"))
    svg = canvas(640.0, 18.0 * len(lines) + 16, content, alt=sheet.title)
    table = ((say("sheet_lane"), say("sheet_about_column")), (say(f"sheet_kind_{sheet.kind}"), sheet.title))
    return Figure(svg, sheet.title, " ".join((sheet.about, *sheet.notes)), table)
