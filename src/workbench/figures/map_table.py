"""Map table: every cell of a map in words, lanes as rows and steps as columns."""

from __future__ import annotations

from workbench.analysis.map_sheet import Arrow, Feeling, FeelingLine, Item, LaneRow, MapSheet
from workbench.figures.drawing import Row
from workbench.figures.emotion_names import decimals, extreme
from workbench.figures.map_head import clock
from workbench.figures.map_ways import chance
from workbench.language.speech import Speech


def map_table(sheet: MapSheet, say: Speech) -> tuple[Row, ...]:
    """Return the header, the stages, what stands under each column, and a row a lane, curve and way."""
    labels = {line.persona: line.label for line in sheet.feelings}
    stages = [stage.label for stage in sheet.stages for _ in range(stage.span)]
    rows: list[Row] = [
        (say("sheet_lane"), *(_head(column.label, column.number, column.at) for column in sheet.columns)),
        (say("sheet_stage"), *stages),
        (say("sheet_about_column"), *(" · ".join(filter(None, (c.tag, c.note))) or "—" for c in sheet.columns)),
    ]
    for lane in sheet.lanes:
        rows += (
            [_lane(lane, labels, say)] if lane.cells else [_feelings(line, lane, sheet, say) for line in sheet.feelings]
        )
    if sheet.arrows:
        rows.append((say("sheet_ways"), *(_ways(sheet, place, say) for place in range(len(sheet.columns)))))
    return tuple(rows)


def item_text(item: Item, say: Speech) -> str:
    """Return an item with how it is known, its source, and a quote."""
    tag = f"[{item.tag}] " if item.tag else ""
    if item.x is not None:
        quote = f" {say.quoted(item.evidence[0].text)} ({item.evidence[0].id})" if item.evidence else ""
        return f"{tag}{item.text} ({say('sheet_said_by', x=item.x, n=item.n)}){quote}"
    if not item.mark:
        return f"{tag}{item.text}"
    basis = say(f"basis_{item.mark}")
    known = say("sheet_basis_and_source", basis=basis, source=item.source) if item.source else basis
    return f"{tag}{item.text} ({known})"


def _head(label: str, number: int, at: float | None) -> str:
    return f"{clock(at) if at is not None else number} {label}"


def _lane(lane: LaneRow, labels: dict[str, str], say: Speech) -> Row:
    name = (
        say("sheet_unlike", name=labels[lane.persona], lane=lane.label)
        if lane.persona in labels and lane.persona
        else lane.label
    )
    return (name, *(" / ".join(item_text(item, say) for item in cell.items) or cell.empty for cell in lane.cells))


def _feelings(line: FeelingLine, lane: LaneRow, sheet: MapSheet, say: Speech) -> Row:
    name = lane.label if len(sheet.feelings) == 1 else say("sheet_unlike", name=line.label, lane=lane.label)
    digits = decimals(sheet.feelings)
    return (name, *(_feeling(point, line, say, digits) for point in line.points))


def _feeling(point: Feeling, line: FeelingLine, say: Speech, digits: int) -> str:
    parts = []
    if point.mean is not None:
        parts.append(say("sheet_feeling_row", mean=say.signed(point.mean), n=point.n))
    if point.low is not None and point.high is not None:
        parts.append(say("sheet_feeling_interval", low=say.signed(point.low), high=say.signed(point.high)))
    if point.described is not None:
        basis = say(f"basis_{point.basis}")
        parts.append(say("sheet_described_row", value=say.signed(point.described), basis=basis))
    if point.value is not None and point.column in (line.peak, line.end):
        parts.append(extreme(point, line, say, digits))
    return " / ".join(parts) or say("sheet_nobody_told")


def _ways(sheet: MapSheet, place: int, say: Speech) -> str:
    return " / ".join(_way(arrow, say) for arrow in sheet.arrows if arrow.start == place) or "—"


def _way(arrow: Arrow, say: Speech) -> str:
    basis = say(f"basis_{arrow.basis}")
    if arrow.way == "again":
        return say("sheet_way_again", p=chance(arrow, say), basis=basis)
    return say(f"sheet_way_{arrow.way}", to=arrow.label, p=chance(arrow, say), basis=basis)
