"""Atlas plate: one picture of a journey, whose it is, and the parts it is printed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workbench.analysis.map_sheet import MapKind, MapSheet
from workbench.analysis.map_sheets import kinds_of, map_sheet_of
from workbench.analysis.mapping import JourneyMap
from workbench.analysis.mind_tree import mind_tree
from workbench.analysis.rollups import Dimension, roll_ups
from workbench.analysis.touchpoints import priorities
from workbench.figures.drawing import Figure
from workbench.figures.flow import flow_figure
from workbench.figures.life_cycle import life_cycle_of
from workbench.figures.map_kinds import draw_map
from workbench.figures.mind_map import mind_map
from workbench.figures.priority_matrix import priority_matrix
from workbench.figures.roll_ups import roll_ups_figure
from workbench.language.speech import Speech
from workbench.report.journey_subject import Subject
from workbench.simulation.expected_flow import expected_flows

LEAVES = 2
"""Codes of a kind that quotes put on a step of a mind map."""
BESIDE = "life_cycle"
"""The kind that is no map of the journey: it is there only where it is described beside it."""
SHARED = ("experience_map", "comparison", "touchpoint_matrix", "roll_ups")
"""Kinds that show everybody at once."""
ONE_VIEW = ("future_state", "service_blueprint", "day_in_life")
"""Kinds drawn from one point of view: the persona asked for, or the first."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture of `kind`; `persona` is whose, "" for everybody's or nobody's.

    Maps have their `sheet`; one that `is_there` not says what the journey lacks for it.
    """

    kind: str
    persona: str
    figure: Figure
    sheet: MapSheet | None = None
    is_there: bool = True

    @property
    def id(self) -> str:
        """Name of the picture, once in an atlas; also that of its file."""
        return f"{self.kind.replace('_', '-')}{f'-{self.persona}' if self.persona else ''}"


def plates_of(kind: str, subject: Subject, say: Speech, *, persona: str = "") -> tuple[Plate, ...]:
    """Return the pictures of a kind: one a persona where personas differ in it. ParameterError for an unknown persona.

    A `persona` chooses its own point of view alone; without interviews there is one, the description's.
    """
    if persona:
        subject.case(persona)
    return tuple(DRAWN[kind](kind, subject, say, persona))


def _maps(kind: str, subject: Subject, say: Speech, persona: str) -> Iterator[Plate]:
    there = MapKind(kind) in kinds_of(subject.journey, subject.maps)
    for chosen in _views(kind, subject, persona):
        sheet = map_sheet_of(
            MapKind(kind),
            subject.journey,
            say=say,
            maps=chosen,
            codebook=subject.material.codebook if subject.material else None,
            names=subject.names,
        )
        own = chosen[0].persona if chosen and kind not in SHARED else ""
        yield Plate(kind, own, draw_map(sheet, say), sheet, there)


def _views(kind: str, subject: Subject, persona: str) -> list[tuple[JourneyMap, ...]]:
    """Return what each picture of a kind is drawn from."""
    if kind in SHARED or not subject.maps:
        return [subject.maps]
    wanted = [own for own in subject.maps if persona in ("", own.persona)]
    return [(own,) for own in (wanted[:1] if kind in ONE_VIEW else wanted)]


def _mind_maps(kind: str, subject: Subject, say: Speech, persona: str) -> Iterator[Plate]:
    book = subject.material.codebook if subject.material else None
    for chosen in _views(kind, subject, persona):
        own = chosen[0] if chosen else None
        tree = mind_tree(subject.journey, book, own, most=LEAVES)
        yield Plate(kind, own.persona if own else "", mind_map(tree, say))


def _matrix(kind: str, subject: Subject, say: Speech, _: str) -> Iterator[Plate]:
    yield Plate(kind, "", priority_matrix(priorities(subject.journey, subject.maps), subject.journey, say))


def _roll_ups(kind: str, subject: Subject, say: Speech, _: str) -> Iterator[Plate]:
    people = {person.pseudonym for person in subject.material.participants} if subject.material else set()
    book = subject.material.codebook if subject.material else None
    gathered = {own: roll_ups(subject.journey, own, subject.codings, book, people=people) for own in Dimension}
    yield Plate(kind, "", roll_ups_figure(gathered, subject.journey, say))


def _flows(kind: str, subject: Subject, say: Speech, persona: str) -> Iterator[Plate]:
    for name in [own for own in subject.names if persona in ("", own)] or [""]:
        flows = expected_flows(subject.case(name).process)
        if flows is not None:
            yield Plate(kind, name, flow_figure(flows, subject.journey, say))


def _life_cycle(kind: str, subject: Subject, say: Speech, _: str) -> Iterator[Plate]:
    if subject.lifecycle is not None:
        yield Plate(kind, "", life_cycle_of(subject.lifecycle, say))


DRAWN: Mapping[str, Callable[[str, Subject, Speech, str], Iterator[Plate]]] = MappingProxyType(
    {
        "current_state": _maps,
        "comparison": _maps,
        "experience_map": _maps,
        "future_state": _maps,
        "service_blueprint": _maps,
        "day_in_life": _maps,
        "mind_map": _mind_maps,
        "touchpoint_matrix": _matrix,
        "roll_ups": _roll_ups,
        "expected_flow": _flows,
        BESIDE: _life_cycle,
    }
)
"""What draws each kind, in the order of the atlas."""
KINDS = tuple(DRAWN)
