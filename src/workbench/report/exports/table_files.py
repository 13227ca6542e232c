"""Table files: tables as CSV and as one workbook, with nothing in them that a spreadsheet would calculate."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from workbench.disk.spreadsheet_cell import guarded
from workbench.disk.timeless import timeless
from workbench.errors import WorkbenchError
from workbench.report.exports.study_tables import Table, Value

MOST_LETTERS = 32_767
"""Letters a spreadsheet keeps in a cell; more would be cut without a word."""
WIDEST, LONG = 60, 40
"""Width of the widest column, and letters from which on words are broken into lines."""
FIGURES = 6
UNPRINTABLE = {code: None for code in range(32) if code not in {9, 10, 13}}


def csv_of(table: Table) -> str:
    """Return a table as CSV, control characters left out; what would be calculated begins with an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180; else a lone carriage return would stand unquoted
    writer.writerow([_plain(column) for column in table.columns])
    writer.writerows([_plain(value) for value in row] for row in table.rows)
    return out.getvalue()


def workbook_of(tables: Sequence[Table]) -> bytes:
    """Return tables as one XLSX workbook, a sheet a table: words stay words, whatever they begin with.

    WorkbenchError for a cell longer than a spreadsheet keeps. Control characters are left out.
    """
    for table in tables:
        _check(table)
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place in range(len(table.columns)):
            longest = max((len(str(row[place] or "")) for row in table.rows), default=0)
            width = min(max(longest, len(table.columns[place])) + 2, WIDEST)
            sheet.column_dimensions[get_column_letter(place + 1)].width = width
        sheet.append([_cell(sheet, column, bold=True) for column in table.columns])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.properties.creator = "persona-workbench"
    out = BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return guarded(value.translate(UNPRINTABLE)) if isinstance(value, str) else str(_rounded(value))


def _rounded(value: float) -> float:
    """Return a number to as many figures as any of ours can be trusted for."""
    return float(f"{value:.{FIGURES}g}") if isinstance(value, float) else value


def _check(table: Table) -> None:
    longest = max((value for row in table.rows for value in row if isinstance(value, str)), key=len, default="")
    if len(longest) > MOST_LETTERS:
        raise WorkbenchError(
            f"table {table.name}: a cell of {len(longest):,} letters, a spreadsheet keeps {MOST_LETTERS:,}; take the "
            f"CSV instead (it begins {longest[:40]!r})"
        )


def _cell(sheet: object, value: Value, *, bold: bool = False) -> WriteOnlyCell | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = value.translate(UNPRINTABLE)
    cell = WriteOnlyCell(sheet, value if isinstance(value, str) else _rounded(value))
    if isinstance(value, str):
        cell.data_type = "s"  # else a text that begins with = would be a formula
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > LONG)
    if bold:
        cell.font = Font(bold=True)
    return cell
