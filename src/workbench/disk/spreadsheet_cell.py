"""Spreadsheet cell: text that no spreadsheet takes for a formula (OWASP ASVS 1.2.10), and back."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(cell: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip(" '").startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" '").startswith(FORMULA) else cell
