"""Comparison: what interventions gain and may cost, in words."""

from __future__ import annotations

from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.report.influence import money
from workbench.simulation.action_costs import UnknownCost
from workbench.simulation.interval import Interval
from workbench.simulation.pairs import YES_OR_NO, Compared, Comparison


def gain_sentence(found: Comparison, outcome: Compared, say: Speech) -> str:
    """Return the change of a yes-or-no outcome in percentage points, with its narrowest interval."""
    if outcome not in YES_OR_NO:
        raise ValueError(f"{outcome} is no share of customers; shares are {', '.join(sorted(YES_OR_NO))}")
    told = {name: say("points", value=say.signed(100 * value, 2)) for name, value in _ends(found.gain(outcome).best)}
    return say("gain_share", outcome=say(f"compared_{outcome}"), n=say.number(found.n), **told)


def margin_sentence(found: Comparison, say: Speech, *, currency: str) -> str:
    """Return the change of the margin of each customer, with its narrowest interval."""
    ends = _ends(found.gain("margin").best)
    return say("gain_money", **{name: money(value, currency, say, signed=True) for name, value in ends})


def break_even_sentence(found: Comparison, customers: int, say: Speech, *, currency: str) -> str:
    """Return the most that may be spent once for so many customers, or that this is not settled."""
    if found.break_even is None:
        return say("break_even_unknown")
    span = found.break_even.fixed(customers)
    told = {"low": money(span.low, currency, say), "high": money(span.high, currency, say), "n": say.number(customers)}
    if span.low <= 0 <= span.high:
        return say("break_even_open", **told)
    key = "break_even_pays" if span.mean > 0 else "break_even_never"
    if span.mean < 0:
        told |= {"low": money(-span.high, currency, say), "high": money(-span.low, currency, say)}
    return say(key, cost=money(abs(span.mean), currency, say), **told)


def unknown_sentence(found: Comparison, journey: Journey, say: Speech) -> str:
    """Return which costs are in no figure because nobody has said them; empty when all are known."""
    labels = {step.id: say.of(step.label) for action in journey.interventions for step in action.added}
    costs = list(dict.fromkeys(_cost_words(cost, labels, say) for cost in found.unknown))
    return say("costs_unknown", costs=say.listed(costs)) if costs else ""


def _cost_words(cost: UnknownCost, labels: dict[str, str], say: Speech) -> str:
    return say(f"cost_{cost.kind}", of=labels.get(cost.of, cost.of))


def _ends(span: Interval) -> tuple[tuple[str, float], ...]:
    return ("gain", span.mean), ("low", span.low), ("high", span.high)
