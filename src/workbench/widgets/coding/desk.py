"""Coding desk: one coder at the transcripts of one study, in plain data; every act is on disk when it returns.

A coder writes into two tables of their own, `codings/NAME.csv` and `suggestions/NAME.csv`, which a run reads beside
the common `codings.csv` and `suggestions.csv`. Rows of the coder's in the common tables are shown and can be taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Unpack

from workbench.analysis.agreement import Agreement, agreement
from workbench.analysis.suggestion import suggest
from workbench.errors import InputError, Problem
from workbench.model.suggestion import Decision, Suggestion
from workbench.reading.coder_files import CODINGS, DECISIONS, coder_file
from workbench.reading.codings_file import COLUMNS
from workbench.reading.interviews import read_interviews
from workbench.reading.study_folder import find_study, is_sample, read_material
from workbench.reading.suggestion_file import COLUMNS as DECISION_COLUMNS
from workbench.reading.suggestion_file import row_of
from workbench.suggesting import suggest_codings
from workbench.widgets.coding.history import History
from workbench.widgets.coding.row import Details, coding_row, says_the_same
from workbench.widgets.coding.table_edit import Edit, Key, Row, edit_table, same_row
from workbench.widgets.coding.tables import CodingTables, Kept


@dataclass(frozen=True, slots=True)
class Change:
    """What an act, and whatever other windows and hands did since the last one, changed on the desk.

    `taken_in` counts the codings that others changed; `done` says whether the act itself changed anything.
    """

    codings: dict[Key, Kept]
    removed: tuple[Key, ...]
    suggestions: dict[Key, Suggestion]
    closed: tuple[Key, ...]
    taken_in: int = 0
    done: bool = True

    def __bool__(self) -> bool:
        """Say whether the desk looks different now."""
        return bool(self.codings or self.removed or self.suggestions or self.closed)


class CodingDesk:
    """Transcripts, codebook, codings of all coders and the suggestions one coder has still to decide on."""

    def __init__(self, study: str, coder: str = "") -> None:
        """Open a study; without a coder's name it can be looked at. InputError for one that cannot be read."""
        material = read_material(study)
        self.folder = find_study(study).absolute()
        self.brief, self.codebook, self.journey = material.brief, material.codebook, material.journey
        self.participants = material.participants
        self.transcripts = {transcript.id: transcript for transcript in material.transcripts}
        self.coder = coder.strip()
        self.sample = is_sample(self.folder)
        found, _ = read_interviews(self.folder, material.brief)
        originals = {interview.document: interview.turns.text for interview in found}
        self._tables = CodingTables(self.folder, self.transcripts, originals, self.codebook, self.journey)
        self._history = History()
        self._tables.refresh()
        self.codings, self.suggestions = self._tables.codings(), self._tables.open_for(self.coder)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with tables that cannot be read now; the desk shows what they last said."""
        return tuple(self._tables.problems)

    @property
    def can_undo(self) -> bool:
        """Say whether there is an act to undo; acts of an earlier session can be taken out, not undone."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Say whether there is an undone act to do again."""
        return bool(self._history.undone)

    def mark(self, document: str, start: int, end: int, code: str, **details: Unpack[Details]) -> Change:
        """Give a code to characters `start` to `end` of a transcript; the same words given again take the new details.

        An accepted suggestion stays as it was accepted. InputError for words that cannot be coded.
        """
        self._may_write()
        transcript = self.transcripts.get(document)
        if transcript is None or code not in self.codebook:
            raise InputError([Problem(document, "no such interview or code", code)])
        original = self._tables.originals[document]
        row = coding_row(transcript, original, (start, end), self.codebook[code], coder=self.coder, details=details)
        path = self._own(CODINGS)
        key = self._tables.key_in(path, row) or ""
        known = self._tables.codings().get(key)
        if known is not None and (known.coding.reason or says_the_same(known.coding, known.memo, row)):
            return self.look(done=False)
        return self._acted([self._edit(path, [key], [row]), *self._take_out([key], but=path), *self._reopen(key)])

    def unmark(self, keys: Iterable[Key]) -> Change:
        """Take out codings of this coder; an accepted suggestion is open again. Those of others stay."""
        self._may_write()
        now = self._tables.codings()
        own = [key for key in keys if key in now and now[key].coding.coder == self.coder]
        return self._acted([*self._take_out(own)])

    def accept(self, keys: Iterable[Key]) -> Change:
        """Accept suggestions by their keys; those already decided on stay as they are."""
        return self._decide(keys, "accept")

    def reject(self, keys: Iterable[Key]) -> Change:
        """Reject suggestions by their keys; those already decided on stay as they are."""
        return self._decide(keys, "reject")

    def undo(self) -> Change:
        """Undo the last act of this desk; rows that somebody changed since stay as they are."""
        self._may_write()
        return self._reversed(self._history.undo(self._reverse))

    def redo(self) -> Change:
        """Do again what was undone last."""
        self._may_write()
        return self._reversed(self._history.redo(self._reverse))

    def look(self, *, done: bool = True) -> Change:
        """Take in what other windows, coders and hands have changed."""
        self._tables.refresh()
        return self._since((), done=done)

    def propose(self) -> Change:
        """Let the machine propose codings, as `workbench suggest` does; of a sample they are kept here alone."""
        if self.sample:
            codings = [kept.coding for kept in self.codings.values()]
            found = suggest(self.transcripts.values(), self.codebook, codings, read=self.transcripts.values())
            self._tables.proposed = [Suggestion.of(one) for one in found]
        else:
            suggest_codings(str(self.folder))
        return self.look()

    def agreement(self) -> Agreement:
        """Return how far the coders agree now."""
        return agreement((kept.coding for kept in self.codings.values()), self.transcripts.values(), self.codebook)

    def _own(self, kind: str) -> Path:
        return coder_file(self.folder, kind, self.coder)

    def _may_write(self) -> None:
        if self.sample:
            remedy = f"copy {self.folder} to a folder of your own and open that"
            raise InputError([Problem(self.brief.id, "this is a sample: nothing is saved here", remedy=remedy)])
        if not self.coder or self.coder.casefold() == "machine":
            raise InputError([Problem(self.brief.id, "nobody is named who codes", self.coder, "a name or letter")])
        self._tables.refresh()
        own = tuple(str(self._own(kind)) for kind in (CODINGS, DECISIONS))
        unread = [problem for problem in self._tables.problems if problem.where.startswith(own)]
        if unread:  # what cannot be read is not written over
            raise InputError(unread)

    def _decide(self, keys: Iterable[Key], decision: Decision) -> Change:
        self._may_write()
        made = {"decision": decision, "coder": self.coder, "date": date.today().isoformat()}
        now = self._tables.open_for(self.coder)
        chosen = [now[key].model_copy(update=made) for key in keys if key in now]
        return self._acted([self._edit(self._own(DECISIONS), (), [row_of(one) for one in chosen])])

    def _take_out(self, keys: Collection[Key], but: Path | None = None) -> Iterator[Edit]:
        """Take codings out of every table they stand in."""
        for path in dict.fromkeys(path for key in keys for path in self._tables.holding(key)):
            if path != but:
                yield self._edit(path, keys, ())

    def _reopen(self, key: Key) -> list[Edit]:
        """Withdraw this coder's rejection of what is now coded by hand."""
        path = self._own(DECISIONS)
        return [self._edit(path, [key], ())] if path.exists() else []

    def _edit(self, path: Path, gone: Collection[Key], rows: Sequence[Row]) -> Edit:
        def drop(row: Row) -> bool:
            return bool(gone) and row.get("coder") == self.coder and self._tables.key_in(path, row) in gone

        key_of = partial(self._tables.key_in, path)
        return edit_table(path, self._columns(path), drop=drop, add=rows, key_of=key_of)

    def _columns(self, path: Path) -> Sequence[str]:
        return DECISION_COLUMNS if DECISIONS in (path.stem, path.parent.name) else COLUMNS

    def _reverse(self, one: Edit) -> Edit:
        def drop(row: Row) -> bool:
            return any(same_row(row, put) for put in one.into)

        key_of = partial(self._tables.key_in, one.path)
        return edit_table(one.path, self._columns(one.path), drop=drop, add=one.out, key_of=key_of)

    def _reversed(self, edits: Sequence[Edit]) -> Change:
        self._tables.refresh()
        return self._since(edits, done=bool(edits))

    def _acted(self, edits: Iterable[Edit]) -> Change:
        done = [edit for edit in edits if edit]
        if done:
            self._history.record(done)
        self._tables.refresh()
        return self._since(done, done=bool(done))

    def _since(self, edits: Sequence[Edit], *, done: bool) -> Change:
        """Return what is different from what the desk last showed; what the edits did not touch others did."""
        before, open_before = self.codings, self.suggestions
        self.codings, self.suggestions = self._tables.codings(), self._tables.open_for(self.coder)
        new = {key: one for key, one in self.codings.items() if before.get(key) != one}
        gone = tuple(key for key in before if key not in self.codings)
        touched = {self._tables.key_in(edit.path, row) for edit in edits for row in (*edit.out, *edit.into)}
        return Change(
            new,
            gone,
            {key: one for key, one in self.suggestions.items() if open_before.get(key) != one},
            tuple(key for key in open_before if key not in self.suggestions),
            len({*new, *gone} - touched),
            done,
        )
