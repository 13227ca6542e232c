"""Journey repeat: who is thought to be a customer still, and what customers are expected to buy again."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

import numpy as np

from workbench.cli.journey_tables import aligned
from workbench.disk.spreadsheet_cell import guarded
from workbench.disk.whole_file import write_whole
from workbench.errors import ParameterError
from workbench.reading.purchase_file import PurchaseLog, read_purchases
from workbench.simulation.repeat_purchase import Purchases, RepeatModel, fit_repeat_purchase, purchases

FEW = 100
"""Customers under which the model is said to know little."""


def repeat_purchases(options: argparse.Namespace) -> int:
    """Print what purchases so far tell of those to come; write a row a customer where asked for."""
    log = read_purchases(options.file)
    end = options.until or max(log.days)
    if end < min(log.days):
        raise ParameterError(f"--until {end}: nobody had bought by then; the first purchase is of {min(log.days)}")
    seen = purchases(log.customers, [float(day.toordinal()) for day in log.days], end=float(end.toordinal()))
    model = fit_repeat_purchase(seen)
    print("\n".join(_told(log, end, seen, model, options.days)))
    if options.out:
        write_whole(options.out, _table(log, end, seen, model, options.days))
        print(f"{options.out}: {len(seen.repeats):,} customers")
    return 0


def _told(log: PurchaseLog, end: date, seen: Purchases, model: RepeatModel, days: int) -> Iterator[str]:
    many, again = len(seen.repeats), int((seen.repeats > 0).sum())
    times = f"{seen.repeats.sum():,.0f} times in all"
    yield f"{many:,} customers, {min(log.days)} to {end}; {again:,} bought again, {times}"
    yield from aligned(
        [
            ("thought to be customers still", f"{model.alive(seen).sum():,.0f}"),
            (f"purchases of them all in the next {days} days", f"{model.expected(seen, days).sum():,.1f}"),
            (
                f"purchases expected of a new customer in {days} days, the first aside",
                f"{model.expected_of_new(days):.3f}",
            ),
        ]
    )
    yield f"BG/NBD, in days: r {model.r:.4g}, alpha {model.alpha:.4g}, a {model.a:.4g}, b {model.b:.4g}"
    yield "estimated from days of purchase alone (Fader, Hardie & Lee, 2005): of why anybody buys it knows nothing,"
    yield "and who has bought once only counts as a customer still"
    if many < FEW:
        yield f"of {many} customers such a model knows little: take its numbers for a guess"


def _table(log: PurchaseLog, end: date, seen: Purchases, model: RepeatModel, days: int) -> str:
    """Return a row a customer; `purchases` keeps the order of first mention, without those who came later."""
    names = dict.fromkeys(name for name, day in zip(log.customers, log.days, strict=True) if day <= end)
    columns = (seen.repeats, model.alive(seen), model.expected(seen, days))
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["customer", "repeat_purchases", "still_customer", f"expected_in_{days}_days"])
    for name, again, alive, expected in zip(names, *map(np.ndarray.tolist, columns), strict=True):
        rows.writerow([guarded(name), f"{again:.0f}", f"{alive:.4f}", f"{expected:.4f}"])
    return written.getvalue()
