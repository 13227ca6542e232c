"""Workbook: one person's rows emptied in the first sheet of an .xlsx file, words and shared words."""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook

from workbench.reading.guard.archive import opened

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def without_rows(path: Path, column: str, participants: tuple[str, ...]) -> tuple[bytes, int]:
    """Return the workbook with these participants' rows empty, and how many they were.

    Rows stay where they are, so that formulas go on meaning the same cells; a shared string that no
    other cell uses is emptied too. InputError for a file that is no workbook.
    """
    with opened(path, "a workbook (.xlsx)") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, on parts of the workbook that hold no cells
        numbers, part = _rows_of(path, column, participants)
        parts = {item: archive.read(item) for item in archive.infolist()}
    named = {item.filename: content for item, content in parts.items()}
    changed = _emptied(named, part, numbers)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in parts:
            made.writestr(item, changed.get(item.filename, named[item.filename]), zipfile.ZIP_DEFLATED)
    return out.getvalue(), len(numbers)


def _rows_of(path: Path, column: str, participants: tuple[str, ...]) -> tuple[set[int], str]:
    """Return the numbers of the rows, from 1, and the sheet's part in the archive."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
        rows = [(number, row) for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if any(row)]
        header = [str(cell or "").strip() for cell in rows[0][1]] if rows else []
        place = header.index(column)
        found = {n for n, row in rows[1:] if place < len(row) and _text(row[place]) in participants}
        return found, str(sheet._worksheet_path).lstrip("/")
    finally:
        workbook.close()


def _text(cell: object) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell) if whole else cell).strip()  # type: ignore[call-overload]


def _emptied(parts: dict[str, bytes], part: str, numbers: set[int]) -> dict[str, bytes]:
    sheet = _tree(parts[part])
    cells = [cell for row in sheet.iter(f"{SHEET}row") if int(row.get("r", "0")) in numbers for cell in row]
    words = {index for cell in cells if (index := _shared(cell)) is not None}
    references = {cell.get("r") for cell in cells}
    for cell in cells:
        parent = cell.getparent()
        if parent is not None:
            parent.remove(cell)
    changed = {part: _bytes(sheet)}
    sheets = [name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml") and name != part]
    trees = [sheet, *(_tree(parts[name]) for name in sheets)]
    used = {index for tree in trees for cell in tree.iter(f"{SHEET}c") if (index := _shared(cell)) is not None}
    if "xl/sharedStrings.xml" in parts:
        strings = _tree(parts["xl/sharedStrings.xml"])
        for index, item in enumerate(strings.findall(f"{SHEET}si")):
            if index in words - used:
                for child in list(item):
                    item.remove(child)
                etree.SubElement(item, f"{SHEET}t")
        changed["xl/sharedStrings.xml"] = _bytes(strings)
    if "xl/calcChain.xml" in parts:
        chain = _tree(parts["xl/calcChain.xml"])
        for entry in [each for each in chain if each.get("r") in references and each.get("i", "1") == "1"]:
            chain.remove(entry)
        changed["xl/calcChain.xml"] = _bytes(chain)
    return changed


def _shared(cell: etree._Element) -> int | None:
    value = cell.findtext(f"{SHEET}v")
    return int(value) if cell.get("t") == "s" and value else None


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _bytes(tree: etree._Element) -> bytes:
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
