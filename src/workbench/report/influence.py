"""Influence: which assumption matters most, in words, and the numbers a simulation uses by name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale
from babel.numbers import format_currency
from babel.units import format_unit

from workbench.language.speech import Speech
from workbench.model.label import Label
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.influence import Swing, Tornado, most_influential
from workbench.simulation.parameter import Parameter
from workbench.simulation.uncertainty import ParameterRange

Codes = Mapping[str, Label]
MONEY = (Measure.REVENUE, Measure.COST, Measure.MARGIN)
TIMES = {"minutes": "minute", "hours": "hour", "days": "day", "weeks": "week", "months": "month"}
SHOWN = 10
"""Bars of a tornado at most; those below are narrower."""
WHOLE = 100.0
"""Amounts of money this far apart are told without cents."""


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """A bar: the number's name, the ends of its range and the measure at each, and what the number rests on.

    The measure of customers kept stays the share kept. Texts say the ends with their units.
    """

    label: str
    low: float
    high: float
    low_value: float
    high_value: float
    basis: str
    low_text: str
    high_text: str


def influence_sentence(case: Case, measure: Measure, say: Speech, *, codes: Codes | None = None) -> str:
    """Return which number a measure, or what the case's action changes in it, depends on most, and by how much.

    `codes` are the labels of the codes, for drivers. WorkbenchError as `measured` raises it.
    """
    found = most_influential(case, measure)
    if found is None:
        return say("influence_none")
    number, currency = found.parameter, case.journey.currency
    lost = measure is Measure.KEPT and case.action is None
    ends = [1.0 - value if lost else value for value in (found.low_value, found.high_value)]
    gain, apart = case.action is not None, found.width
    low_value, high_value = (
        measure_text(value, measure, say, currency=currency, gain=gain, apart=apart) for value in ends
    )
    first, last = (low_value, high_value) if ends[0] <= ends[1] else (high_value, low_value)
    told = {
        "what": number_name(number, say, codes),
        "low": number_text(number, found.low, say, currency=currency),
        "high": number_text(number, found.high, say, currency=currency),
        **{"low_value": low_value, "high_value": high_value, "first": first, "last": last},
    }
    if case.action:
        name = say(f"influence_on_{measure}")
        return say("influence_gain", action=say.of(case.action.label), measure=name, **told)
    return say(f"influence_{measure}", **told)


def basis_sentence(found: Swing, say: Speech, *, currency: str) -> str:
    """Return what the number of a swing rests on, and where it stands."""
    number = found.parameter
    basis = say(f"basis_{number.basis}")
    return say("influence_basis", basis=basis, value=number_text(number, number.value, say, currency=currency))


def still_sentence(still: int, say: Speech) -> str:
    """Return how many numbers have no range and were left out; empty when all have one."""
    if still == 0:
        return ""
    return say("influence_still_one") if still == 1 else say("influence_still", n=say.number(still))


def range_sentence(found: ParameterRange, say: Speech, *, currency: str = "EUR") -> str:
    """Return the range of a measure over what the assumptions may be, as a sentence."""
    apart = found.high - found.low
    low, high, stated = (
        measure_text(value, found.measure, say, currency=currency, apart=apart)
        for value in (found.low, found.high, found.stated)
    )
    measure = _raised(say(f"influence_on_{found.measure}"))
    return say("parameter_range_told", measure=measure, low=low, high=high, stated=stated)


def tornado_rows(
    found: Tornado, say: Speech, *, currency: str = "EUR", codes: Codes | None = None, most: int = SHOWN
) -> tuple[TornadoRow, ...]:
    """Return the bars of a tornado, the widest first and at most so many, without those that move nothing."""
    return tuple(
        TornadoRow(
            label=_raised(number_name(swing.parameter, say, codes)),
            low=swing.low,
            high=swing.high,
            low_value=swing.low_value,
            high_value=swing.high_value,
            basis=say(f"basis_{swing.parameter.basis}"),
            low_text=number_text(swing.parameter, swing.low, say, currency=currency),
            high_text=number_text(swing.parameter, swing.high, say, currency=currency),
        )
        for swing in found.swings[:most]
        if swing.width > 1e-9 * max(1.0, abs(found.stated))
    )


def number_name(number: Parameter, say: Speech, codes: Codes | None = None) -> str:
    """Return what a number is, as part of a sentence; a driver by its code's label where it is known."""
    label = (codes or {}).get(number.code)
    code = say.of(label) if label else number.code
    values = {"code": code} if number.kind == "driver" else {}
    everywhere = number.kind in ("satisfaction", "referral", "giver", "receiver")
    if not everywhere:
        values["of"] = say.of(number.label)
    return say(f"number_{number.kind}", **values)


def number_text(number: Parameter, value: float, say: Speech, *, currency: str) -> str:
    """Return a value of a number with its unit; shifts on the log-odds scale as what odds are multiplied by."""
    unit = number.unit
    if unit == "share":
        return say.percent(value, 0 if round(100 * value, 6).is_integer() else 1)
    if unit == "money":
        return money(value, currency, say)
    if unit in TIMES:
        return time(value, unit, say)
    if unit == "log_odds":
        return say("number_as_odds", value=say.number(math.exp(value), 2))
    if unit == "points":
        return say("number_as_points", value=say.signed(value))
    return say(f"number_as_{unit}", value=say.number(value, 0 if unit == "customers" and value == int(value) else 2))


def measure_text(
    value: float, measure: Measure, say: Speech, *, currency: str, gain: bool = False, apart: float = 1.0
) -> str:
    """Return a value of a measure with its unit, fine enough to tell apart values that differ by `apart`."""
    if measure.bounded:
        digits = 0 if apart >= 0.02 else 1 if apart >= 0.002 else 2
        return say("points", value=say.signed(100 * value, max(digits, 1))) if gain else say.percent(value, digits)
    if measure in MONEY:
        return money(value, currency, say, signed=gain, whole=apart >= WHOLE)
    digits = min(max(0, -math.floor(math.log10(apart / 8.0))), 4) if apart > 0 else 0
    if measure is Measure.DAYS:
        return time(value, "days", say, digits=digits, signed=gain)
    return say.signed(value, digits) if gain else say.number(value, digits)


def money(value: float, currency: str, say: Speech, *, signed: bool = False, whole: bool = False) -> str:
    """Return an amount in a currency, with a true minus, its sign where it is a difference, and cents or not."""
    value = round(value, 0 if whole else 2)
    written = Locale.parse(say.language).currency_formats["standard"].pattern
    told = (
        format_currency(abs(value), currency, written.replace(".00", ""), locale=say.language, currency_digits=False)
        if whole
        else format_currency(abs(value), currency, locale=say.language)
    )
    return _sign(value, signed=signed) + told


def time(value: float, unit: str, say: Speech, *, digits: int | None = None, signed: bool = False) -> str:
    """Return a time in its unit, in words, with so many decimals or up to two as needed."""
    decimals = ".##" if digits is None else "." + "0" * digits if digits else ""
    rounded = round(abs(value), 2 if digits is None else digits)
    name, pattern = f"duration-{TIMES[unit]}", f"#,##0{decimals}"
    told = format_unit(rounded, name, length="long", format=pattern, locale=say.language)
    return _sign(value, signed=signed) + told


def _sign(value: float, *, signed: bool) -> str:
    return "\u2212" if value < 0 else "+" if signed and value > 0 else ""


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
