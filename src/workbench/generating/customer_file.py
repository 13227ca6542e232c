"""Customer file: synthetic customers as CSV, JSON or Parquet, each saying first that they are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd

from workbench.disk.spreadsheet_cell import guarded
from workbench.disk.whole_file import write_whole, write_whole_bytes
from workbench.errors import InputError, Problem

ENDINGS = (".csv", ".json", ".parquet")


def customers_csv(parts: Sequence[pd.DataFrame]) -> str:
    """Return the customers as CSV: a line of comment (#) for each persona, the header, a row each.

    Cells a spreadsheet would calculate are guarded; what a persona does not have stays empty. Read it with
    `pandas.read_csv(file, comment="#")`.
    """
    notes = "".join(f"# {part.attrs['note']}\n" for part in parts)
    table = pd.concat(parts, ignore_index=True)
    for name in table.columns:
        if any(isinstance(value, str) for value in table[name]):
            table[name] = table[name].map(lambda value: guarded(value) if isinstance(value, str) else value)
    table.columns = pd.Index([guarded(str(name)) for name in table.columns])
    return notes + table.to_csv(index=False, lineterminator="\n")


def customers_json(parts: Sequence[pd.DataFrame]) -> str:
    """Return the customers as one JSON object: what they are, then `customers`, an object each."""
    rows = [row for part in parts for row in part.to_dict(orient="records")]
    notes = [part.attrs["note"] for part in parts]
    return json.dumps({"synthetic": notes, "customers": rows}, ensure_ascii=False, indent=1) + "\n"


def write_customers(parts: Sequence[pd.DataFrame], path: Path) -> None:
    """Write the customers of one or more personas, whole or not at all; the ending says how.

    InputError for another ending, for a folder that is not there, and for Parquet without pyarrow.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError([Problem(str(path), "no such kind of file is written", ending, ", ".join(ENDINGS))])
    if not path.parent.is_dir():
        raise InputError([Problem(str(path), "there is no such folder", str(path.parent), remedy="make it first")])
    if ending == ".csv":
        write_whole(path, customers_csv(parts))
    elif ending == ".json":
        write_whole(path, customers_json(parts))
    else:
        write_whole_bytes(path, _parquet(parts, path))


def _parquet(parts: Sequence[pd.DataFrame], path: Path) -> bytes:
    table = pd.concat(parts, ignore_index=True)
    table.attrs["note"] = "; ".join(part.attrs["note"] for part in parts)
    out = BytesIO()
    try:
        table.to_parquet(out, index=False)
    except ImportError as error:
        problem = Problem(str(path), "Parquet needs the package pyarrow", remedy="install it, or write .csv or .json")
        raise InputError([problem]) from error
    return out.getvalue()
