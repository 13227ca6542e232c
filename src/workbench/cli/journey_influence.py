"""Journey influence: which assumption a measure of a journey depends on most."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from workbench.cli.journey_tables import aligned, heading
from workbench.disk.whole_file import write_whole_bytes
from workbench.errors import ParameterError
from workbench.figures.drawing import Figure
from workbench.language.speech import Speech
from workbench.report.exports.picture_files import png_of, slide_svg, standalone_svg
from workbench.report.influence import (
    SHOWN,
    Codes,
    influence_sentence,
    measure_text,
    number_name,
    number_text,
    range_sentence,
    still_sentence,
)
from workbench.report.influence_chart import influence_chart
from workbench.report.journey_subject import read_subject
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.influence import Morris, Sobol, Tornado, morris, sobol, tornado
from workbench.simulation.uncertainty import parameter_range

Rows = list[tuple[str, ...]]
DIGITS = 4
"""Significant digits of elementary effects, which have the unit of their measure."""
PICTURES = (".svg", ".png")


def explain_journey(options: argparse.Namespace) -> int:
    """Print the ten numbers a measure depends on most, which is first, and what all of them leave open."""
    if options.measure not in set(Measure):
        raise ParameterError(f"--measure: no measure {options.measure}; allowed: {', '.join(Measure)}")
    if options.picture and options.picture.suffix.lower() not in PICTURES:
        raise ParameterError(f"--picture: no picture {options.picture.name}; its name ends in {' or '.join(PICTURES)}")
    measure, say = Measure(options.measure), Speech(options.language)
    subject = read_subject(options.name)
    case, currency = subject.case(options.persona), subject.journey.currency
    codes = {code.id: code.label for code in subject.material.codebook.codes} if subject.material else {}
    if options.method == "tornado":
        found: Tornado | Morris | Sobol = tornado(case, measure)
    else:
        found = (morris if options.method == "morris" else sobol)(case, measure, seed=options.seed)
    print(heading(subject, options.persona, say))
    print("\n".join(aligned(_rows(found, say, codes, currency))))
    print(influence_sentence(case, measure, say, codes=codes))
    print(range_sentence(parameter_range(case, measure, seed=options.seed), say, currency=currency))
    if found.still:
        print(still_sentence(found.still, say))
    if options.picture:
        outcome = say(f"influence_on_{measure}")
        _write(influence_chart(found, say, currency=currency, outcome=outcome, codes=codes), options.picture)
        print(say("depends_picture", path=options.picture))
    return 0


def _write(figure: Figure, path: Path) -> None:
    slide = path.suffix.lower() == ".png"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole_bytes(path, png_of(slide_svg(figure)) if slide else standalone_svg(figure).encode("utf-8"))


def _rows(found: Tornado | Morris | Sobol, say: Speech, codes: Codes, currency: str) -> Rows:
    if isinstance(found, Tornado):
        return _swings(found, say, codes, currency)
    name = say(f"influence_on_{found.measure}")
    if isinstance(found, Morris):
        rows: Rows = [(say("depends_morris", measure=name), "μ*", "σ")]
        return rows + [
            (number_name(own.parameter, say, codes), _significant(own.mu_star, say), _significant(own.sigma, say))
            for own in found.effects[:SHOWN]
        ]
    interval = say.percent(0.95)
    rows = [(say("depends_sobol", measure=name), say("depends_alone"), interval, say("depends_in_all"), interval)]
    for number, own in found.indices[:SHOWN]:
        first, total = (say.number(value, 3).replace("-", "\u2212") for value in (own.first, own.total))
        halves = [f"±{say.number(half, 3)}" for half in (own.first_half, own.total_half)]
        rows.append((number_name(number, say, codes), first, halves[0], total, halves[1]))
    return rows


def _swings(found: Tornado, say: Speech, codes: Codes, currency: str) -> Rows:
    def told(value: float, apart: float) -> str:
        fine = min(apart, 0.01) if found.measure.bounded else apart
        return measure_text(value, found.measure, say, currency=currency, apart=fine)

    head = say("depends_tornado", measure=say(f"influence_on_{found.measure}"), value=told(found.stated, 1.0))
    rows: Rows = [(head, *(say(f"depends_{name}") for name in ("from", "to", "at_low", "at_high")))]
    for own in found.swings[:SHOWN]:
        ends = [number_text(own.parameter, end, say, currency=currency) for end in (own.low, own.high)]
        values = [told(value, own.width) for value in (own.low_value, own.high_value)]
        rows.append((number_name(own.parameter, say, codes), *ends, *values))
    return rows


def _significant(value: float, say: Speech) -> str:
    digits = DIGITS - 1 - math.floor(math.log10(abs(value))) if value else 0
    return say.number(value, min(max(digits, 0), 8))
