"""Map head: what must be known of a map, its stages as spans and its columns by name."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.map_sheet import Column, MapSheet
from workbench.figures.drawing import element, words
from workbench.figures.map_grid import HEAD, LINE, PAD, SMALL, Grid, own_colour
from workbench.figures.map_text import mark_at
from workbench.figures.style import colour
from workbench.figures.wrapping import wrapped
from workbench.language.speech import Speech

NOTES_WIDTH = 900.0
STAGE = 15.0


def drawn_notes(sheet: MapSheet, grid: Grid, y: float) -> tuple[list[str], float]:
    """Return the notes of a map and where what is under them begins; a hypothesis is framed."""
    parts: list[str] = []
    top, width = y, min(grid.right, NOTES_WIDTH)
    for place, note in enumerate(sheet.notes):
        for i, line in enumerate(wrapped(note, width - 32, 13.0, bold=sheet.hypothesis)):
            y += LINE
            parts += mark_at("assumed", 8.0, y - 10.0) if sheet.hypothesis and not place and not i else []
            weight = 600 if sheet.hypothesis else None
            parts.append(words(line, 26.0 if sheet.hypothesis else 0.0, y, font_weight=weight))
    if sheet.hypothesis and parts:
        frame = {"fill": "none", "stroke": colour("soft"), "stroke_dasharray": "5 4", "rx": 4}
        parts.append(element("rect", "", x=0.5, y=top + 0.5, width=width, height=y - top + 10, **frame))
        y += 6
    return parts, y + 14 if parts else y


def drawn_stages(sheet: MapSheet, grid: Grid, y: float, say: Speech) -> tuple[list[str], float]:
    """Return the stages, each over its columns, and where what is under them begins; one that comes again says so."""
    own, parts = own_colour(sheet.persona), []
    labels = _stage_labels(sheet, say)
    broken = [
        wrapped(label, stage.span * grid.column - 2 * PAD, STAGE, bold=True)
        for label, stage in zip(labels, sheet.stages, strict=True)
    ]
    height = max(map(len, broken), default=1) * 19 + 12
    for stage, begin, lines in zip(sheet.stages, grid.begins, broken, strict=True):
        x, width = grid.lefts[begin], stage.span * grid.column
        parts.append(element("rect", x=x, y=y, width=width, height=height, fill=colour("wash")))
        parts.append(element("rect", x=x, y=y, width=width, height=3, fill=own))
        parts += [
            words(line, x + PAD, y + 22 + 19 * i, font_size=STAGE, font_weight=700) for i, line in enumerate(lines)
        ]
    return parts, y + height


def _stage_labels(sheet: MapSheet, say: Speech) -> list[str]:
    before = [{stage.id for stage in sheet.stages[:place]} for place in range(len(sheet.stages))]
    return [
        say("sheet_stage_again", stage=stage.label) if stage.id in seen else stage.label
        for stage, seen in zip(sheet.stages, before, strict=True)
    ]


def drawn_columns(sheet: MapSheet, grid: Grid, y: float, say: Speech) -> tuple[list[str], float]:
    """Return the names of the columns with what stands under them, and where they end.

    A column that is a whole stage has its name above it already; a step that is dropped is struck through.
    """
    named = {stage.label for stage in sheet.stages if stage.span == 1}
    heads = [_head(column, grid, named=column.label not in named or column.at is not None) for column in sheet.columns]
    gone, same, parts = say("sheet_fate_dropped"), say("sheet_fate_unchanged"), []
    for i, (column, head) in enumerate(zip(sheet.columns, heads, strict=True)):
        parts += _drawn(head, grid.lefts[i] + PAD, y, struck=column.tag == gone, same=column.tag == same)
    return parts, y + max((18 * len(h.lines) + 16 * (len(h.tags) + len(h.notes)) for h in heads), default=0) + 18


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a column's name, of its tag and of what stands under them."""

    lines: list[str]
    tags: list[str]
    notes: list[str]


def clock(at: float) -> str:
    """Return hours as the clock shows them: 7.5 gives 07:30."""
    minutes = round(at * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _head(column: Column, grid: Grid, *, named: bool) -> Head:
    before = clock(column.at) if column.at is not None else str(column.number)
    return Head(
        wrapped(f"{before}\u2002{column.label}", grid.inner, HEAD, bold=True) if named else [],
        wrapped(column.tag, grid.inner, SMALL, bold=True) if column.tag else [],
        wrapped(column.note, grid.inner, SMALL) if column.note else [],
    )


def _drawn(head: Head, x: float, y: float, *, struck: bool, same: bool) -> list[str]:
    cross, fill = ("line-through", colour("soft")) if struck else (None, None)
    parts = [
        words(line, x, y + 20 + 18 * i, font_size=HEAD, font_weight=600, text_decoration=cross, fill=fill)
        for i, line in enumerate(head.lines)
    ]
    base = y + 20 + 18 * len(head.lines)
    for i, tag in enumerate(head.tags):
        ink = colour("soft" if same else "accent")
        parts.append(words(tag, x, base + 16 * i, font_size=SMALL, font_weight=None if same else 700, fill=ink))
    base += 16 * len(head.tags)
    return parts + [
        words(note, x, base + 16 * i, font_size=SMALL, fill=colour("soft")) for i, note in enumerate(head.notes)
    ]
