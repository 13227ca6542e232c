"""Interviews: every file a study names, whatever its format, as turns."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.brief import Brief, Source
from workbench.model.material import Notice
from workbench.reading.formats.foreign import remedy_for
from workbench.reading.formats.interview_file import FORMATS, is_table, read_spoken
from workbench.reading.guard.contained import Contained, contained, is_risky
from workbench.reading.interview import Interview
from workbench.reading.letters.encoding import read_bytes
from workbench.reading.spoken import Spoken
from workbench.reading.turns import merge, role_of


def read_interviews(folder: Path, brief: Brief) -> tuple[list[Interview], list[Notice]]:
    """Return all interviews of a study, ordered by document; InputError lists every file that fails."""
    interviews: dict[str, Interview] = {}
    notices: list[Notice] = []
    problems: list[Problem] = []
    with contained() as run:
        for path, source in _files(folder, brief, problems):
            try:
                found = _read(path, source, brief, notices, run)
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


def readable_interviews(folder: Path, brief: Brief) -> list[Interview]:
    """Return the interviews of all files that can be read as they are; the others are left out."""
    found: list[Interview] = []
    with contained() as run:
        for path, source in _files(folder, brief, []):
            with suppress(InputError):
                found += _read(path, source, brief, [], run)
    return found


def interview_files(folder: Path, brief: Brief) -> list[Path]:
    """Return the files a study names, each once, also where reading would find a problem."""
    return [path for path, _ in _files(folder, brief, [])]


def _files(folder: Path, brief: Brief, problems: list[Problem]) -> Iterator[tuple[Path, Source]]:
    """Yield each file once, with the source that names it first."""
    done: set[Path] = set()
    for source in brief.sources:
        for path in _matching(folder, source, problems):
            if path.resolve() not in done:
                done.add(path.resolve())
                yield path, source


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
            allowed, remedy = ", ".join(FORMATS), remedy_for(path.suffix)
            problems.append(Problem(str(path), "unknown kind of file", path.suffix, allowed, remedy))
    return [path for path in files if path.suffix.lower() in FORMATS]


def _read(path: Path, source: Source, brief: Brief, notices: list[Notice], run: Contained) -> list[Interview]:
    digest = hashlib.sha256(read_bytes(path)).hexdigest()
    if is_risky(path):
        spoken, found = run("interview", path, source, brief.language)
    else:
        spoken, found = read_spoken(path, source, brief.language)
    notices += found
    interviewers = ("interviewer",) if is_table(path, source) else source.interviewer
    interviews = [
        Interview(document, Spoken(merge(raw)), path, digest, interviewers, source.group)
        for document, raw in spoken.items()
    ]
    notices += _unsaid(path, interviews)
    return interviews


def _unsaid(path: Path, interviews: Sequence[Interview]) -> Iterator[Notice]:
    """Yield what one file's interviews do not say themselves, once a file; InputError for those without words."""
    wordless = [interview.document for interview in interviews if not interview.turns]
    if wordless:
        raise InputError([Problem(str(path), f"interview {document} holds no words") for document in wordless])
    if any("" in interview.turns.labels for interview in interviews):
        yield Notice(path.name, "no_speaker")
    several = [(n, each.document) for each in interviews if (n := _people(each)) > 1 and not each.group]
    if several:
        people, document = several[0]
        yield Notice(path.name, "several_speakers", {"n": people, "document": document})
    if len(several) > 1:
        yield Notice(path.name, "several_speakers_again", {"n": len(several) - 1})


def _people(interview: Interview) -> int:
    return sum(role_of(label, interview.interviewers) == "participant" for label in interview.turns.labels)
