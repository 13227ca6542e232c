"""Future sheet: the journey the client wants beside the one of today, step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from workbench.analysis import sheet_cells as cells
from workbench.analysis.current_state import about, emotions_lane, notes
from workbench.analysis.future_order import Turn, turns
from workbench.analysis.map_sheet import Cell, Column, FeelingLine, Item, LaneRow, MapKind, MapSheet
from workbench.analysis.mapping import JourneyMap, Lane
from workbench.analysis.sheet_feelings import Place, beside, feeling_line, places_of
from workbench.analysis.sheet_ground import Ground, completeness, stage_labels, stage_spans, step_note


def future_state(ground: Ground, journey_map: JourneyMap | None = None) -> MapSheet:
    """Return today against the future; without one described, a sheet without columns that says what to add."""
    say, planned = ground.say, ground.journey.future
    row = turns(ground.journey) if planned else ()
    columns = tuple(_column(number, turn, ground, journey_map) for number, turn in enumerate(row, 1))
    today = _today(row, ground, journey_map)
    curves = (today, beside(_then(row, ground, journey_map), today)) if planned else ()
    lanes = _lanes(ground, row, journey_map) if planned else ()
    filled, required = completeness(lanes, ())
    return MapSheet(
        kind=MapKind.FUTURE_STATE,
        title=_finding(ground, row),
        about=_about(ground, journey_map, filled, required),
        persona=journey_map.persona or None if journey_map else None,
        size=journey_map.size if journey_map else 0,
        version=ground.journey.version,
        stages=stage_spans(columns, stage_labels(ground)),
        columns=columns,
        lanes=lanes,
        feelings=curves,
        filled=filled,
        required=required,
        notes=(*notes(ground, journey_map), say("sheet_future_note" if planned else "sheet_future_remedy")),
        hypothesis=journey_map is None,
    )


def _column(number: int, turn: Turn, ground: Ground, journey_map: JourneyMap | None) -> Column:
    say = ground.say
    label = turn.then.label if turn.then and turn.then.label else turn.today.label if turn.today else None
    fate = say(f"sheet_fate_{turn.fate}")
    was = step_note(turn.today, ground, journey_map) if turn.today else ""
    return Column(turn.id, say.of(label) if label else turn.id, turn.stage, was, number, tag=fate)


def _today(row: Sequence[Turn], ground: Ground, journey_map: JourneyMap | None) -> FeelingLine:
    places = [places_of([turn.today])[0] if turn.today else (turn.id, None, "") for turn in row]
    return feeling_line(places, journey_map, ground, label=ground.say("sheet_today"))


def _then(row: Sequence[Turn], ground: Ground, journey_map: JourneyMap | None) -> FeelingLine:
    return feeling_line([_wanted(turn, journey_map) for turn in row], None, ground, label=ground.say("sheet_then"))


def _wanted(turn: Turn, journey_map: JourneyMap | None) -> Place:
    """Return the feeling wanted; what does not change feels as today, which is inferred."""
    if turn.then and turn.then.emotion:
        return turn.id, turn.then.emotion.value, turn.then.emotion.basis
    if turn.then or turn.today is None:
        return turn.id, None, ""
    felt = journey_map.feelings.get(turn.id) if journey_map else None
    if felt:
        return turn.id, felt.mean, "inferred"
    return (turn.id, turn.today.emotion.value, "inferred") if turn.today.emotion else (turn.id, None, "")


def _lanes(ground: Ground, row: Sequence[Turn], journey_map: JourneyMap | None) -> tuple[LaneRow, ...]:
    quoted = (
        _row(
            "pains",
            ground,
            row,
            lambda turn: _pains(turn, ground, journey_map),
            note="sheet_note_both" if journey_map else "",
        ),
    )
    return (
        *quoted,
        _row("change", ground, row, lambda turn: _change(turn, ground), required=True),
        emotions_lane(ground, asked=journey_map is not None),
        _row("by", ground, row, lambda turn: _by(turn, ground), required=True),
        _row("kpi", ground, row, lambda turn: cells.kpi_of(turn.today, ground) if turn.today else ()),
        _row(
            "target",
            ground,
            row,
            lambda turn: cells.plain(turn.then.kpi_target if turn.then else None, ground),
            required=True,
        ),
        _row("owner", ground, row, lambda turn: cells.owner_of(turn.today, ground) if turn.today else ()),
    )


def _row(
    name: str,
    ground: Ground,
    row: Sequence[Turn],
    of: Callable[[Turn], tuple[Item, ...]],
    *,
    note: str = "",
    required: bool = False,
) -> LaneRow:
    """Return a lane; where a step does not change, a lane about the change says so."""
    found = []
    for turn in row:
        items = of(turn)
        same = required and turn.then is None
        why = "sheet_unchanged" if same else "sheet_not_described"
        found.append(Cell(items, "" if items else ground.say(why), needed=not same))
    told = ground.say(note or "sheet_note_described")
    return LaneRow(name, ground.say(f"sheet_lane_{name}"), tuple(found), told, required=required)


def _pains(turn: Turn, ground: Ground, journey_map: JourneyMap | None) -> tuple[Item, ...]:
    if turn.today is None:
        return ()
    quoted = cells.said(journey_map.cells[turn.id, Lane.PAINS], journey_map.size, ground) if journey_map else ()
    return (*quoted, *cells.pains_of(turn.today, ground))


def _change(turn: Turn, ground: Ground) -> tuple[Item, ...]:
    return cells.remarks([turn.then.change], ground, ground.say(f"sheet_fate_{turn.fate}")) if turn.then else ()


def _by(turn: Turn, ground: Ground) -> tuple[Item, ...]:
    actions = {action.id: action for action in ground.journey.interventions}
    named = [actions[name] for name in (turn.then.by if turn.then else ()) if name in actions]
    return tuple(Item(ground.say.of(action.label), action.basis, source=action.source) for action in named)


def _finding(ground: Ground, row: Sequence[Turn]) -> str:
    say, planned = ground.say, ground.journey.future
    if planned is None:
        return say("sheet_future_none")
    fates = Counter(turn.fate for turn in row)
    counts = {fate: fates[fate] for fate in ("changed", "dropped", "new", "unchanged")}
    return say("sheet_future_found", goal=say.of(planned.goal).rstrip("."), **counts)


def _about(ground: Ground, journey_map: JourneyMap | None, filled: int, required: int) -> str:
    based = ground.journey.future.based_on if ground.journey.future else ""
    told = about(ground, journey_map, filled, required)
    return f"{told} {ground.say('sheet_based_on', version=based)}" if based else told
