"""Evidence matrix: who supports each claim, who contradicts it and who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.figures.drawing import Figure, Row, canvas, element, lines_of, words
from workbench.figures.matrix import MOST_ROOMY, Field, column_names, cut, row_names
from workbench.figures.stands import Stand, Stands, stands_of
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.persona import Persona

TOP, LEGEND = 94.0, 26.0
BAR, CELLS = 84.0, 6
"""Length of a group's bar, and the cells its column is wide, where people are counted by group."""


SIGNS: dict[Stand, tuple[float, float, str]] = {
    Stand.FOR: (0, 0, "h.01"),
    Stand.AGAINST: (-5, -5, "l10 10m0-10l-10 10"),
    Stand.BOTH: (-7, 0, "a7 7 0 1 0 14 0a7 7 0 1 0-14 0zm3.5-3.5l7 7m0-7l-7 7"),
    Stand.SILENT: (-1, 0, "h2"),
}
"""Marks: where each begins from its middle, and how it goes on. A disc (a line of no length with a round end), a
cross, a cross in a ring, a point."""


@dataclass(frozen=True, slots=True)
class Group:
    """Participants side by side: a persona's members, or those who fit none (`persona` is empty)."""

    persona: str
    name: str
    members: tuple[str, ...]


def evidence_matrix(
    personas: Sequence[Persona],
    participants: Sequence[str],
    codings: Iterable[Coding],
    codebook: Codebook,
    *,
    names: Mapping[str, str],
    say: Speech,
) -> Figure:
    """Draw every claim (row) against every participant (column), the members of a persona side by side.

    More than 24 participants are counted by group. A wash marks the persona that makes the claim.
    """
    groups = _groups(personas, participants, names, say)
    stands = stands_of(personas, codings, codebook)
    label = _labels(personas, codebook, say)
    order = sorted(stands.supporting, key=lambda code: -len(stands.supporting[code]))
    made = {(persona.id, claim.code) for persona in personas for claim in persona.claims}
    alt = _finding(order, stands, label, len(participants), say)
    if len(participants) > MOST_ROOMY:
        svg = _counted(groups, order, stands, label, made, say=say, alt=alt)
        caption = say("stands_caption", n=len(participants)) + " " + say("stands_grouped")
        return Figure(svg, alt, caption, _group_rows(groups, order, stands, label, say))
    svg = _one_by_one(groups, order, stands, label, made, say=say, alt=alt)
    rows = _person_rows(groups, order, stands, label, say)
    return Figure(svg, alt, say("stands_caption", n=len(participants)), rows)


def _groups(
    personas: Sequence[Persona], participants: Sequence[str], names: Mapping[str, str], say: Speech
) -> list[Group]:
    """Return the personas' members and, last, those who fit none."""
    known = {member for persona in personas for member in persona.members}
    rest = tuple(sorted(person for person in participants if person not in known))
    groups = [Group(persona.id, names[persona.id], tuple(sorted(persona.members))) for persona in personas]
    return [*groups, Group("", say("fits_none"), rest)] if rest else groups


def _labels(personas: Sequence[Persona], codebook: Codebook, say: Speech) -> dict[str, str]:
    label = {claim.code: say.of(claim.text) for persona in personas for claim in persona.claims}
    return label | {code.id: say.of(code.label) for code in codebook.codes}


def _finding(order: Sequence[str], stands: Stands, label: Mapping[str, str], n: int, say: Speech) -> str:
    if not order:
        return say("stands_none", n=n)
    against = [code for code in order if stands.against[code]]
    first = order[0]
    return say(
        "stands_alt", label=label[first], x=len(stands.supporting[first]), n=n, claims=len(order), against=len(against)
    )


def _one_by_one(
    groups: Sequence[Group],
    order: Sequence[str],
    stands: Stands,
    label: Mapping[str, str],
    made: set[tuple[str, str]],
    *,
    say: Speech,
    alt: str,
) -> str:
    people = [(group, person) for group in groups for person in group.members]
    breaks = [i for i in range(1, len(people)) if people[i][0] is not people[i - 1][0]]
    place = Field(len(people), tuple(breaks), top=TOP + LEGEND)
    marks: dict[Stand, list[str]] = {stand: [] for stand in Stand}
    washes = []
    for row, code in enumerate(order):
        y = place.y(row) + place.height / 2
        for begin, group in zip([0, *breaks], groups, strict=True):
            if (group.persona, code) in made:
                wide = len(group.members) * place.side
                washes.append(f"M{place.x(begin):g} {place.y(row):g}h{wide:g}v{place.height:g}h-{wide:g}z")
        for column, (_, person) in enumerate(people):
            x = place.x(column) + place.side / 2
            stand = stands.of(code, person)
            marks[stand].append(_moved(stand, x, y))
    parts = [element("path", d="".join(washes), fill=colour("wash")) if washes else ""]
    parts += [_legend(say), *_names_over(place, [0, *breaks], groups), *column_names(place, [p for _, p in people])]
    parts += row_names(place, [label[code] for code in order])
    parts += [_path("".join(own), stand) for stand, own in marks.items() if own]
    return canvas(max(place.right + 4, 420.0), place.y(len(order)) + 4, "".join(parts), alt=alt)


