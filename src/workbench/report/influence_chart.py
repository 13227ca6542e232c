"""Influence chart: what a measure depends on, as the picture that belongs to each method."""

from __future__ import annotations

from workbench.figures.drawing import Figure
from workbench.figures.effects import Influence, Reading, morris_chart, sobol_chart
from workbench.figures.tornado import Bar, tornado
from workbench.language.speech import Speech
from workbench.report.influence import Codes, measure_text, number_name, tornado_rows
from workbench.simulation.influence import Morris, Sobol, Tornado

BARS = 8
NARROW = 0.019
"""Shares are told with a decimal, however far apart the ends of the narrowest bar."""


def influence_chart(
    found: Tornado | Morris | Sobol, say: Speech, *, currency: str, outcome: str, codes: Codes | None = None
) -> Figure:
    """Draw the BARS assumptions that weigh most; `outcome` names what is measured, over a tornado.

    `codes` are the labels of the codes, for drivers; `currency` is the journey's.
    """
    if isinstance(found, Tornado):
        return _tornado(found, say, currency=currency, outcome=outcome, codes=codes)
    if isinstance(found, Morris):
        effects = [(own.parameter, (Reading(own.mu_star), Reading(own.sigma))) for own in found.effects[:BARS]]
        return morris_chart([Influence(number_name(number, say, codes), told) for number, told in effects], say)
    shares = [
        (number, (_reading(own.first, own.first_half), _reading(own.total, own.total_half)))
        for number, own in found.indices[:BARS]
    ]
    return sobol_chart([Influence(number_name(number, say, codes), told) for number, told in shares], say)


def _reading(value: float, half: float) -> Reading:
    return Reading(value, value - half, value + half)


def _tornado(found: Tornado, say: Speech, *, currency: str, outcome: str, codes: Codes | None) -> Figure:
    rows = tornado_rows(found, say, currency=currency, codes=codes, most=BARS)
    bars = [Bar(row.label, row.low_value, row.high_value, row.low_text, row.high_text, row.basis) for row in rows]
    narrowest = min((bar.swing for bar in bars), default=1.0)
    apart = min(narrowest, NARROW) if found.measure.bounded else narrowest

    def shown(value: float) -> str:
        return measure_text(value, found.measure, say, currency=currency, apart=apart)

    def swung(value: float) -> str:
        return say("points", value=say.number(100 * value, 1)) if found.measure.bounded else shown(value)

    return tornado(bars, say, outcome=outcome, base=found.stated, shown=shown, apart=swung)
