"""Purchase file: who bought on which day, a purchase a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.reading.table import read_rows

COLUMNS = ("customer", "date")


@dataclass(frozen=True, slots=True)
class PurchaseLog:
    """The customer and the day of each purchase, in the order of the file."""

    customers: tuple[str, ...]
    days: tuple[date, ...]


def read_purchases(path: Path) -> PurchaseLog:
    """Return the purchases of a table with the columns customer and date (2026-01-31); others are left alone.

    InputError lists every row without a customer or a day, and a table without rows.
    """
    customers: list[str] = []
    days: list[date] = []
    problems: list[Problem] = []
    for line, row in read_rows(path, COLUMNS):
        customer, day = row["customer"].strip(), _day(row["date"].strip())
        if not customer:
            problems.append(Problem(f"{path}:{line}", "no customer", remedy="say who bought, by any name or number"))
        if day is None:
            problems.append(Problem(f"{path}:{line}", "no day", row["date"], "a date such as 2026-01-31"))
        if customer and day:
            customers.append(customer)
            days.append(day)
    if problems:
        raise InputError(problems)
    if not days:
        raise InputError([Problem(str(path), "no purchases", allowed=f"rows with {', '.join(COLUMNS)}")])
    return PurchaseLog(tuple(customers), tuple(days))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
