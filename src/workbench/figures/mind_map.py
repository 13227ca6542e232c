"""Mind map: a journey as a tree around its title, stages and steps as branches, what happens there as leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from workbench.analysis.mind_tree import Branch
from workbench.figures.block import Block, block
from workbench.figures.drawing import Figure, Row, canvas, element
from workbench.figures.leaf_mark import KINDS, UNSAID, known_words, leaf_mark, leaf_words, mark_words
from workbench.figures.style import colour
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech

CENTRE, STAGE, STEP, GAP = 132.0, 132.0, 280.0, 30.0
"""Widths of the title, of a stage's name, of a step with its leaves, and of what lies between."""
SPARE = 26.0
"""Room at both edges for faces that are broader than the page's."""
WIDTH = CENTRE + 2 * (STAGE + STEP + 2 * GAP + SPARE)
AIR = 12.0
"""Space between two steps; stages have twice as much."""
INDENT = 18.0
"""Room kept for a leaf's mark."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    branch: Branch
    text: Block


@dataclass(frozen=True, slots=True)
class _Step:
    name: Block
    leaves: tuple[_Leaf, ...]

    @property
    def height(self) -> float:
        return self.name.height + sum(leaf.text.height + 3 for leaf in self.leaves) + AIR


@dataclass(frozen=True, slots=True)
class _Stage:
    name: Block
    steps: tuple[_Step, ...]

    @property
    def height(self) -> float:
        return max(sum(step.height for step in self.steps), self.name.height + 14) + AIR


def mind_map(tree: Branch, say: Speech) -> Figure:
    """Draw the tree: the first half of the journey on the left, the rest on the right, both from top to bottom.

    Every text is whole. A leaf's outline tells its kind, and filled or hollow how it is known: said or
    stated, or inferred and assumed. The table has the same in words.
    """
    stages = _set(tree, say)
    split = _split([stage.height for stage in stages])
    sides = (stages[:split], stages[split:])
    height = max(sum(stage.height for stage in side) for side in sides)
    title = _named(say.of(tree.text))
    height = max(height, title.height + 40)
    parts = [part for left, side in zip((True, False), sides, strict=True) for part in _side(side, height, left)]
    parts += _title(title, height / 2)
    key, bottom = _key(tree, height + 14, say)
    alt = _finding(tree, say)
    svg = canvas(WIDTH, bottom, "".join([*parts, *key]), alt=alt)
    return Figure(svg, alt, _caption(tree, say), _table(tree, say))


def _named(text: str) -> Block:
    """Return the title as large as leaves its longest word whole, from 15 down to 11."""
    longest = max(text_width(word, 1.0, bold=True) for word in text.split() or [""])
    return block(text, CENTRE - 24, min(15.0, max(11.0, (CENTRE - 24) / max(longest, 1.0))), bold=True)


def _set(tree: Branch, say: Speech) -> list[_Stage]:
    """Return the stages with every text broken to its column; steps have the numbers they have in the journey."""
    return [
        _Stage(
            block(say.of(stage.text), STAGE - 12, 13, bold=True),
            tuple(_step(step, say) for step in stage.children),
        )
        for stage in tree.children
    ]


def _step(step: Branch, say: Speech) -> _Step:
    name = block(f"{step.number}. {say.of(step.text)}", STEP - 14, 13.5, bold=True)
    return _Step(
        name, tuple(_Leaf(leaf, block(leaf_words(leaf, say), STEP - INDENT - 6, 12)) for leaf in step.children)
    )


def _split(heights: Sequence[float]) -> int:
    """Return how many stages stand on the left, so that the higher side is as low as can be."""
    whole = sum(heights)
    sums = list(accumulate(heights, initial=0.0))
    return min(range(len(heights) + 1), key=lambda i: (round(max(sums[i], whole - sums[i]), 6), -i))


def _side(stages: Sequence[_Stage], height: float, left: bool) -> list[str]:
    parts: list[str] = []
    y = (height - sum(stage.height for stage in stages)) / 2
    toward = -1 if left else 1
    edge = WIDTH / 2 + toward * CENTRE / 2
    for stage in stages:
        middle = y + (stage.height - AIR) / 2
        near = edge + toward * GAP
        far = near + toward * STAGE
        parts.append(_curve(edge - toward * 20, height / 2, near, middle, 3.5))
        parts += _pill(stage.name, (near + far) / 2, middle)
        top = middle - sum(step.height for step in stage.steps) / 2 + AIR / 2
        for step in stage.steps:
            parts += _step_drawn(step, far, top, toward, middle)
            top += step.height
        y += stage.height
    return parts


def _step_drawn(step: _Step, far: float, top: float, toward: int, middle: float) -> list[str]:
    x = far + toward * GAP
    line = top + step.name.height + 1.5
    underline = element("path", d=f"M{x:g} {line:g}h{toward * STEP:g}", stroke=colour("accent"), stroke_width=1.2)
    parts = [_curve(far, middle, x, line, 1.6), underline]
    parts += step.name.at(x + toward * 2, top, anchor="end" if toward < 0 else "start")
    y = line + 3
    for leaf in step.leaves:
        parts.append(leaf_mark(leaf.branch, x + toward * 8, y + 8))
        parts += leaf.text.at(x + toward * INDENT, y, anchor="end" if toward < 0 else "start")
        y += leaf.text.height + 3
    return parts


def _curve(x1: float, y1: float, x2: float, y2: float, width: float) -> str:
    bend = (x1 + x2) / 2
    return element(
        "path", d=f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}",
        fill="none", stroke=colour("accent"), stroke_width=width, stroke_opacity=0.55,
    )  # fmt: skip


def _pill(name: Block, x: float, middle: float) -> list[str]:
    h = name.height + 12
    box = element(
        "rect", x=x - STAGE / 2, y=middle - h / 2, width=STAGE, height=h, rx=8, fill=colour("wash"),
        stroke=colour("accent"), stroke_width=1.2,
    )  # fmt: skip
    return [box, *name.at(x, middle - name.height / 2, anchor="middle")]


def _title(title: Block, middle: float) -> list[str]:
    h = title.height + 28
    box = element(
        "rect", x=WIDTH / 2 - CENTRE / 2, y=middle - h / 2, width=CENTRE, height=h, rx=14, fill=colour("accent")
    )
    return [box, *title.at(WIDTH / 2, middle - title.height / 2, ink="paper", anchor="middle")]


def _key(tree: Branch, y: float, say: Speech) -> tuple[list[str], float]:
    """Return what the marks stand for, those that are used, and the lower edge of that."""
    used = {(leaf.kind, leaf.mark in UNSAID) for leaf in _leaves(tree)}
    parts: list[str] = []
    x = SPARE
    for kind in KINDS:
        for hollow in (False, True):
            if (kind, hollow) not in used:
                continue
            told = block(mark_words(kind, say, hollow=hollow), 400, 12)
            if x + told.width + INDENT > WIDTH:
                x, y = SPARE, y + 20
            parts.append(leaf_mark(Branch(kind, tree.text, mark="inferred" if hollow else ""), x + 6, y + 8))
            parts += told.at(x + INDENT, y, ink="soft")
            x += INDENT + told.width + 26
    return parts, y + 24 if parts else y


def _leaves(tree: Branch) -> Iterator[Branch]:
    for stage in tree.children:
        for step in stage.children:
            yield from step.children


def _finding(tree: Branch, say: Speech) -> str:
    steps = [step for stage in tree.children for step in stage.children]
    pains = [sum(leaf.kind == "pain" for leaf in step.children) for step in steps]
    told = say(
        "mind_map_alt",
        stages=say.count(len(tree.children)),
        steps=say.count(len(steps)),
        leaves=len(list(_leaves(tree))),
    )
    if not any(pains):
        return told
    most = max(pains)
    if pains.count(most) > 1:
        return f"{told} {say('mind_map_pains', n=sum(pains), x=sum(map(bool, pains)))}"
    return f"{told} {say('mind_map_most', step=say.of(steps[pains.index(most)].text), n=most)}"


def _caption(tree: Branch, say: Speech) -> str:
    asked = next((leaf.n for leaf in _leaves(tree) if leaf.n), None)
    return say("mind_map_caption") + (f" {say('mind_map_asked', n=asked)}" if asked else f" {say('mind_map_nobody')}")


def _table(tree: Branch, say: Speech) -> tuple[Row, ...]:
    rows: list[Row] = [[say(key) for key in ("stage", "step", "board_kind", "board_what", "board_known")]]
    for stage in tree.children:
        for step in stage.children:
            head = [say.of(stage.text), say.of(step.text)]
            rows += [
                [*head, say(f"board_{leaf.kind}"), leaf_words(leaf, say), known_words(leaf, say)]
                for leaf in step.children
            ]
            if not step.children:
                rows.append([*head, "\u2013", "\u2013", "\u2013"])
    return tuple(rows)
