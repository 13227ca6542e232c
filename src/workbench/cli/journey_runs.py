"""Journey run: what becomes of simulated customers, told beside what is exactly expected."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tqdm import tqdm

from workbench.cli.journey_tables import aligned, between, heading, told
from workbench.errors import ParameterError
from workbench.model.journey import Journey
from workbench.model.preset import with_preset
from workbench.reading.journey_files import preset_journey
from workbench.report.journey_subject import Subject, read_subject
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.event_file import write_events
from workbench.simulation.outcome import Outcome, outcome
from workbench.simulation.uncertainty import ParameterRange

DELAY = 0.5
"""Seconds of walking before its progress is shown, on a screen alone."""
UNLIKELY = 1e-6
"""Chance of a deviation from which on the run is taken to be wrong."""
MEANS = ("days", "visits", "cost", "revenue", "margin", "switches", "referrals")


def simulate_journey(options: argparse.Namespace) -> int:
    """Simulate, print and, where asked for, write every visit; return 1 where the self-check fails."""
    subject = _subject(options)
    case = subject.case(options.persona)
    with tqdm(
        total=options.n, desc="walking", unit="customer", unit_scale=True, delay=DELAY, leave=False,
        disable=True if options.cluster else None,
    ) as bar:  # fmt: skip
        found = outcome(
            case.process,
            case.journey,
            persona=options.persona,
            n_journeys=options.n,
            seed=options.seed,
            apart=case.apart,
            cluster=options.cluster,
            walked=bar.update,
        )
    rows = None
    if options.events:
        rows = write_events(
            case.process, options.events, n_journeys=options.n, seed=options.seed, persona=options.persona
        )
    if options.json:
        print(json.dumps(plain(found, subject.journey, options.seed), ensure_ascii=False, indent=2))
    else:
        print(heading(subject, options.persona))
        print("\n".join(outcome_lines(found, subject.journey, options.seed)))
        if rows is not None:
            print(f"{options.events}: {rows:,} visits")
    return 1 if found.check.compared and found.check.likely < UNLIKELY else 0


def outcome_lines(found: Outcome, journey: Journey, seed: int) -> Iterator[str]:
    """Yield the outcome as lines of text, the self-check last."""
    unit = journey.currency
    head = ("", "simulated", "luck of the draw (95 %)", "exact", "over the assumptions (90 %)")
    rows = [head]
    for name, value, interval, exact, spread in _measures(found, journey):
        shown = "" if spread is None else between(name, spread.low, spread.high)
        rows.append((name, told(name, value, unit), between(name, *interval), told(name, exact, unit), shown))
    yield f"{found.n:,} customers, seed {seed}, {found.events:,} visits"
    yield from aligned(rows)
    if found.days:
        low, middle, high = found.days
        yield f"days until conversion: half within {middle:,.3g}; one in ten within {low:,.3g}, nine in ten {high:,.3g}"
    unknown = [name for name in ("cost", "revenue") if not _known(journey, name)]
    if unknown:
        yield f"no step states any {' or '.join(unknown)}: what is not known is not nothing"
    yield "lost at each step:"
    labels = {step.id: step.label.en for step in journey.steps}
    yield from aligned(
        [
            (
                f"  {labels.get(own.id, own.id)}",
                f"{own.count:,}",
                _share(own.count, own.n),
                between("kept", *own.interval),
            )
            for own in found.lost_at
        ]
    )
    if found.under_way:
        yield f"under way at the horizon: {found.under_way:,}; exact values have no horizon"
    yield _check_line(found)


def plain(found: Outcome, journey: Journey, seed: int) -> dict[str, Any]:
    """Return the outcome as plain values, shares from 0 to 1."""
    measures = {
        name: {
            "simulated": value,
            "interval_95": list(interval),
            "exact": exact,
            "assumptions_90": None if spread is None else [spread.low, spread.high],
        }
        for name, value, interval, exact, spread in _measures(found, journey)
    }
    return {
        "status": "simulated",
        "journey": journey.id,
        "version": journey.version,
        "persona": found.persona,
        "customers": found.n,
        "seed": seed,
        "visits": found.events,
        "currency": journey.currency,
        "measures": measures,
        "lost_at": {own.id: own.count for own in found.lost_at},
        "exits": {own.id: own.count for own in found.exits},
        "under_way": found.under_way,
        "self_check": {"compared": found.check.compared, "worst": found.check.worst, "chance": found.check.likely},
    }


Row = tuple[str, float, tuple[float, float], float | None, ParameterRange | None]


def _measures(found: Outcome, journey: Journey) -> Iterator[Row]:
    """Yield each measure with its simulated mean, its interval, its expectation and its range."""
    exact = found.expected
    shares = {"conversion": found.converted, "kept": found.kept}
    expected: Mapping[str, float | None] = {
        "conversion": found.exact,
        "kept": exact.kept if exact else None,
        "days": exact.days.mean if exact else None,
        "visits": exact.steps.mean if exact else None,
        "cost": exact.cost.mean if exact else None,
        "revenue": exact.revenue.mean if exact else None,
        "margin": exact.margin.mean if exact else None,
        "switches": exact.switches.mean if exact else None,
        "referrals": exact.referrals if exact else None,
    }
    for name, own in shares.items():
        yield name, own.count / own.n, own.interval, expected[name], found.ranges.get(Measure(name))
    for name in MEANS:
        if not _known(journey, name):
            continue
        mean = found.means[name]
        measure = {"visits": Measure.STEPS}.get(name) or (Measure(name) if name in set(Measure) else None)
        yield name, mean.value, mean.interval, expected[name], found.ranges.get(measure) if measure else None


def _known(journey: Journey, name: str) -> bool:
    """Say whether the journey states anything of a measure: what is not known is shown as no number."""
    if name == "referrals":
        return journey.referral is not None
    if name == "switches":
        return len({step.channel.en.casefold() for step in journey.steps if step.channel}) > 1
    if name in ("days", "visits"):
        return name == "visits" or any(step.sojourn for step in journey.steps)
    if name == "margin":
        return _known(journey, "cost") and _known(journey, "revenue")
    return any(getattr(step, name) is not None for step in journey.steps)


def _share(count: int, n: int) -> str:
    return f"{100 * count / n:.2f} %"


def _check_line(found: Outcome) -> str:
    check = found.check
    if not check.compared:
        return "self-check: nothing could be compared with an exact value"
    verdict = "WRONG" if check.likely < UNLIKELY else "sound"
    return (
        f"self-check: {verdict}; {check.compared} numbers against their exact values, the farthest {check.worst:.1f} "
        f"standard errors off ({check.at}), which chance alone does {100 * check.likely:.0f} times in 100"
    )


def _subject(options: argparse.Namespace) -> Subject:
    if not options.name:
        if options.market is None:
            raise ParameterError("which NAME? a sector, a study folder or a file; or --market b2c or b2b without one")
        return Subject(options.market, preset_journey(options.market, cost=options.cost))
    subject = read_subject(options.name)
    if options.market is None:
        return subject
    timed = with_preset(subject.journey, market=options.market, cost=options.cost)
    material = replace(subject.material, journey=timed) if subject.material else None
    return replace(subject, journey=timed, material=material)
