"""Interviews: every file a study names, whatever its format, as turns."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.brief import Brief, Columns, Source
from workbench.model.material import Notice
from workbench.reading.captions import read_captions
from workbench.reading.chat import chat_turns, is_chat
from workbench.reading.encoding import read_bytes, read_text
from workbench.reading.labels import labelled_turns
from workbench.reading.meeting import read_meetings
from workbench.reading.opendocument import read_opendocument
from workbench.reading.recogniser import is_timed_text, read_json, read_tsv, timed_text_turns
from workbench.reading.sheet import read_sheet
from workbench.reading.table import read_answers
from workbench.reading.turns import NAME, Turn, merge
from workbench.reading.word import read_word

FORMATS = (".vtt", ".srt", ".docx", ".odt", ".txt", ".md", ".csv", ".xlsx", ".json", ".jsonl", ".tsv")
TABLES = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Interview:
    """Turns of one interview as the file has them; names are still in it."""

    document: str
    turns: tuple[Turn, ...]
    path: Path
    digest: str
    interviewers: tuple[str, ...]


def read_interviews(folder: Path, brief: Brief) -> tuple[list[Interview], list[Notice]]:
    """Return all interviews of a study, ordered by document; InputError lists every file that fails."""
    interviews: dict[str, Interview] = {}
    notices: list[Notice] = []
    problems: list[Problem] = []
    done: set[Path] = set()
    for source in brief.sources:
        for path in _matching(folder, source, problems):
            if path.resolve() in done:
                continue
            done.add(path.resolve())
            try:
                found = list(_read(path, source, notices))
            except InputError as error:
                problems += error.problems
                continue
            for interview in found:
                twin = interviews.setdefault(interview.document, interview)
                if twin is not interview:
                    what = f"two interviews are called {interview.document}"
                    problems.append(Problem(str(path), what, str(twin.path), remedy="rename one of them"))
    if problems:
        raise InputError(problems)
    return [interviews[name] for name in sorted(interviews, key=_natural)], notices


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a key that puts interview-2 before interview-10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def _matching(folder: Path, source: Source, problems: list[Problem]) -> list[Path]:
    found = [folder / name for name in sorted(glob.glob(source.path, root_dir=folder))]
    files = [path for path in found if path.is_file() and not path.name.startswith((".", "~$"))]
    if not files:
        problems.append(Problem(str(folder / "study.yml"), "no interview found", source.path, "an existing file"))
    for path in files:
        if path.suffix.lower() not in FORMATS:
            problems.append(Problem(str(path), "unknown kind of file", path.suffix, ", ".join(FORMATS)))
    return [path for path in files if path.suffix.lower() in FORMATS]


def _read(path: Path, source: Source, notices: list[Notice]) -> Iterator[Interview]:
    digest = hashlib.sha256(read_bytes(path)).hexdigest()
    spoken, remarks = _spoken(path, source)
    notices += [Notice(path.name, what) for what in remarks]
    interviewers = ("interviewer",) if path.suffix.lower() in TABLES else source.interviewer
    for document, raw in spoken.items():
        turns = tuple(merge(raw))
        _unsaid(path, document, turns, notices)
        yield Interview(document, turns, path, digest, interviewers)


def _spoken(path: Path, source: Source) -> tuple[dict[str, list[Turn]], list[str]]:
    """Return the turns of each interview of a file, and remarks on what was left out or looks wrong."""
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        return read_meetings(path, source.encoding)
    if suffix in TABLES:
        columns = source.columns or Columns(question="question")
        spoken, remarks = (
            read_sheet(path, columns)
            if suffix == ".xlsx"
            else (read_answers(path, columns, source.encoding), list[str]())
        )
        if any(NAME.fullmatch(name) for name in spoken):
            remarks.append(
                "its participants look like names, which become the interviews' names: put numbers there instead"
            )
        return spoken, remarks
    turns, remarks = _file_turns(path, suffix, source)
    return {path.stem: turns}, remarks


def _file_turns(path: Path, suffix: str, source: Source) -> tuple[list[Turn], list[str]]:
    """Return the turns of a file that holds one interview, and remarks."""
    if suffix in (".vtt", ".srt"):
        return read_captions(path, source.encoding, source.interviewer), []
    if suffix == ".json":
        return read_json(path, source.encoding)
    if suffix == ".tsv":
        return read_tsv(path, source.encoding), []
    if suffix == ".docx":
        return _labelled(path, read_word(path), [], source)
    if suffix == ".odt":
        return _labelled(path, *read_opendocument(path), source)
    return _text_turns(path, read_text(path, source.encoding), source)


def _text_turns(path: Path, text: str, source: Source) -> tuple[list[Turn], list[str]]:
    """Return the turns of plain text, which may be a chat or a recogniser's."""
    if path.suffix.lower() == ".txt" and is_chat(text):
        return chat_turns(path, text)
    if path.suffix.lower() == ".txt" and is_timed_text(text):
        return timed_text_turns(text, source.interviewer), []
    return _labelled(path, text.split("\n"), [], source)


def _labelled(path: Path, paragraphs: list[str], remarks: list[str], source: Source) -> tuple[list[Turn], list[str]]:
    turns, before = labelled_turns(paragraphs, source.interviewer)
    if not turns:
        raise InputError(
            [Problem(str(path), "no speaker label found", before[0][:60] if before else "", "`Name: words` lines")]
        )
    if before:
        remarks = [*remarks, f"left out, because no speaker label stands before them: {len(before)} lines"]
    return turns, remarks


def _unsaid(path: Path, document: str, turns: tuple[Turn, ...], notices: list[Notice]) -> None:
    if not turns:
        raise InputError([Problem(str(path), f"interview {document} holds no words")])
    if any(not turn.speaker for turn in turns):
        notices.append(Notice(path.name, "words without a speaker are taken for the participant's"))
    if sum("\ufffd" in turn.words for turn in turns):
        notices.append(Notice(path.name, "characters lost before this file was saved (\ufffd) are kept as they are"))
