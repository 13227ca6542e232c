"""Leaf mark: what hangs on a step, told by its outline, and how it is known, told by its fill."""

from __future__ import annotations

from workbench.analysis.mind_tree import Branch, BranchKind
from workbench.figures.drawing import element
from workbench.figures.style import colour
from workbench.language.speech import Speech

KINDS: tuple[BranchKind, ...] = ("action", "pain", "opportunity")
UNSAID = ("inferred", "assumed")
_OUTLINES: dict[BranchKind, tuple[str, str]] = {
    "action": ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "soft"),
    "pain": ("M-4.6-3.6h9.2L0 4.6z", "low"),
    "opportunity": ("M-4.6 3.6h9.2L0-4.6z", "high"),
}


def leaf_mark(leaf: Branch, x: float, y: float) -> str:
    """Return the mark of a leaf around x, y: filled where it was said or stated, hollow where it was not."""
    path, ink = _OUTLINES[leaf.kind]
    fill = "none" if leaf.mark in UNSAID else colour(ink)
    where = f"translate({x:g} {y:g})"
    return element("path", d=path, fill=fill, stroke=colour(ink), stroke_width=1.4, transform=where)


def mark_words(kind: BranchKind, say: Speech, *, hollow: bool) -> str:
    """Return what a mark stands for."""
    return say("board_mark", kind=say(f"board_{kind}"), known=say("board_hollow" if hollow else "board_filled"))


def leaf_words(leaf: Branch, say: Speech) -> str:
    """Return the text of a branch, with how many said it where people were asked."""
    text = say.of(leaf.text)
    return text if leaf.x is None or not leaf.n else f"{text} ({say('x_of_n', x=leaf.x, n=leaf.n)})"


def known_words(leaf: Branch, say: Speech) -> str:
    """Return the word for how a leaf is known: a status where people said it, else a basis."""
    return say(f"status_{leaf.mark}" if leaf.x is not None else f"basis_{leaf.mark}")
