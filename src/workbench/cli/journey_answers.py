"""Journey answer: what a journey or a life cycle is worth."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from workbench.cli.journey_check import is_lifecycle
from workbench.cli.journey_tables import aligned, heading
from workbench.errors import ParameterError
from workbench.model.lifecycle import Lifecycle
from workbench.reading.journey_files import find_journey
from workbench.reading.lifecycle_files import FILE, read_lifecycle
from workbench.report.journey_subject import Subject, read_subject
from workbench.simulation.lifecycle_value import expected_tenure, lifecycle_value, lifecycle_value_range
from workbench.simulation.value import journey_value


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
