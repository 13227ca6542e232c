"""Imported texts: a project's sources as interview files, and its codings as places in their words."""

from __future__ import annotations

import csv
import glob
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from workbench.disk.spreadsheet_cell import guarded
from workbench.model.material import Notice
from workbench.reading.codings_file import NUMBERS
from workbench.reading.formats.labels import labelled_turns
from workbench.reading.interview import Interview
from workbench.reading.participants import OWN, RELATIONS
from workbench.reading.projects.alignment import Alignment, Part, sought
from workbench.reading.projects.labelled_text import ASKING as LABELS
from workbench.reading.projects.labelled_text import base_label
from workbench.reading.projects.project import Project, ProjectCoding, SourceText
from workbench.reading.turns import NAME, original_text, role_of

ENDINGS = re.compile(r"\.(?:txt|docx?|odt|rtf|md|html?|pdf|vtt|srt)$", re.I)
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029<>:"/\\|?*]+')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.I)
LONGEST = 60
ASKING = frozenset({"i", "int", "int.", "q", "question", "enq", "enq.", "mod", "mod."})
"""Short labels taken for the interviewer's where another label stands beside them."""
COLUMNS = ("document", "start", "end", "quote", "code", "step", "emotion", "stance", "coder", "memo")


def document_names(sources: Sequence[SourceText]) -> dict[str, str]:
    """Return a name for each source's key that is safe for a file and unique whatever its capitals."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for source in sources:
        base = UNSAFE.sub("-", ENDINGS.sub("", source.name))[:LONGEST].strip(" .~$-") or "interview"
        base = f"interview-{base}" if RESERVED.match(base) else base
        number, name = 1, base
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        names[source.key] = name
    return names


def write_texts(folder: Path, project: Project, names: Mapping[str, str], notices: list[Notice]) -> None:
    """Write each source to interviews/NAME.txt."""
    for source in project.sources:
        text = source.text if source.text.endswith("\n") else f"{source.text}\n"
        (folder / "interviews" / f"{names[source.key]}.txt").write_text(text, "utf-8", newline="\n")
    people = [name for name in names.values() if NAME.fullmatch(name)]
    if people and not project.carried:
        notices.append(Notice("interviews", "project_named_documents", {"names": ", ".join(people[:8])}))


def source_entries(
    project: Project, names: Mapping[str, str], asked_by: Sequence[str], notices: list[Notice]
) -> list[dict[str, Any]]:
    """Return the entries of study.yml for the files written; `asked_by` are labels known to be the interviewer's."""
    labels = dict.fromkeys(asked_by)
    unlabelled = 0
    for source in project.sources:
        turns, _ = labelled_turns(source.text.split("\n"), tuple(labels))
        spoken = {turn.speaker for turn in turns}
        short = [label for label in spoken if label.casefold() in ASKING]
        if len(spoken) > 1 and len(short) == 1:
            labels.update(dict.fromkeys(short))
        unlabelled += not turns
    found = [label for label in labels if label not in asked_by]
    if found:
        notices.append(Notice("study.yml", "project_asking", {"labels": ", ".join(found)}))
    common: dict[str, Any] = {"interviewer": list(labels)} if labels else {}
    groups = [names[source.key] for source in project.sources if source.carried.get("group") is True]
    entries = [{"path": f"interviews/{glob.escape(name)}.txt", **common, "group": True} for name in groups]
    if unlabelled:
        common["monologue"] = True
    return [*entries, {"path": "interviews/*", "kind": "customer_interview", **common}]


def write_codings(
    folder: Path,
    project: Project,
    names: Mapping[str, str],
    ids: Mapping[str, str],
    *,
    interviews: Sequence[Interview],
    steps: frozenset[str],
    notices: list[Notice],
) -> int:
    """Write codings.csv and return the number of its rows; what cannot be placed is a notice."""
    read = {interview.document: interview for interview in interviews}
    given: defaultdict[str, list[ProjectCoding]] = defaultdict(list)
    for coding in project.codings:
        given[coding.source].append(coding)
    rows: list[dict[str, Any]] = []
    for source in project.sources:
        interview = read[names[source.key]]
        words = original_text(interview.turns)
        before = len(labelled_turns(source.text.split("\n"), interview.interviewers)[1])
        alignment = Alignment(source.text, interview.turns, before)
        for coding in given[source.key]:
            row = {"document": names[source.key], "code": ids[coding.code], "coder": coding.coder, "memo": coding.memo}
            row |= _carried(coding, steps, names[source.key], notices)
            for part in _said(coding, source, interview, alignment, notices):
                rows.append({**row, "start": part.start, "end": part.end, "quote": words[part.start : part.end]})
    _write_table(folder / "codings.csv", COLUMNS, rows)
    return len(rows)


