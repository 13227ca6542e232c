"""Levers: what each intervention gains and costs, and what all of them would together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.figures.what_if import points, ranked
from workbench.language.speech import Speech
from workbench.report.influence import WHOLE, money
from workbench.simulation.interval import Interval
from workbench.simulation.pairs import Comparison
from workbench.walk import Results


@dataclass(frozen=True, slots=True)
class Gained:
    """A gain in words, and its interval; empty where there is none."""

    value: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a lever changes for one persona; `exact` is the gain in customers kept without a time limit."""

    persona: str
    kept: Gained
    exact: str
    converted: Gained
    margin: Gained
    pays: str


@dataclass(frozen=True, slots=True)
class Lever:
    """An intervention, or all together: its effects, a persona each, and the costs nobody has said."""

    label: str
    effects: tuple[Effect, ...]
    unknown: str


def levers(results: Results, say: Speech) -> tuple[Lever, ...]:
    """Return the interventions, the best first, then all together where they can be, then the scenarios kept."""
    journey = results.material.journey
    labels = {action.id: say.of(action.label) for action in journey.interventions}
    found = [
        (labels[name], [own for own in results.what_ifs if own.interventions == (name,)])
        for name in ranked(results.what_ifs, journey)
    ]
    found += [(say("lever_together"), list(results.together))] if results.together else []
    for kept, own in results.scenarios:
        names = say.listed([labels[name] for name in kept.interventions])
        found.append((say("lever_scenario", name=kept.name, actions=names), list(own)))
    return tuple(_lever(label, own, results, say) for label, own in found if own)


def whole_money(results: Results) -> bool:
    """Say whether margins are so large that they are told without cents."""
    tried = [*results.what_ifs, *results.together, *(own for _, tried in results.scenarios for own in tried)]
    return max((abs(found.gain("margin").best.mean) for found in tried), default=0.0) >= WHOLE


def left_out(results: Results, say: Speech) -> str:
    """Return which interventions cannot be combined with the others, as a sentence; empty where all can."""
    if not results.together:
        return ""
    taken = set(results.together[0].interventions)
    names = [say.of(action.label) for action in results.material.journey.interventions if action.id not in taken]
    return say("lever_left_out", names=say.listed([say.quoted(name) for name in names])) if names else ""


def _lever(label: str, found: Sequence[Comparison], results: Results, say: Speech) -> Lever:
    kinds = dict.fromkeys(cost.kind for cost in found[0].unknown)
    unknown = say.listed([say(f"lever_cost_{kind}") for kind in kinds])
    return Lever(label, tuple(_effect(own, results, say) for own in found), unknown or say("lever_all_known"))


def _effect(found: Comparison, results: Results, say: Speech) -> Effect:
    currency, kept, whole = results.material.journey.currency, found.gain("kept"), whole_money(results)
    margin = found.gain("margin").best
    return Effect(
        persona=next(own.identity.name for own in results.personas if own.id == found.persona),
        kept=_points(kept.best, say),
        exact=say("lever_no_exact") if kept.exact is None else points(kept.exact, say),
        converted=_points(found.gain("converted").best, say),
        margin=_money(margin, currency, say, whole=whole) if found.break_even else Gained(say("lever_no_revenue")),
        pays=_pays(found, currency, say, whole=whole),
    )


def _points(gain: Interval, say: Speech) -> Gained:
    low, high = (say.signed(100 * end) for end in (gain.low, gain.high))
    return Gained(points(gain.mean, say), say("from_to", low=low, high=high) if gain.half else "")


def _money(gain: Interval, currency: str, say: Speech, *, whole: bool) -> Gained:
    mean, low, high = (money(x, currency, say, signed=True, whole=whole) for x in (gain.mean, gain.low, gain.high))
    return Gained(mean, say("from_to", low=low, high=high))


def _pays(found: Comparison, currency: str, say: Speech, *, whole: bool) -> str:
    """Return whether it pays: what it leaves or may cost more, and how many customers earn back what is paid once."""
    if found.break_even is None:
        return say("lever_no_revenue")
    gain = found.break_even.per_customer
    if gain.low <= 0 <= gain.high:
        return say("lever_open")
    amount = money(abs(gain.mean), currency, say, whole=whole)
    answer = "lever_loses" if gain.high < 0 else "lever_up_to" if found.unknown else "lever_leaves"
    told = [say(answer, amount=amount)]
    if found.fixed and gain.low > 0:
        many = say.number(rounded_up(found.fixed / gain.mean))
        told.append(say("lever_fixed", fixed=money(found.fixed, currency, say, whole=True), n=many))
    if found.unknown and answer == "lever_loses":
        told.append(say("lever_on_top"))
    return " ".join(told)


def rounded_up(value: float) -> int:
    """Return the next number above that has two digits and zeros: a mean of customers is known no better."""
    unit = round(10.0 ** max(math.floor(math.log10(value)) - 1, 0))
    return math.ceil(value / unit) * unit
