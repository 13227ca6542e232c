"""Life cycle: the states of a customer relation by tenure, and how likely each follows each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.figures.block import Block, block
from workbench.figures.drawing import Figure, Row, canvas, element, words
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech
from workbench.model.lifecycle import Lifecycle, Span

BOX, BETWEEN, LEVEL, EDGE = 136.0, 58.0, 34.0, 20.0
"""Width of a state, space between two, height of a level of arcs, and room at both sides."""
STAY = 48.0
"""Room over the states for the loops of staying in one, with their numbers."""
THICK, THIN = 8.0, 1.0
"""Width of an arrow of probability 1, and least width."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the relation, or its end; `tenure` says in words how long it has lasted by then."""

    id: str
    label: str
    tenure: str = ""
    end: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """The probability `p`, 0 to 1, of going from one state to another, or of staying, in one period."""

    source: str
    target: str
    p: float


def life_cycle_of(lifecycle: Lifecycle, say: Speech) -> Figure:
    """Draw a life cycle as described: its states, its ends after them, and what its numbers rest on."""
    states = [State(one.id, say.of(one.label), _years(one.tenure, say)) for one in lifecycle.states]
    states += [State(one.id, say.of(one.label), say(f"life_cycle_{one.kind}"), end=True) for one in lifecycle.exits]
    moves = [Move(way.from_, way.to, way.p) for way in lifecycle.transitions]
    figure = life_cycle(states, moves, say)
    bases = [say(f"basis_{basis}") for basis in dict.fromkeys(way.basis for way in lifecycle.transitions)]
    told = [say(f"life_cycle_{lifecycle.period}"), say("life_cycle_basis", bases=say.listed(bases))]
    told += [say("illustrative")] if lifecycle.illustrative else []
    return replace(figure, caption=" ".join((figure.caption, *told)))


def _years(span: Span | None, say: Speech) -> str:
    if span is None:
        return ""
    low, high = (say.number(value, 0 if value == round(value) else 1) for value in (span.low, span.high))
    return say("life_cycle_years", low=low, high=high, basis=say(f"basis_{span.basis}"))


def life_cycle(states: Sequence[State], moves: Sequence[Move], say: Speech) -> Figure:
    """Draw the states from left to right in their order: arrows ahead over them, arrows back under them.

    Moves of probability 0 are not drawn; thicker arrows are likelier. Levels keep the arrows apart.
    """
    kept = [move for move in moves if move.p > 0]
    place = {state.id: i for i, state in enumerate(states)}
    over = _levels([m for m in kept if place[m.target] > place[m.source] + 1], place)
    under = _levels([m for m in kept if place[m.target] < place[m.source]], place)
    boxes = [(block(s.label, BOX - 16, 13.5, bold=True), block(s.tenure, BOX - 16, 12)) for s in states]
    height = max(name.height + tenure.height for name, tenure in boxes) + 22
    stays = STAY if any(move.source == move.target for move in kept) else 0.0
    top = stays + (1 + max(over.values(), default=-1)) * LEVEL + 18
    plan = _Plan(place, top, height, stays)
    arrows = [_arrow(move, plan, over | under) for move in kept]
    parts = [arrow.line for arrow in arrows]
    for i, own in enumerate(boxes):
        parts += _box(own, _left(i), top, height, end=states[i].end)
    parts += [part for move, arrow in zip(kept, arrows, strict=True) for part in arrow.named(move, say)]
    bottom = top + height + (1 + max(under.values(), default=-1)) * LEVEL + 22
    alt = _finding(states, kept, say)
    svg = canvas(_left(len(states) - 1) + BOX + EDGE, bottom, "".join(parts), alt=alt)
    return Figure(svg, alt, say("life_cycle_caption", n=_staying(states)), _table(states, kept, say))


@dataclass(frozen=True, slots=True)
class _Plan:
    place: Mapping[str, int]
    top: float
    height: float
    stays: float


Keyed = dict[tuple[str, str], int]


def _levels(moves: Sequence[Move], place: Mapping[str, int]) -> Keyed:
    """Return the level of each arc: the shortest nearest, none on the level of one it lies beside or over."""
    found: Keyed = {}
    taken: list[tuple[int, float, float]] = []
    for move in sorted(moves, key=lambda m: (abs(place[m.target] - place[m.source]), place[m.source], m.target)):
        low, high = sorted((place[move.source], place[move.target]))
        level = 0
        while any(at == level and low < right and left < high for at, left, right in taken):
            level += 1
        taken.append((level, low, high))
        found[move.source, move.target] = level
    return found


def _left(i: int) -> float:
    return EDGE + i * (BOX + BETWEEN)


def _box(own: tuple[Block, Block], x: float, y: float, height: float, *, end: bool) -> list[str]:
    name, tenure = own
    box = element(
        "rect",
        x=x,
        y=y,
        width=BOX,
        height=height,
        rx=12,
        fill=colour("paper" if end else "wash"),
        stroke=colour("soft" if end else "accent"),
        stroke_width=1.4,
        stroke_dasharray="5 3" if end else None,
    )
    top = y + (height - name.height - tenure.height) / 2
    return [
        box,
        *name.at(x + BOX / 2, top, anchor="middle"),
        *tenure.at(x + BOX / 2, top + name.height, ink="soft", anchor="middle"),
    ]


