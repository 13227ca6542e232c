"""Crosstabs: codes against participants and codes against codes, as fields of counted marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

from workbench.figures.drawing import Figure, Row, canvas, words
from workbench.figures.matrix import MOST_ROOMY, Field, Mark, column_names, cut, marks, row_names
from workbench.figures.style import colour, persona_colour
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook

SHOWN_TOGETHER = 15
"""Codes drawn against each other, those of most participants first; the table behind has all."""


def passages_matrix(
    counts: pd.DataFrame, codebook: Codebook, groups: Mapping[str, Sequence[str]], names: Mapping[str, str], say: Speech
) -> Figure:
    """Draw the passages of each code (row) and participant (column), the members of a persona side by side.

    `counts` holds codes x participants, `groups` the participants of each persona, `names` the personas'.
    """
    counts, breaks = _grouped(_ranked(counts), groups)
    people, held = counts.shape[1], (counts > 0).sum(axis=1)
    label = {code.id: say.of(code.label) for code in codebook.codes}
    place = Field(people, breaks[1:], top=76.0, roomy=people <= MOST_ROOMY)
    most = max(int(counts.to_numpy().max(initial=0)), 1)
    found = [
        Mark(i, j, int(count), count / most) for i, row in enumerate(counts.to_numpy()) for j, count in enumerate(row)
    ]
    ends = [say("x_of_n", x=x, n=people) for x in held]
    titles = [*groups, ""][: len(breaks)] if groups else []
    parts = [
        *_group_names(place, breaks, titles, names, say),
        *column_names(place, [str(person) for person in counts.columns]),
        *row_names(place, [label[code] for code in counts.index], ends=ends),
        *marks(place, found),
    ]
    first = counts.index[0]
    alt = say("passages_alt", label=label[first], x=int(held[first]), n=people, passages=int(counts.loc[first].sum()))
    caption = say("passages_caption", n=people) + ("" if place.roomy else " " + say("matrix_tight"))
    svg = canvas(place.right + 76, place.y(len(counts)) + 4, "".join(parts), alt=alt)
    return Figure(svg, alt, caption, _passages_rows(counts, label, say))


def together_matrix(
    counts: pd.DataFrame, people: pd.DataFrame, turns: pd.DataFrame, codebook: Codebook, say: Speech
) -> Figure:
    """Draw which codes go together: below the diagonal the participants who hold both, above it the turns.

    `counts` holds codes x participants; `people` and `turns` are symmetric, codes x codes.
    """
    order = [code for code in _ranked(counts).index if people.loc[code, code]]
    shown, n = order[:SHOWN_TOGETHER], counts.shape[1]
    label = {code.id: say.of(code.label) for code in codebook.codes}
    place = Field(len(shown), top=24.0)
    parts = [
        *_numbers(place),
        *row_names(place, [label[code] for code in shown], numbered=True),
        *marks(place, _pair_marks(people.loc[shown, shown], turns.loc[shown, shown], n)),
    ]
    alt = _closest(people, turns, order, label, n=n, say=say)
    caption = say("together_caption", n=n)
    if len(order) > len(shown):
        caption += " " + say("together_most", shown=len(shown), codes=len(order))
    svg = canvas(place.right + 4, place.y(len(shown)) + 4, "".join(parts), alt=alt)
    return Figure(svg, alt, caption, _together_rows(people, turns, order, label, say))


def _ranked(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with those of most participants first; as many: as in the codebook."""
    return counts.loc[(counts > 0).sum(axis=1).sort_values(ascending=False, kind="stable").index]


def _grouped(counts: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> tuple[pd.DataFrame, tuple[int, ...]]:
    """Return the columns group by group, those in none last, and where each group begins."""
    order: list[str] = []
    begins: list[int] = []
    rest = [person for person in counts.columns if not any(person in members for members in groups.values())]
    for members in [*groups.values(), rest]:
        if members:
            begins.append(len(order))
            order += sorted(members)
    return counts[order], tuple(begins)


def _group_names(
    place: Field, begins: Sequence[int], titles: Sequence[str], names: Mapping[str, str], say: Speech
) -> list[str]:
    """Return the personas' names over their members, as long as there is room over them."""
    parts = []
    for at, (begin, persona) in enumerate(zip(begins, titles, strict=False)):
        x = place.x(begin)
        last = at + 1 == len(begins)
        wide = (place.right + 70 if last else place.x(begins[at + 1])) - x
        text = cut(names[persona] if persona else say("fits_none"), max(int(wide / 7), 2))
        ink = persona_colour(persona) if persona else colour("soft")
        parts.append(words(text, x + 3, 14, font_size=13, font_weight=600, fill=ink))
    return parts


def _numbers(place: Field) -> list[str]:
    return [
        words(str(i + 1), place.x(i) + place.side / 2, 17, font_size=12, text_anchor="middle", fill=colour("soft"))
        for i in range(place.columns)
    ]


def _pair_marks(people: pd.DataFrame, turns: pd.DataFrame, n: int) -> list[Mark]:
    """Return the marks of a square: who holds both below, turns with both above, holders on the diagonal."""
    both, said = people.to_numpy(), turns.to_numpy()
    pairs = list(combinations(range(len(both)), 2))
    most = max((int(said[i, j]) for i, j in pairs), default=0) or 1
    found = [Mark(i, i, int(both[i, i]), both[i, i] / n, strong=True) for i in range(len(both))]
    found += [Mark(j, i, int(both[i, j]), both[i, j] / n) for i, j in pairs]
    return found + [Mark(i, j, int(said[i, j]), said[i, j] / most * 0.8, round=True) for i, j in pairs]


def _closest(
    people: pd.DataFrame, turns: pd.DataFrame, order: list[str], label: Mapping[str, str], *, n: int, say: Speech
) -> str:
    """Return the finding: the two codes that most turns hold both and, of those, most participants."""
    said, both = turns.loc[order, order].to_numpy(), people.loc[order, order].to_numpy()
    places = combinations(range(len(order)), 2)
    pairs = [(int(said[i, j]), int(both[i, j]), order[i], order[j]) for i, j in places]
    if not any(pair[0] for pair in pairs):
        return say("together_none", n=n)
    shared, x, one, other = max(pairs, key=lambda pair: pair[:2])
    return say("together_alt", one=label[one], other=label[other], x=x, n=n, turns=shared)


def _passages_rows(counts: pd.DataFrame, label: Mapping[str, str], say: Speech) -> tuple[Row, ...]:
    people = counts.shape[1]
    rows: list[Row] = [(say("code"), *(str(person) for person in counts.columns), say("passages_total"), say("people"))]
    for code, row in counts.iterrows():
        held = say("x_of_n", x=int((row > 0).sum()), n=people)
        rows.append((label[str(code)], *(str(count) for count in row), str(int(row.sum())), held))
    totals = counts.sum()
    rows.append((say("passages_total"), *(str(count) for count in totals), str(int(totals.sum())), "—"))
    return tuple(rows)


def _together_rows(
    people: pd.DataFrame, turns: pd.DataFrame, order: list[str], label: Mapping[str, str], say: Speech
) -> tuple[Row, ...]:
    rows: list[Row] = [(say("code"), *(label[code] for code in order))]
    for one in order:
        cells = zip(people.loc[one, order], turns.loc[one, order], strict=True)
        rows.append((label[one], *(_pair(int(x), int(shared)) for x, shared in cells)))
    return tuple(rows)


def _pair(people: int, turns: int) -> str:
    return f"{people} ({turns})" if turns else str(people)
