"""Journey what-if: interventions against the baseline, the same customers with and without."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.cli.journey_tables import aligned, between, heading, told
from workbench.errors import ParameterError
from workbench.language.speech import Speech
from workbench.model.catalogue import catalogue
from workbench.model.claim import claim_register
from workbench.model.fitting import from_catalogue, places
from workbench.model.intervention import Intervention
from workbench.model.journey import Journey
from workbench.report.comparison import unknown_sentence
from workbench.report.journey_subject import read_subject
from workbench.simulation.crowd import Crowd
from workbench.simulation.pairs import COMPARED, Comparison, compare_in

EVERYWHERE = ("converted", "kept")
"""Outcomes always shown; the others where an intervention changes them."""


def compare_journey(options: argparse.Namespace) -> int:
    """Compare each intervention, or several together, with the journey as it is; print what is gained."""
    subject = read_subject(options.name)
    case = subject.case(options.persona)
    asked = _asked(subject.journey, options.ids, options.catalogue)
    n, seed = options.n, options.seed
    crowd = Crowd(case.process, n_journeys=n, seed=seed)
    found = [(actions, compare_in(crowd, case.journey, actions, persona=options.persona)) for actions in asked]
    if options.json:
        print(json.dumps([_plain(own) for _, own in found], ensure_ascii=False, indent=2))
        return 0
    print(heading(subject, options.persona))
    print(f"{n:,} customers, seed {seed}, the same in all; gains are within the horizon, 95 % intervals are paired")
    for actions, own in found:
        print()
        print("\n".join(_lines(actions, own, subject.journey)))
    return 0


def _asked(journey: Journey, ids: Sequence[str], entries: Sequence[str]) -> list[tuple[Intervention, ...]]:
    """Return what to compare; ParameterError for an intervention there is not, InputError for one that has no place."""
    own = {action.id: action for action in journey.interventions}
    fitted = places(journey) if "all" in entries else {name: from_catalogue(name, journey) for name in entries}
    known = own | {action.id: action for action in fitted.values()} | dict(fitted)
    wanted = [part.split("+") for part in ids] or ([] if entries else [[name] for name in own])
    unknown = sorted({name for names in wanted for name in names if name not in known})
    if unknown:
        raise ParameterError(
            f"{journey.id}: no intervention {', '.join(unknown)}; those of the journey: {', '.join(own) or 'none'}; "
            f"templates for --catalogue: {', '.join(catalogue())}"
        )
    if not wanted and not fitted:
        raise ParameterError(f"{journey.id}: it has no interventions; use --catalogue all, or name some of it")
    used = {name for names in wanted for name in names}
    more = [(action,) for name, action in fitted.items() if name not in used and action.id not in used]
    return [tuple(known[name] for name in dict.fromkeys(names)) for names in wanted] + more


def _lines(actions: Sequence[Intervention], found: Comparison, journey: Journey) -> Iterator[str]:
    unit = journey.currency
    yield f"{'+'.join(found.interventions)}: {' and '.join(action.label.en for action in actions)}"
    rows = [("", "before", "after", "gain", "95 %", "exact")]
    for name in COMPARED:
        gain = found.gain(name)
        if name not in EVERYWHERE and gain.before == gain.after:
            continue
        ends, exact = gain.paired, told(name, gain.exact, unit, gain=True)
        means = told(name, gain.before, unit), told(name, gain.after, unit)
        rows.append(
            (
                f"  {name}",
                *means,
                told(name, ends.mean, unit, gain=True),
                between(name, ends.low, ends.high, gain=True),
                exact,
            )
        )
    yield from aligned(rows)
    yield f"  meets it: {found.exposed:,} of {found.n:,}"
    yield from _money(found, journey)
    yield f"  rests on: {_ground(actions)}"


def _money(found: Comparison, journey: Journey) -> Iterator[str]:
    unit = journey.currency
    if found.fixed is not None:
        yield f"  costs once: {found.fixed:,.2f} {unit}"
    if found.break_even is None:
        yield "  break-even: no revenue is known, so that nothing can be earned back"
    else:
        each = found.break_even.per_customer
        span = f"{each.low:,.2f} to {each.high:,.2f}"
        yield f"  pays while it costs less than {each.mean:,.2f} {unit} a customer more ({span})"
        if found.fixed and each.low > 0:
            few, many = found.fixed / each.high, found.fixed / each.low
            yield f"  what it costs once is earned back by {few:,.0f} to {many:,.0f} customers who enter"
    unknown = unknown_sentence(found, journey, Speech("en"))
    if unknown:
        yield f"  {unknown}"


def _ground(actions: Sequence[Intervention]) -> str:
    grades = claim_register().by_id
    parts: list[str] = [action.basis for action in actions]
    parts += [f"claim {name} ({grades[name].grade})" for action in actions for name in action.claims]
    entries = [catalogue()[action.catalogue] for action in actions if action.catalogue]
    parts += [f"template {entry.id} ({entry.grade})" for entry in entries]
    return ", ".join(dict.fromkeys(parts))


def _plain(found: Comparison) -> dict[str, Any]:
    gains = {
        name: {
            "before": gain.before,
            "after": gain.after,
            "gain": gain.paired.mean,
            "interval_95": [gain.paired.low, gain.paired.high],
            "exact": gain.exact,
        }
        for name, gain in ((name, found.gain(name)) for name in COMPARED)
    }
    even = found.break_even.per_customer if found.break_even else None
    return {
        "status": "simulated",
        "interventions": list(found.interventions),
        "persona": found.persona,
        "customers": found.n,
        "exposed": found.exposed,
        "gains": gains,
        "fixed_cost": found.fixed,
        "break_even_per_customer": None if even is None else [even.low, even.mean, even.high],
        "unknown_costs": [[own.intervention, own.kind, own.of] for own in found.unknown],
    }
