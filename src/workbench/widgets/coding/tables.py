"""Coding tables: what the tables of a study say of its transcripts now, read anew where a file has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.disk.contents import contents
from workbench.errors import InputError, Problem
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding, Evidence
from workbench.model.journey import Journey
from workbench.model.suggestion import Suggestion, accepted, same_passage
from workbench.model.transcript import Transcript
from workbench.reading.coder_files import CODINGS, DECISIONS, tables_of
from workbench.reading.codings import Cells, coding_rows, passage, under_current_name
from workbench.reading.suggestion_file import read_suggestions
from workbench.widgets.coding.table_edit import Key, Row


@dataclass(frozen=True, slots=True)
class Kept:
    """A coding that stands in a table: chosen by hand, or a suggestion somebody accepted; with its memo."""

    coding: Coding
    memo: str = ""


def key_of(evidence: Evidence, code: str, coder: str) -> Key:
    """Return what a coding is known by: words, code and coder."""
    return f"{evidence.document}:{evidence.start}-{evidence.end}:{code}:{coder}"


@dataclass(slots=True)
class CodingTables:
    """The tables of one study; `problems` are those of files that cannot be read, which keep what they last said."""

    folder: Path
    transcripts: Mapping[str, Transcript]
    originals: Mapping[str, str]
    codebook: Codebook
    journey: Journey
    problems: list[Problem] = field(default_factory=list)
    proposed: list[Suggestion] = field(default_factory=list)
    """Suggestions that lie in no file."""
    _known: dict[Cells, Coding] = field(default_factory=dict)
    _keys: dict[tuple[str, ...], Key | None] = field(default_factory=dict)
    _read: dict[Path, str] = field(default_factory=dict)
    _codings: dict[Path, dict[Key, Kept]] = field(default_factory=dict)
    _decided: dict[Path, list[Suggestion]] = field(default_factory=dict)

    def refresh(self) -> bool:
        """Read every table that is not as it was read last; say whether there was one."""
        tables = dict.fromkeys(tables_of(self.folder, CODINGS), CODINGS)
        tables |= dict.fromkeys(tables_of(self.folder, DECISIONS), DECISIONS)
        gone = [path for path in self._read if path not in tables]
        for path in gone:
            for known in (self._read, self._codings, self._decided):
                known.pop(path, None)
        changed = [(path, digest) for path, (_, digest) in zip(tables, contents(tables), strict=True)]
        changed = [(path, digest) for path, digest in changed if self._read.get(path) != digest]
        for path, digest in changed:
            self.problems = [one for one in self.problems if not one.where.startswith(str(path))]
            try:
                self._read_one(path, tables[path])
            except InputError as error:
                self.problems += error.problems
            self._read[path] = digest
        return bool(changed or gone)

    def _read_one(self, path: Path, kind: str) -> None:
        if kind == DECISIONS:
            self._decided[path] = read_suggestions(path, self.transcripts, self.codebook)
            return
        rows = coding_rows(
            path,
            self.transcripts,
            self.originals,
            codebook=self.codebook,
            journey=self.journey,
            known=self._known,
        )
        kept = (Kept(coding, row.get("memo", "")) for row, coding in rows)
        self._codings[path] = {key_of(one.coding.evidence, one.coding.code, one.coding.coder): one for one in kept}

    def codings(self) -> dict[Key, Kept]:
        """Return all codings of all coders by what they are known by, the common table's first."""
        found: dict[Key, Kept] = {}
        for own in self._codings.values():
            found |= {key: one for key, one in own.items() if key not in found}
        for decided in self._decided.values():
            for coding in accepted(decided, self.codebook):
                found.setdefault(key_of(coding.evidence, coding.code, coding.coder), Kept(coding))
        return found

    def open_for(self, coder: str) -> dict[Key, Suggestion]:
        """Return what a coder has still to decide on: not decided in common or by them, nor coded by them."""
        common = self.folder / f"{DECISIONS}.csv"
        settled: dict[str, list[Evidence]] = {}
        for path, decided in self._decided.items():
            for one in decided:
                if one.decision and (path == common or one.coder == coder):
                    settled.setdefault(one.code, []).append(one.evidence)
        for kept in self.codings().values():
            if kept.coding.coder == coder:
                settled.setdefault(kept.coding.code, []).append(kept.coding.evidence)
        return {
            key_of(one.evidence, one.code, ""): one
            for one in (*self._decided.get(common, ()), *self.proposed)
            if not one.decision and not any(same_passage(one.evidence, place) for place in settled.get(one.code, ()))
        }

    def holding(self, key: Key) -> Iterator[Path]:
        """Yield the tables in which a coding stands, as a row of codings or as an accepted suggestion."""
        yield from (path for path, own in self._codings.items() if key in own)
        for path, decided in self._decided.items():
            if any(one.decision and key_of(one.evidence, one.code, one.coder) == key for one in decided):
                yield path

    def key_in(self, path: Path, row: Row) -> Key | None:
        """Return what a row of a table is known by; None where it names no words of this study."""
        named = under_current_name({"code": "", "coder": "", **row}, self.codebook)
        transcript = self.transcripts.get(named.get("document", ""))
        if transcript is None:
            return None
        coder = named["coder"] or "?"
        if DECISIONS in (path.stem, path.parent.name):
            return f"{transcript.id}:{named.get('start')}-{named.get('end')}:{named['code']}:{coder}"
        told = (*(named.get(name, "") for name in ("document", "start", "end", "quote", "code")), coder)
        if told not in self._keys:
            place = passage(named, transcript, self.originals[transcript.id])
            self._keys[told] = None if isinstance(place, Problem) else key_of(place, named["code"], coder)
        return self._keys[told]
