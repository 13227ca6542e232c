"""Interview files: a person's files and rows taken out, their name taken out of what others said."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable
from pathlib import Path

from workbench.errors import InputError
from workbench.forgetting.naming import PLAIN
from workbench.forgetting.plan import Plan
from workbench.forgetting.raw_text import Cells, RawTable, read_raw
from workbench.forgetting.workbook import without_rows
from workbench.model.brief import Columns, Source
from workbench.reading.interview import Interview

OUTSIDE = (
    "lies outside the study's folder and holds the person's interview: it is not touched; delete it there, or ask "
)
OUTSIDE += "whoever keeps it to"

HOLDS_THE_PLACE = "**"
"""An empty emphasis: the row is not empty, so those after it keep their numbers, and it says nothing."""


def plan_interviews(plan: Plan) -> None:
    """Plan what becomes of every interview file; what cannot be changed here is flagged."""
    own, others = _by_path(plan.leaver.own), _by_path(plan.leaver.others)
    for path, interviews in own.items():
        if path not in others:
            _whole(plan, path)
        elif not plan.inside(path):
            plan.account.flag(path, f"{OUTSIDE} take its {len(interviews)} interviews out")
        else:
            _part(plan, path, interviews)
    for path, interviews in others.items():
        _unname(plan, path, interviews)


def source_of(plan: Plan, path: Path) -> Source:
    """Return the source in study.yml that a file was read by."""
    for source in plan.leaver.brief.sources:
        if any(plan.folder / name == path for name in glob.glob(source.path, root_dir=plan.folder)):
            return source
    return plan.leaver.brief.sources[0]


def _by_path(interviews: Iterable[Interview]) -> dict[Path, list[Interview]]:
    found: dict[Path, list[Interview]] = {}
    for interview in interviews:
        found.setdefault(interview.path, []).append(interview)
    return found


def _whole(plan: Plan, path: Path) -> None:
    if plan.inside(path):
        plan.remove(path, "interview")
        return
    if path.is_symlink() and path.parent.resolve().is_relative_to(plan.folder.resolve()):
        plan.remove(path, "link to an interview")
        plan.account.flag(path.resolve(), OUTSIDE + " do so")
        return
    plan.shut_out.append(path)
    plan.account.flag(path, OUTSIDE + " do so; the study no longer reads it")


def _part(plan: Plan, path: Path, own: list[Interview]) -> None:
    """Take some interviews out of a file that holds those of several people."""
    documents = {interview.document for interview in own}
    source = source_of(plan, path)
    columns = source.columns or Columns(question="question")
    try:
        if path.suffix.lower() == ".jsonl":
            content, n = _without_meetings(plan, path, documents, source.encoding)
            what = f"{n} meetings taken out"
        elif path.suffix.lower() == ".xlsx":
            content, n = without_rows(path, columns.participant or "", tuple(documents))
            what = f"{n} rows emptied"
        else:
            content, n = _without_answers(path, columns, documents, source.encoding)
            what = f"{n} rows taken out"
        plan.change(path, content, what)
    except (InputError, KeyError, ValueError) as error:
        rows = ", ".join(sorted(documents))
        plan.account.flag(
            path, f"the rows of {rows} could not be taken out ({error}): empty them by hand, keep the rows"
        )


def _without_answers(path: Path, columns: Columns, documents: set[str], encoding: str) -> tuple[bytes, int]:
    """Drop rows of a table; where people are called by their rows' numbers the row stays, without words."""
    table = RawTable(path, encoding, header=columns.header)
    taken = 0
    if columns.participant is None and columns.order is not None:
        raise ValueError("rows are numbered in another order")
    number = 0

    def change(cells: Cells) -> Cells | None:
        nonlocal number, taken
        number += 1
        who = cells[columns.participant].strip() if columns.participant else f"{path.stem}-{number}"
        if who not in documents:
            return cells
        taken += 1
        if columns.participant:
            return None
        asked = (columns.answers or (columns.answer,))[0]
        return dict.fromkeys(cells, "") | {asked: HOLDS_THE_PLACE}

    return table.changed(change), taken


def _without_meetings(plan: Plan, path: Path, documents: set[str], encoding: str) -> tuple[bytes, int]:
    """Drop lines of JSON lines; meetings are called by their number, so those after them are renamed."""
    raw = read_raw(path, encoding)
    kept, old, new = [], 0, 0
    for line in raw.text.split("\n"):
        if line.strip():
            json.loads(line)
            old += 1
            if f"{path.stem}-{old}" in documents:
                continue
            new += 1
            if new != old:
                plan.renamed[f"{path.stem}-{old}"] = f"{path.stem}-{new}"
        kept.append(line)
    if plan.renamed:
        some = ", ".join(f"{was} is now {now}" for was, now in plan.renamed.items())
        plan.account.flag(path, f"meetings are called by their number, so {some}: their evidence has new ids")
    return raw.encoded("\n".join(kept)), old - new


def _unname(plan: Plan, path: Path, interviews: list[Interview]) -> None:
    """Take the person's name out of a file of others, where it is plain text of the study's own."""
    group = {label for interview in interviews for label in plan.leaver.groups.get(interview.document, ())}
    if group:
        turns = sum(turn.speaker in group for interview in interviews for turn in interview.turns)
        what = f"a group in which {turns} turns are the person's: take out their words and name by hand"
        plan.account.flag(path, what)
        return
    said = sum(plan.naming.count(interview.turns.text) for interview in interviews)
    if path in plan.restored or path.suffix.lower() not in PLAIN or not plan.inside(path):
        if said:
            why = "outside the study's folder" if not plan.inside(path) else "kept as it is"
            plan.account.flag(path, f"others say the person's name here {said} times ({why}): replace it by [name]")
        return
    try:
        raw = read_raw(path, source_of(plan, path).encoding)
        text = raw.text if path not in plan.contents else plan.contents[path][len(raw.mark) :].decode(raw.encoding)
        clean = plan.naming.out_of_file(path, text)
    except InputError as error:
        plan.account.flag(path, str(error))
        return
    if clean != text:
        plan.change(path, raw.encoded(clean), f"the person's name, said {max(said, 1)} times by others, replaced")
