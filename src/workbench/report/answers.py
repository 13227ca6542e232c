"""Answers: what a simulation says of each persona, with the luck of the draw and, apart from it, the assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from workbench.language.speech import Speech
from workbench.report.influence import measure_text
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.outcome import Estimate, Outcome, Reached
from workbench.walk import Results

MEANS: dict[str, Measure] = {
    "days": Measure.DAYS,
    "visits": Measure.STEPS,
    "revenue": Measure.REVENUE,
    "cost": Measure.COST,
    "margin": Measure.MARGIN,
    "referrals": Measure.REFERRALS,
}
"""Means of an outcome that are exactly expected too, by the measure they are."""

WORDED = {"conversion": "conversion", "under_way": "under_way", "until": "days_to"}
"""Questions whose words are not their own alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer for one persona in words; what is not known is empty.

    `value` is as simulated, with its `interval`; `assumed` what it is over the assumptions, and `stated`
    exactly what they come to as described; `more` what follows from it.
    """

    value: str
    interval: str = ""
    assumed: str = ""
    stated: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One question, with what is told of each persona in the order of the outcomes."""

    name: str
    label: str
    told: tuple[Told, ...]


def answers(results: Results, say: Speech) -> tuple[Answer, ...]:
    """Return what is known of every persona's customers; what the journey says nothing of has no row."""
    tellers: dict[str, Callable[[Outcome], Told]] = {
        "conversion": lambda o: _assumed(_share(o.converted, say), o, Measure.CONVERSION, say),
        "until": lambda o: _until(o, say),
        "kept": lambda o: _assumed(_share(o.kept, say), o, Measure.KEPT, say),
        "advocates": lambda o: _share(o.advocates, say),
        "under_way": lambda o: Told(_count(o.under_way, o.n, say)),
        "days": lambda o: _mean(results, o, "days", say),
        "visits": lambda o: _mean(results, o, "visits", say),
        "switches": lambda o: _plain(o.means["switches"], say),
        "around": lambda o: _feeling(o.means["around"], say),
        "revenue": lambda o: _mean(results, o, "revenue", say),
        "cost": lambda o: _mean(results, o, "cost", say),
        "margin": lambda o: _mean(results, o, "margin", say),
        "referrals": lambda o: _referrals(results, o, say),
    }
    silent = set(silent_on(results))
    return tuple(
        Answer(name, question(name, say), tuple(tell(outcome) for outcome in results.outcomes))
        for name, tell in tellers.items()
        if name not in silent
    )


def question(name: str, say: Speech) -> str:
    """Return what an answer is called."""
    return say(WORDED.get(name, f"answer_{name}"))


def silent_on(results: Results) -> tuple[str, ...]:
    """Return the questions the journey's description gives nothing to answer with."""
    journey = results.material.journey
    priced = {"revenue": any(s.revenue for s in journey.steps), "cost": any(s.cost for s in journey.steps)}
    known = {
        "advocates": any(exit_.kind == "advocate" for exit_ in journey.exits),
        "switches": len({step.channel.en for step in journey.steps if step.channel}) > 1,
        "around": any(feeling is not None for o in results.outcomes for feeling in o.feelings),
        **priced,
        "margin": all(priced.values()),
        "referrals": journey.referral is not None,
    }
    return tuple(name for name, told in known.items() if not told)


def lost_by_step(results: Results, say: Speech) -> tuple[tuple[str, ...], ...]:
    """Return how many of those who come to a step are lost there, a row a step and a column a persona."""
    names = {persona.id: persona.identity.name for persona in results.personas}
    head = (say("step"), *(names[outcome.persona] for outcome in results.outcomes))
    rows = [
        (say.of(step.label), *(_lost(o.lost_at[i], o.steps[i], say) for o in results.outcomes))
        for i, step in enumerate(results.material.journey.steps)
    ]
    return (head, *rows)


