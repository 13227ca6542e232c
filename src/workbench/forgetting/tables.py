"""Tables: rows about a person's documents taken out of a study's CSV files, the other rows kept as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workbench.forgetting.naming import Moves, any_of
from workbench.forgetting.plan import Plan
from workbench.forgetting.raw_text import Cells, RawTable, column_rows
from workbench.forgetting.search import STAGE
from workbench.privacy.replacement_log import log_path
from workbench.reading.turns import fold_space

FIXED = frozenset(
    {"document", "documents", "participant", "speaker", "aliases", "code", "step", "emotion", "stance", "coder", "kind"}
)
"""Columns that hold no speech, beside the places of quotes."""
PLACED = frozenset({"quote", "start", "end"})


def plan_tables(plan: Plan) -> None:
    """Plan every table of the study's folder that has a column `document` or `documents`."""
    interviews = {i.path.resolve() for i in (*plan.leaver.own, *plan.leaver.others)}
    for path in _tables(plan.folder):
        table = column_rows(path) if path.resolve() not in interviews else None
        if table is not None:
            _plan_table(plan, path, table)
    _plan_log(plan)


def _plan_log(plan: Plan) -> None:
    """Plan the log of replacements beside the key: rows of the person's documents, and of their name anywhere."""
    path = log_path(plan.leaver.brief.id)
    if not path.is_file():
        return

    def change(cells: Cells) -> Cells | None:
        theirs = cells.get("document", "") in plan.leaver.documents
        return None if theirs or any_of(plan.leaver.names, cells.get("words", "")) else cells

    plan.change(path, RawTable(path).changed(change), "rows of the log of replacements taken out")


def _tables(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.csv")):
        inside = path.relative_to(folder).parts
        if STAGE not in inside and ".git" not in inside and not path.is_symlink():
            yield path


def _plan_table(plan: Plan, path: Path, table: RawTable) -> None:
    originals = {i.document: i.turns.text for i in plan.leaver.others}
    moves = {document: plan.naming.moved(text) for document, text in originals.items()}
    gone: list[Cells] = []

    def change(cells: Cells) -> Cells | None:
        kept = _reviewed(plan, cells) if "documents" in cells else cells
        if kept is None or _is_theirs(plan, cells):
            gone.append(cells)
            return None
        document = kept.get("document", "").strip()
        if document in originals and moves[document].spans:
            kept = _placed(kept, originals[document], plan.naming.out_of(originals[document]), moves[document])
        kept = {name: cell if name in FIXED | PLACED else plan.naming.out_of(cell) for name, cell in kept.items()}
        return kept | {"document": plan.renamed[document]} if document in plan.renamed else kept

    content = table.changed(change)
    plan.change(path, content, f"{len(gone)} rows taken out" if gone else "the person's name or document taken out")


def _is_theirs(plan: Plan, cells: Cells) -> bool:
    """Say whether a row is about the person: their document, their label in a group, or words of their turns in it."""
    document = cells.get("document", "").strip()
    labels = {label.casefold() for label in plan.leaver.groups.get(document, ())}
    if document in plan.leaver.documents or cells.get("speaker", "").strip().casefold() in labels:
        return True
    group = next((i for i in plan.leaver.others if labels and i.document == document), None)
    place = _place(cells, group.turns.text) if group else None
    if group is None or place is None:
        return False
    begins = 0
    for turn in group.turns:
        if begins <= place[0] < begins + len(turn.words):
            return plan.leaver.speaks(group, turn.speaker)
        begins += len(turn.words) + 1
    return False


def _place(cells: Cells, original: str) -> tuple[int, int] | None:
    """Return the characters a row is about, from its own numbers or its quote; None where neither says it."""
    words = fold_space(cells.get("quote", ""))
    given = cells.get("start", "").strip(), cells.get("end", "").strip()
    if all(each.isdigit() for each in given):
        return int(given[0]), int(given[1])
    if words and len(re.findall(f"(?={re.escape(words)})", original)) == 1:
        start = original.index(words)
        return start, start + len(words)
    return None


def _placed(cells: Cells, original: str, clean: str, moves: Moves) -> Cells:
    """Return a row about a quote as it is once the name is out of the document's words."""
    words = fold_space(cells.get("quote", ""))
    place = _place(cells, original)
    if place is None:
        return cells
    now = moves(place[0]), moves(place[1], end=True)
    quote = clean[now[0] : now[1]]
    changed = dict(cells)
    if words and quote != words:
        changed["quote"] = quote
    if cells.get("start", "").strip() or ("start" in cells and "end" in cells and clean.count(quote) > 1):
        changed |= {"start": str(now[0]), "end": str(now[1])}
    return changed


def _reviewed(plan: Plan, cells: Cells) -> Cells | None:
    """Return a row of reviewed words without the person's documents; None when it was theirs alone."""
    written = cells["documents"]
    separator = "; " if ";" in written or "," not in written else ", "
    listed = [each.strip() for each in written.split(separator.strip()) if each.strip()]
    kept = [plan.renamed.get(each, each) for each in listed if each not in plan.leaver.documents]
    if (listed and not kept) or any_of(plan.leaver.names, cells.get("words", "")):
        return None
    changed = cells | {"documents": separator.join(kept)} if kept != listed else dict(cells)
    own = [i.turns.text for i in plan.leaver.own]
    if cells.get("times", "").strip().isdigit() and len(kept) < len(listed):
        said = sum(len(re.findall(rf"(?<!\w){re.escape(cells.get('words', ''))}(?!\w)", text)) for text in own)
        changed["times"] = str(max(int(cells["times"]) - said, len(kept)))
    example = fold_space(cells.get("example", "")).strip(" .\u2026")
    if example and len(kept) < len(listed) and (any(example in text for text in own) or "[" in example):
        changed["example"] = ""
    return changed
