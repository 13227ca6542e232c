"""Levers: what each intervention gains and costs, and what all of them would together."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.figures.what_if import points, ranked
from workbench.language.speech import Speech
from workbench.report.influence import WHOLE, money
from workbench.simulation.interval import Interval
from workbench.simulation.pairs import Comparison
from workbench.walk import Results

HEADS = ("intervention", "persona", "lever_kept", "lever_exact", "lever_converted", "lever_margin", "lever_pays")


def lever_rows(results: Results, say: Speech) -> tuple[tuple[str, ...], ...]:
    """Return a row for each intervention and persona, the best first, then all together; the first row is the head."""
    journey = results.material.journey
    labels = {action.id: say.of(action.label) for action in journey.interventions}
    rows: list[tuple[str, ...]] = [tuple(say(head) for head in (*HEADS, "lever_unknown"))]
    for name in ranked(results.what_ifs, journey):
        own = [found for found in results.what_ifs if found.interventions == (name,)]
        rows += [(labels[name], *_row(found, results, say)) for found in own]
    rows += [(say("lever_together"), *_row(found, results, say)) for found in results.together]
    return tuple(rows)


def left_out(results: Results, say: Speech) -> str:
    """Return which interventions cannot be combined with the others, as a sentence; empty where all can."""
    if not results.together:
        return ""
    taken = set(results.together[0].interventions)
    names = [say.of(action.label) for action in results.material.journey.interventions if action.id not in taken]
    return say("lever_left_out", names=say.listed([say.quoted(name) for name in names])) if names else ""


def _row(found: Comparison, results: Results, say: Speech) -> Iterator[str]:
    names = {persona.id: persona.identity.name for persona in results.personas}
    currency, kept = results.material.journey.currency, found.gain("kept")
    yield names[found.persona]
    yield _points(kept.best, say)
    yield say("lever_no_exact") if kept.exact is None else points(kept.exact, say)
    yield _points(found.gain("converted").best, say)
    yield _money(found.gain("margin").best, currency, say) if found.break_even else say("lever_no_revenue")
    yield _pays(found, currency, say)
    yield "; ".join(_unknown(found, results, say)) or say("lever_all_known")


def _points(gain: Interval, say: Speech) -> str:
    return f"{points(gain.mean, say)} ({say('from_to', low=say.signed(100 * gain.low), high=say.signed(100 * gain.high))})"


def _money(gain: Interval, currency: str, say: Speech) -> str:
    whole = abs(gain.mean) >= WHOLE
    mean, low, high = (money(x, currency, say, signed=True, whole=whole) for x in (gain.mean, gain.low, gain.high))
    return f"{mean} ({say('from_to', low=low, high=high)})"


def _pays(found: Comparison, currency: str, say: Speech) -> str:
    """Return what it may cost more and still pay, and from how many customers on what is paid once comes back."""
    if found.break_even is None:
        return say("lever_no_revenue")
    gain = found.break_even.per_customer
    whole = abs(gain.mean) >= WHOLE
    if gain.high < 0:
        return say("lever_loses", amount=money(-gain.mean, currency, say, whole=whole))
    if gain.low <= 0:
        return say("lever_open")
    told = say("lever_up_to", amount=money(gain.mean, currency, say, whole=whole))
    if not found.fixed:
        return told
    fixed = money(found.fixed, currency, say, whole=True)
    return f"{told} {say('lever_fixed', fixed=fixed, n=say.number(found.fixed / gain.mean))}"


def _unknown(found: Comparison, results: Results, say: Speech) -> Iterator[str]:
    """Yield each cost nobody has said, once, by what kind it is."""
    kinds = dict.fromkeys(cost.kind for cost in found.unknown)
    return (say(f"lever_cost_{kind}") for kind in kinds)