def worst_steps(results: Results, say: Speech) -> Iterator[str]:
    """Yield each step where most customers of a persona are lost, with how many of each such persona, as a sentence."""
    names = {persona.id: persona.identity.name for persona in results.personas}
    losers: dict[int, list[str]] = {}
    for outcome in results.outcomes:
        i = max(range(len(outcome.lost_at)), key=lambda place: outcome.lost_at[place].count)
        if outcome.lost_at[i].count:
            lost = _count(outcome.lost_at[i].count, outcome.steps[i].count, say)
            losers.setdefault(i, []).append(say("lost_of", name=names[outcome.persona], lost=lost))
    for i, told in sorted(losers.items()):
        yield say("lost_most", step=say.of(results.material.journey.steps[i].label), told=say.listed(told))


def checks(results: Results, say: Speech) -> Iterator[str]:
    """Yield for each persona how far its run lies from what is exactly expected, as a sentence."""
    for persona, outcome in zip(results.personas, results.outcomes, strict=True):
        check = outcome.check
        if not check.compared:
            yield say("check_none", name=persona.identity.name)
            continue
        in_hundred = round(100 * check.likely)
        runs = say("check_runs", x=in_hundred) if in_hundred else say("check_runs_few")
        told = {"n": say.number(check.compared), "z": say.number(check.worst, 1), "runs": runs}
        yield say("check_told", name=persona.identity.name, **told)


def _count(x: int, n: int, say: Speech) -> str:
    return say("x_of_n", x=say.number(x), n=say.number(n))


def _share(found: Reached, say: Speech) -> Told:
    low, high = (say.percent(end, 1) for end in found.interval)
    return Told(_count(found.count, found.n, say), say("from_to", low=low, high=high))


def _until(outcome: Outcome, say: Speech) -> Told:
    if outcome.days is None:
        return Told(say("answer_nobody"))
    low, middle, high = (say.number(day, 1) for day in outcome.days)
    return Told(say("days_quantiles", middle=middle, low=low, high=high))


def _mean(results: Results, outcome: Outcome, name: str, say: Speech) -> Told:
    found, measure, currency = outcome.means[name], MEANS[name], results.material.journey.currency
    low, high = found.interval
    apart = max(own.means[name].interval[1] - own.means[name].interval[0] for own in results.outcomes)
    ends = [measure_text(x, measure, say, currency=currency, apart=apart) for x in (found.value, low, high)]
    interval = say("from_to", low=ends[1], high=ends[2]) if high > low else ""
    return _assumed(Told(ends[0], interval), outcome, measure, say, currency=currency)


def _plain(found: Estimate, say: Speech) -> Told:
    low, high = (say.number(end, 2) for end in found.interval)
    return Told(say.number(found.value, 2), say("from_to", low=low, high=high))


def _feeling(found: Estimate, say: Speech) -> Told:
    """Tell the mean of the strongest and the last feeling: `around` is their sum."""
    value, low, high = (say.signed(end / 2, 2) for end in (found.value, *found.interval))
    return Told(value, say("from_to", low=low, high=high))


def _referrals(results: Results, outcome: Outcome, say: Speech) -> Told:
    told = _mean(results, outcome, "referrals", say)
    growth = outcome.expected.growth if outcome.expected else None
    more = say("answer_growth", growth=say.number(growth, 2)) if growth else say("answer_no_growth")
    return replace(told, more=more)


def _assumed(told: Told, outcome: Outcome, measure: Measure, say: Speech, *, currency: str = "EUR") -> Told:
    """Add what the answer is over the assumptions, where it has an expectation."""
    found = outcome.ranges.get(measure)
    if found is None:
        return told
    apart = found.high - found.low
    ends = [
        measure_text(x, measure, say, currency=currency, apart=apart) for x in (found.stated, found.low, found.high)
    ]
    assumed = say("assumed_told", low=ends[1], high=ends[2]) if apart > 0 else say("assumed_still")
    return replace(told, assumed=assumed, stated=say("assumed_stated", value=ends[0]))


def _lost(lost: Reached, reached: Reached, say: Speech) -> str:
    if not reached.count:
        return say("lost_nobody_came")
    return f"{_count(lost.count, reached.count, say)} ({say.percent(lost.count / reached.count)})"