def _said(
    coding: ProjectCoding, source: SourceText, interview: Interview, alignment: Alignment, notices: list[Notice]
) -> list[Part]:
    """Return what the participant says of a coded passage, one part a turn."""
    place = f"{coding.start}-{coding.end}"
    words = source.text[coding.start : coding.end]
    found = alignment.parts(coding.start, coding.end) if alignment.holds else sought(words, interview.turns)
    parts = [
        part for part in found if role_of(interview.turns[part.turn].speaker, interview.interviewers) == "participant"
    ]
    if not parts and found:
        notices.append(Notice(interview.document, "project_asked", {"place": place}))
    elif not parts:
        notices.append(Notice(interview.document, "project_coding_wordless", {"place": place}))
    elif len(found) > 1:
        notices.append(Notice(interview.document, "project_split", {"place": place, "n": len(parts)}))
    return parts


def _carried(coding: ProjectCoding, steps: frozenset[str], where: str, notices: list[Notice]) -> dict[str, Any]:
    kept = {name: coding.carried[name] for name in ("step", "emotion", "stance") if name in coding.carried}
    if "step" in kept and kept["step"] not in steps:
        values = {"code": coding.code, "field": "step", "name": str(kept.pop("step"))}
        notices.append(Notice(where, "project_name_gone", values))
    if kept.get("emotion") not in (None, -2, -1, 0, 1, 2) or kept.get("stance", "for") not in ("for", "against"):
        notices.append(Notice(where, "project_note_unfit", {"name": f"{coding.start}-{coding.end}"}))
        return {}
    return kept


def write_participants(folder: Path, project: Project, names: Mapping[str, str], notices: list[Notice]) -> None:
    """Write participants.csv: a row for each source that a case speaks of or that has facts of its own.

    A group has a row for each label that is a case's name.
    """
    known = {source.key: source for source in project.sources}
    groups = {source.key for source in project.sources if source.carried.get("group") is True}
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for case in project.cases:
        for key in (key for key in case.sources if key in known):
            labels = _labels_of(case.name, known[key]) if key in groups else [""]
            for label in labels:
                if (key, label) in rows:
                    notices.append(Notice(names[key], "project_second_case"))
                else:
                    rows[key, label] = {
                        "participant": case.name,
                        "speaker": label,
                        **_facts({**known[key].facts, **case.facts}),
                    }
    for source in project.sources:
        if (source.key, "") not in rows and source.facts and source.key not in groups:
            rows[source.key, ""] = {"participant": "", **_facts(source.facts)}
    for (key, _), row in rows.items():
        row["document"] = names[key]
    columns = dict.fromkeys((*OWN, *(name for row in rows.values() for name in row)))
    order = {source.key: place for place, source in enumerate(project.sources)}
    ordered = [rows[each] for each in sorted(rows, key=lambda each: order[each[0]])]
    semicolons = sum(name.count(";") for name in columns)
    if semicolons >= len(columns):
        ordered = [{name.replace(";", " "): value for name, value in row.items()} for row in ordered]
        columns = dict.fromkeys(name.replace(";", " ") for name in columns)
    _write_table(folder / "participants.csv", tuple(columns), ordered)


def _labels_of(name: str, source: SourceText) -> list[str]:
    turns, _ = labelled_turns(source.text.split("\n"), LABELS)
    return [label for label in dict.fromkeys(turn.speaker for turn in turns) if base_label(label) == name]


def _facts(facts: Mapping[str, str]) -> dict[str, str]:
    """Return variables under the names of columns: those of the workbench only where they mean the same."""
    made: dict[str, str] = {}
    for name, value in facts.items():
        column = " ".join(name.split())
        fits = column == "role" or (column == "relation" and value in RELATIONS)
        made[f"{column} (2)" if column in OWN and not fits else column] = value
    return made


def _write_table(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    file = StringIO(newline="")
    table = csv.writer(file, lineterminator="\n")
    table.writerow([guarded(name) for name in columns])
    cells = ((name, str(row.get(name, ""))) for row in rows for name in columns)
    safe = [cell if name in NUMBERS else guarded(cell) for name, cell in cells]
    table.writerows(safe[start : start + len(columns)] for start in range(0, len(safe), len(columns)))
    path.write_text(file.getvalue(), "utf-8", newline="\n")
