"""Code chart: how many participants hold each code."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import MaxNLocator

from workbench.figures.drawing import Figure
from workbench.figures.plotting import as_svg, plot
from workbench.figures.style import LIGHT
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook


def code_chart(table: pd.DataFrame, codebook: Codebook, people: int, say: Speech) -> Figure:
    """Draw the number of participants holding each code, most held first."""
    counts = sorted(
        ((int(table[code.id].sum()), say.of(code.label)) for code in codebook.codes), key=lambda c: (-c[0], c[1])
    )
    figure, axes = plot(7.2, 0.4 + 0.26 * len(counts))
    places = range(len(counts), 0, -1)
    axes.hlines(places, 0, [n for n, _ in counts], color=LIGHT["accent"], linewidth=2)
    axes.plot([n for n, _ in counts], list(places), "o", color=LIGHT["accent"], markersize=7)
    for place, (n, _) in zip(places, counts, strict=True):
        axes.annotate(str(n), (n, place), xytext=(8, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_yticks(list(places), [label for _, label in counts])
    axes.set_xlim(0, people + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(left=False)
    axes.set_xlabel(say("participants_holding", n=people))
    alt = say("codes_alt", label=counts[0][1], x=counts[0][0], n=people)
    rows = [(say("code"), say("people")), *((label, say("x_of_n", x=n, n=people)) for n, label in counts)]
    return Figure(as_svg(figure, alt), alt, say("codes_caption", n=people), tuple(rows))