def _chance(p: float, say: Speech) -> str:
    """Return a probability as a percentage, with a decimal where it has one."""
    return say.percent(p, 0 if abs(100 * p - round(100 * p)) < 0.05 else 1)


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A line, its head, and where its number stands."""

    line: str
    head: str
    x: float
    y: float

    def named(self, move: Move, say: Speech) -> list[str]:
        """Return the head and, on a ground of its own, the number."""
        text = _chance(move.p, say)
        wide = text_width(text, 12.5, bold=True) + 6
        ground = element("rect", x=self.x - wide / 2, y=self.y - 12, width=wide, height=15, rx=4, fill=colour("paper"))
        told = words(text, self.x, self.y, font_size=12.5, font_weight=600, text_anchor="middle", fill=colour("ink"))
        return [self.head, ground, told]


def _arrow(move: Move, plan: _Plan, levels: Keyed) -> _Arrow:
    source, target = plan.place[move.source], plan.place[move.target]
    if target == source + 1:
        x1, x2, y = _left(source) + BOX, _left(target), plan.top + plan.height / 2
        return _Arrow(_line(f"M{x1:g} {y:g}H{x2 - 7:g}", move), _head(x2, y, "right"), (x1 + x2) / 2 - 3, y - 9)
    if target == source:
        x, y = _left(source) + BOX / 2, plan.top - LEVEL
        path = f"M{x + 18:g} {plan.top:g}C{x + 34:g} {y:g} {x - 34:g} {y:g} {x - 18:g} {plan.top - 7:g}"
        return _Arrow(_line(path, move), _head(x - 18, plan.top, "down"), x, y + 1)
    return _arc(move, plan, levels[move.source, move.target])


def _arc(move: Move, plan: _Plan, level: int) -> _Arrow:
    """Return an arc over the boxes (ahead) or under them (back), on its level."""
    source, target = plan.place[move.source], plan.place[move.target]
    ahead = target > source
    shift = 7.0 + 8 * (level % 5)
    x1 = _left(source) + (BOX - shift if ahead else shift)
    x2 = _left(target) + (shift if ahead else BOX - shift)
    if ahead:
        edge, far = plan.top, plan.top - plan.stays - level * LEVEL - 16
    else:
        edge, far = plan.top + plan.height, plan.top + plan.height + level * LEVEL + 24
    toward = -1 if ahead else 1
    turn = 10.0 if ahead else -10.0
    bend = f"Q{x1:g} {far:g} {x1 + turn:g} {far:g}H{x2 - turn:g}Q{x2:g} {far:g} {x2:g} {far - toward * 10:g}"
    path = f"M{x1:g} {edge:g}V{far - toward * 10:g}{bend}V{edge + toward * 7:g}"
    head = _head(x2, edge, "down" if ahead else "up")
    return _Arrow(_line(path, move), head, (x1 + x2) / 2, far + 4.4)


def _line(path: str, move: Move) -> str:
    width = max(THICK * move.p, THIN)
    return element("path", d=path, fill="none", stroke=colour("accent"), stroke_width=width, stroke_opacity=0.8)


def _head(x: float, y: float, way: str) -> str:
    paths = {"right": "l-9-5v10z", "down": "l-5-9h10z", "up": "l-5 9h10z"}
    return element("path", d=f"M{x:g} {y:g}{paths[way]}", fill=colour("accent"))


def _finding(states: Sequence[State], moves: Sequence[Move], say: Speech) -> str:
    names = {state.id: state.label for state in states}
    place = {state.id: i for i, state in enumerate(states)}
    ends = {state.id for state in states if state.end}
    ahead = [move for move in moves if place[move.target] > place[move.source] and move.target not in ends]
    gone = [move for move in moves if move.target in ends]
    back = sum(place[move.target] < place[move.source] for move in moves)
    told = say(
        "life_cycle_alt", n=say.count(_staying(states)), first=states[0].label, last=states[_staying(states) - 1].label
    )
    if ahead:
        rare = min(ahead, key=lambda move: move.p)
        told += " " + say(
            "life_cycle_rare", source=names[rare.source], target=names[rare.target], p=_chance(rare.p, say)
        )
    if gone:
        most = max(gone, key=lambda move: move.p)
        told += " " + say("life_cycle_leave", source=names[most.source], p=_chance(most.p, say))
    return f"{told} {say('life_cycle_back', n=back)}" if back else told


def _staying(states: Sequence[State]) -> int:
    """Return how many states are no end of the relation; the ends come last."""
    return sum(not state.end for state in states)


def _table(states: Sequence[State], moves: Sequence[Move], say: Speech) -> tuple[Row, ...]:
    names = {state.id: state.label for state in states}
    tenure = {state.id: state.tenure or "\u2013" for state in states}
    head: Row = [say(key) for key in ("flow_from", "life_cycle_tenure", "flow_to", "life_cycle_p")]
    return (
        head,
        *([names[m.source], tenure[m.source], names[m.target], _chance(m.p, say)] for m in moves),
    )
