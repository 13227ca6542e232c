"""Sheet page: a wide map cut into maps that fit a sheet of paper, between stages where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.analysis.map_sheet import Arrow, FeelingLine, LaneRow, MapKind, MapSheet
from workbench.analysis.sheet_ground import stage_spans
from workbench.language.speech import Speech

MOST, MOST_STAGES = 7, 5
"""Columns that fit the width of A3 in landscape at full size, and whole stages, which are wider."""


def pages_of(sheet: MapSheet, say: Speech, *, most: int | None = None) -> tuple[MapSheet, ...]:
    """Return a map as pages of at most `most` columns, by default what fits A3; notes tell the ways between them."""
    fits = MOST_STAGES if sheet.kind is MapKind.EXPERIENCE_MAP else MOST
    cuts = list(_cuts(sheet, most or fits))
    if len(cuts) < 2:
        return (sheet,)
    return tuple(_page(sheet, start, end, say, (number, len(cuts))) for number, (start, end) in enumerate(cuts, 1))


def _cuts(sheet: MapSheet, most: int) -> Iterator[tuple[int, int]]:
    """Yield the first column of each page and the one after its last."""
    ends, total = [], 0
    for stage in sheet.stages:
        total += stage.span
        ends.append(total)
    start = 0
    while start < total:
        within = [end for end in ends if start < end <= start + most]
        end = within[-1] if within else min(start + most, total)
        yield start, end
        start = end


def _page(sheet: MapSheet, start: int, end: int, say: Speech, number: tuple[int, int]) -> MapSheet:
    labels = {stage.id: stage.label for stage in sheet.stages}
    columns = sheet.columns[start:end]
    here = [arrow for arrow in sheet.arrows if start <= arrow.start < end]
    inside = tuple(_moved(arrow, start) for arrow in here if arrow.to is None or start <= arrow.to < end)
    across = [_told(arrow, sheet, say) for arrow in here if arrow.to is not None and not start <= arrow.to < end]
    page = say("sheet_page", number=number[0], pages=number[1])
    ways = (say("sheet_page_ways", ways=", ".join(across)),) if across else ()
    return replace(
        sheet,
        about=f"{sheet.about} {page}",
        columns=columns,
        stages=stage_spans(columns, labels),
        lanes=tuple(_part(lane, start, end) for lane in sheet.lanes),
        feelings=tuple(_stretch(line, start, end) for line in sheet.feelings),
        arrows=inside,
        notes=(*sheet.notes, page, *ways),
    )


def _part(lane: LaneRow, start: int, end: int) -> LaneRow:
    return replace(lane, cells=lane.cells[start:end])


def _stretch(line: FeelingLine, start: int, end: int) -> FeelingLine:
    return replace(line, points=line.points[start:end])


def _moved(arrow: Arrow, start: int) -> Arrow:
    return replace(arrow, start=arrow.start - start, to=None if arrow.to is None else arrow.to - start)


def _told(arrow: Arrow, sheet: MapSheet, say: Speech) -> str:
    start, to = sheet.columns[arrow.start], sheet.columns[arrow.to or 0]
    chance = "" if arrow.p is None else say.percent(arrow.p)
    return say("sheet_page_way", start=start.number, to=to.number, p=chance, basis=say(f"basis_{arrow.basis}"))
