"""Sheet cell: what is known of one step in one lane, from quotes first, then from the journey's description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.analysis.map_sheet import Cell, Item, LaneRow
from workbench.analysis.mapping import Finding, JourneyMap, Lane
from workbench.analysis.sheet_ground import Ground
from workbench.model.evidence import Status
from workbench.model.label import Label
from workbench.model.sourced import Basis, Remark
from workbench.model.touchpoint import Touchpoint

Described = Callable[[Touchpoint, Ground], tuple[Item, ...]]
"""What the description says of a step in one lane."""
Places = Mapping[str, Sequence[Touchpoint]]
"""The columns of a map by name, each with the steps it stands for."""


def said(findings: Iterable[Finding], n: int, ground: Ground) -> tuple[Item, ...]:
    """Return findings as items, `n` people asked."""
    return tuple(
        Item(ground.code(finding.code), Status.REPORTED, finding.holders, n, finding.evidence) for finding in findings
    )


def remarks(found: Iterable[Remark], ground: Ground, tag: str = "") -> tuple[Item, ...]:
    """Return the description's remarks as items that say what they rest on."""
    return tuple(Item(opened(ground.say.of(one.text)), one.basis, source=one.source, tag=tag) for one in found)


def fact(label: Label | None, basis: Basis, ground: Ground) -> tuple[Item, ...]:
    """Return a label of a step as an item; what is stated was stated where the journey was described."""
    source = ground.where if basis == "stated" else ""
    return () if label is None else (Item(opened(ground.say.of(label)), basis, source=source),)


def plain(label: Label | None, ground: Ground) -> tuple[Item, ...]:
    """Return a label for which the description says no basis."""
    return () if label is None else (Item(opened(ground.say.of(label))),)


def opened(text: str) -> str:
    """Return a text with a capital first, as every cell begins; a name like eBay stays as it is written."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def quoted_lane(
    lane: Lane,
    places: Places,
    journey_map: JourneyMap | None,
    ground: Ground,
    *,
    described: Described | None = None,
    persona: str = "",
) -> LaneRow:
    """Return a lane of what people said, followed by what the description says; a sub-row where it has a `persona`."""
    cells = []
    for place, steps in places.items():
        own = () if journey_map is None else said(journey_map.cells[place, lane], journey_map.size, ground)
        told = () if described is None else _once(item for step in steps for item in described(step, ground))
        cells.append(Cell(own + told, "" if own or told else ground.say("sheet_no_evidence")))
    return LaneRow(
        id=f"{lane}_{persona}" if persona else lane.value,
        label=ground.say(f"sheet_lane_{lane}"),
        cells=tuple(cells),
        note=ground.say(_note(journey_map is not None, described is not None)),
        persona=persona,
        required=lane is not Lane.DELIGHTS,
    )


def described_lane(
    name: str, places: Places, ground: Ground, described: Described, *, line: str = "", required: bool = True
) -> LaneRow:
    """Return a lane that the description alone fills; `line` names the line under it."""
    cells = []
    for steps in places.values():
        items = _once(item for step in steps for item in described(step, ground))
        cells.append(Cell(items, "" if items else ground.say("sheet_not_described")))
    note = ground.say("sheet_note_described")
    return LaneRow(name, ground.say(f"sheet_lane_{name}"), tuple(cells), note, line, required=required)


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))


def _note(asked: bool, described: bool) -> str:
    if not asked:
        return "sheet_note_described"
    return "sheet_note_both" if described else "sheet_note_quotes"


def goal_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return what the customer wants of a step."""
    return remarks([step.goal] if step.goal else [], ground)


def action_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return what the customer does, as the step is called."""
    return fact(step.label, step.basis, ground)


def thoughts_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return what the customer may think."""
    return remarks(step.thoughts, ground)


def perception_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return how the firm appears to the customer."""
    return remarks([step.perception] if step.perception else [], ground)


def pains_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return the description's pain points."""
    return remarks(step.pain_points, ground)


def opportunities_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return the description's opportunities."""
    return remarks(step.opportunities, ground)


def touchpoint_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return what the customer meets."""
    return fact(step.touchpoint, step.basis, ground)


def channel_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return the channel, or that none is named, with its mode and who begins."""
    say = ground.say
    ways = [say(f"mode_{step.mode}")] if step.mode else []
    ways += [say(f"sheet_direction_{step.direction}")] if step.direction else []
    named = fact(step.channel, step.channel_basis, ground)
    if not named:
        return (Item(opened(", ".join(ways)), source=ground.where),) if ways else ()
    return (*named, *((Item(opened(", ".join(ways))),) if ways else ()))


def kpi_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return the measure of a step."""
    return plain(step.kpi, ground)


def owner_of(step: Touchpoint, ground: Ground) -> tuple[Item, ...]:
    """Return who answers for a step."""
    return plain(step.owner, ground)
