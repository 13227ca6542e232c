"""Plotting: matplotlib figures as SVG that is the same every time and keeps its text as text."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure as Plot
from matplotlib.text import Text

from workbench.figures.style import LIGHT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FAMILY = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "workbench",
    "text.parse_math": False,
    "font.size": 12,
    "axes.edgecolor": LIGHT["rule"],
    "axes.labelcolor": LIGHT["soft"],
    "xtick.color": LIGHT["soft"],
    "ytick.color": LIGHT["ink"],
    "text.color": LIGHT["ink"],
    "figure.facecolor": LIGHT["card"],
    "axes.facecolor": LIGHT["card"],
}


def plot(width: float, height: float) -> tuple[Plot, Axes]:
    """Return an empty plot of so many inches; it belongs to no global state."""
    with mpl.rc_context(SETTINGS):
        figure = Plot(figsize=(width, height), layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def as_svg(figure: Plot, alt: str) -> str:
    """Return a plot as inline SVG with its alternative text; names of the machine and the day are left out.

    Every text is shown as it is: a dollar sign begins no formula.
    """
    out = StringIO()
    for text in figure.findobj(Text):
        text.set_parse_math(False)
    with mpl.rc_context(SETTINGS):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = out.getvalue()
    svg = re.sub(r"<style.*?</style>", "", svg[svg.index("<svg") :], flags=re.DOTALL)  # it would dress all of the page
    svg = svg.replace("xlink:href", "href").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    svg = re.sub(r'font-family: [^;"]*', f"font-family: {FAMILY}", svg)
    for name, own in _inks().items():
        svg = svg.replace(own, f"var(--{name}, {own})")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" class="plot" stroke-linejoin="round" ', 1)


def _inks() -> dict[str, str]:
    return {name: LIGHT[name] for name in ("card", "ink", "soft", "rule", "accent", "p1", "p2", "p3", "p4", "p5", "p6")}