def _counted(
    groups: Sequence[Group],
    order: Sequence[str],
    stands: Stands,
    label: Mapping[str, str],
    made: set[tuple[str, str]],
    *,
    say: Speech,
    alt: str,
) -> str:
    place = Field(CELLS * len(groups), top=LEGEND + 46)
    wide = CELLS * place.side
    parts = [_legend(say, grouped=True)]
    for column, group in enumerate(groups):
        x = place.x(CELLS * column)
        ink = persona_colour(group.persona) if group.persona else colour("soft")
        parts.append(words(cut(group.name, 22), x, LEGEND + 18, font_size=13, font_weight=600, fill=ink))
        size = say("stands_people", n=len(group.members))
        parts.append(words(size, x, LEGEND + 35, font_size=12, fill=colour("soft")))
    for row, code in enumerate(order):
        y = place.y(row) + place.height / 2
        for column, group in enumerate(groups):
            x, n = place.x(CELLS * column), len(group.members)
            if (group.persona, code) in made:
                wash = f"M{x - 6:g} {place.y(row):g}h{wide - 4:g}v{place.height:g}h-{wide - 4:g}z"
                parts.append(element("path", d=wash, fill=colour("wash")))
            parts += _bar(x, y, *_pro_and_con(stands, code, group), n)
    rows = row_names(place, [label[code] for code in order])
    return canvas(place.right + 4, place.y(len(order)) + 4, "".join([*parts, *rows]), alt=alt)


def _bar(x: float, y: float, pro: int, con: int, n: int) -> list[str]:
    """Return a bar of n people: those for it filled, those against it outlined at its far end, and both numbers."""
    scale = BAR / n
    frame = element("path", d=f"M{x:g} {y + 5:g}h{BAR:g}", stroke=colour("soft"), stroke_width=1)
    full = element("path", d=f"M{x:g} {y - 5:g}h{pro * scale:.1f}v10h-{pro * scale:.1f}z", fill=colour("accent"))
    end = x + BAR
    less = f"M{end:g} {y - 5:g}h-{con * scale:.1f}v10h{con * scale:.1f}z"
    cross = element("path", d=less, fill="none", stroke=colour("low"), stroke_width=1.6) if con else ""
    told = f"{pro}" + (f" · {con} ×" if con else "")
    return [frame, full, cross, words(told, end + 8, y + 4.5, font_size=12.5, fill=colour("ink"))]


def _pro_and_con(stands: Stands, code: str, group: Group) -> tuple[int, int]:
    own = set(group.members)
    return len(stands.supporting[code] & own), len(stands.against[code] & own)


def _names_over(place: Field, begins: Sequence[int], groups: Sequence[Group]) -> list[str]:
    parts = []
    for begin, group in zip(begins, groups, strict=True):
        wide = len(group.members) * place.side
        ink = persona_colour(group.persona) if group.persona else colour("soft")
        letters, x = max(int(wide / 6.6), 2), place.x(begin)
        lines = lines_of(group.name, letters, 2)
        for line, name in enumerate(lines, 2 - len(lines)):
            told = cut(name, letters)
            parts.append(words(told, x, LEGEND + 15 + 15 * line, font_size=12.5, font_weight=600, fill=ink))
        parts.append(element("path", d=f"M{x:g} {LEGEND + 35:g}h{wide - 2:g}", stroke=ink, stroke_width=2))
    return parts


def _legend(say: Speech, *, grouped: bool = False) -> str:
    stands = (Stand.FOR, Stand.AGAINST) if grouped else tuple(Stand)
    x, parts = 7.0, []
    for stand in stands:
        parts.append(_path(_moved(stand, x, 10), stand))
        told = say(f"stand_{stand}")
        parts.append(words(told, x + 11, 14.5, font_size=12.5, fill=colour("ink")))
        x += 32 + 7.0 * len(told)
    return "".join(parts)


def _path(data: str, stand: Stand) -> str:
    """Return marks as one path."""
    if stand is Stand.FOR:
        return element("path", d=data, fill="none", stroke=colour("accent"), stroke_width=12, stroke_linecap="round")
    return element(
        "path", d=data, fill="none", stroke=colour("soft" if stand is Stand.SILENT else "low"), stroke_width=2
    )


def _moved(stand: Stand, x: float, y: float) -> str:
    """Return the outline of a stand's mark around x, y."""
    dx, dy, rest = SIGNS[stand]
    return f"M{x + dx:g} {y + dy:g}{rest}"


def _person_rows(
    groups: Sequence[Group], order: Sequence[str], stands: Stands, label: Mapping[str, str], say: Speech
) -> tuple[Row, ...]:
    people = [person for group in groups for person in group.members]
    told = {stand: say(f"stand_{stand}") for stand in Stand} | {Stand.SILENT: "—"}
    rows: list[Row] = [(say("claim"), *people)]
    rows += [(label[code], *(told[stands.of(code, person)] for person in people)) for code in order]
    return tuple(rows)


def _group_rows(
    groups: Sequence[Group], order: Sequence[str], stands: Stands, label: Mapping[str, str], say: Speech
) -> tuple[Row, ...]:
    rows: list[Row] = [(say("claim"), *(group.name for group in groups))]
    for code in order:
        cells = []
        for group in groups:
            pro, con = _pro_and_con(stands, code, group)
            cells.append(say("stands_counts", x=say("x_of_n", x=pro, n=len(group.members)), against=con))
        rows.append((label[code], *cells))
    return tuple(rows)
