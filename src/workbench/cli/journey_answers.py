"""Journey answer: which assumption matters most, and what a journey or a life cycle is worth."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from workbench.cli.journey_check import is_lifecycle
from workbench.cli.journey_tables import aligned, heading
from workbench.errors import ParameterError
from workbench.language.speech import Speech
from workbench.model.lifecycle import Lifecycle
from workbench.reading.journey_files import find_journey
from workbench.reading.lifecycle_files import FILE, read_lifecycle
from workbench.report.influence import SHOWN, influence_sentence, measure_text, number_name, number_text, still_sentence
from workbench.report.journey_subject import Subject, read_subject
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.influence import Tornado, morris, sobol, tornado
from workbench.simulation.lifecycle_value import expected_tenure, lifecycle_value, lifecycle_value_range
from workbench.simulation.value import journey_value

SAY = Speech("en")


def explain_journey(options: argparse.Namespace) -> int:
    """Print the ten numbers a measure depends on most, and the sentence that says which is first."""
    if options.measure not in set(Measure):
        raise ParameterError(f"--measure: no measure {options.measure}; allowed: {', '.join(Measure)}")
    measure = Measure(options.measure)
    subject = read_subject(options.name)
    case = subject.case(options.persona)
    print(heading(subject, options.persona))
    rows, still = _explained(case, measure, options)
    print("\n".join(aligned(rows)))
    codes = {code.id: code.label for code in subject.material.codebook.codes} if subject.material else {}
    print(influence_sentence(case, measure, SAY, codes=codes))
    if still:
        print(still_sentence(still, SAY))
    return 0


def value_journey(options: argparse.Namespace) -> int:
    """Print the value of a journey, and of the life cycle beside it or in the file itself."""
    path = _place(options.name)
    if is_lifecycle(path):
        _refuse_persona(options)
        print("\n".join(_lifecycle(read_lifecycle(path), options.discount)))
        return 0
    subject = read_subject(options.name)
    print(heading(subject, options.persona))
    print("\n".join(_journey(subject, options)))
    if path.name == "journey.yml" and (path.parent / FILE).is_file():
        print()
        print("\n".join(_lifecycle(read_lifecycle(path.parent / FILE), options.discount)))
    return 0


Rows = list[tuple[str, ...]]


def _explained(case: Case, measure: Measure, options: argparse.Namespace) -> tuple[Rows, int]:
    if options.method == "tornado":
        swings = tornado(case, measure)
        return _swings(swings, case), swings.still
    if options.method == "morris":
        effects = morris(case, measure, seed=options.seed)
        rows: Rows = [(f"{measure}: elementary effects", "mu*", "sigma")]
        rows += [
            (number_name(own.parameter, SAY), f"{own.mu_star:.4g}", f"{own.sigma:.4g}")
            for own in effects.effects[:SHOWN]
        ]
        return rows, effects.still
    indices = sobol(case, measure, seed=options.seed)
    rows = [(f"{measure}: share of the variance", "alone", "95 %", "in all", "95 %")]
    for number, own in indices.indices[:SHOWN]:
        first, total = f"±{own.first_half:.3f}", f"±{own.total_half:.3f}"
        rows.append((number_name(number, SAY), f"{own.first:.3f}", first, f"{own.total:.3f}", total))
    return rows, indices.still


def _swings(found: Tornado, case: Case) -> Rows:
    unit, measure = case.journey.currency, found.measure
    rows: Rows = [
        (f"{measure}, as described {_measure(found.stated, measure, unit, 1.0)}", "from", "to", "low", "high")
    ]
    for own in found.swings[:SHOWN]:
        ends = [number_text(own.parameter, end, SAY, currency=unit) for end in (own.low, own.high)]
        found_at = [_measure(value, measure, unit, own.width) for value in (own.low_value, own.high_value)]
        rows.append((number_name(own.parameter, SAY), *ends, *found_at))
    return rows


def _measure(value: float, measure: Measure, unit: str, apart: float) -> str:
    return measure_text(value, measure, SAY, currency=unit, apart=min(apart, 0.01) if measure.bounded else apart)


def _journey(subject: Subject, options: argparse.Namespace) -> Iterator[str]:
    journey = subject.journey
    known = [name for name in ("cost", "revenue") if any(getattr(step, name) is not None for step in journey.steps)]
    if not known:
        yield "no step states a cost or a revenue: the journey has no value anybody knows"
        return
    found = journey_value(subject.case(options.persona).process, yearly_discount=options.discount)
    rows = [(f"{journey.currency} per customer who enters, discounted {100 * options.discount:g} % a year", "exact")]
    rows += [(f"  {name}", f"{getattr(found, name):,.2f}") for name in ("revenue", "cost", "margin")]
    yield from aligned(rows)
    if len(known) < 2:
        yield f"no step states any {'revenue' if 'cost' in known else 'cost'}: what is not known is not nothing"


def _lifecycle(lifecycle: Lifecycle, discount: float) -> Iterator[str]:
    if discount == 0:
        raise ParameterError("--discount: for ever needs a discount above 0; give one, such as 0.1")
    period = (1.0 + discount) ** lifecycle.years - 1.0
    found = lifecycle_value(lifecycle, discount=period, periods=None)
    low, high = lifecycle_value_range(lifecycle, discount=period, periods=None, seed=1)
    tenures = {own.state: own for own in expected_tenure(lifecycle)}
    yield f"{lifecycle.title.en}: {lifecycle.currency}, for ever, discounted {100 * discount:g} % a year"
    rows = [("state", "worth from there", "ever there", "years each")]
    for state, worth in zip(lifecycle.states, found.by_state, strict=True):
        own = tenures[state.id]
        rows.append((f"  {state.label.en}", f"{worth:,.2f}", f"{100 * own.reach:.1f} %", f"{own.years_each:.1f}"))
    yield from aligned(rows)
    yield f"a new customer: {found.new:,.2f}; over the assumptions (90 %): {low:,.2f} to {high:,.2f}"
    if found.gain is None:
        yield "what winning a customer costs is not known, so that nothing is taken off for it"
    else:
        yield f"less what winning one costs ({found.acquisition:,.2f}): {found.gain:,.2f}"


def _place(name: str) -> Path:
    folder = Path(name)
    if (folder / FILE).is_file() and not (folder / "journey.yml").is_file():
        return folder / FILE
    return find_journey(name)


def _refuse_persona(options: argparse.Namespace) -> None:
    if options.persona:
        raise ParameterError("--persona: a life cycle has no personas; leave it out")
