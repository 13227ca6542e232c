"""Persona desk: one person at the personas of one study, in plain data; every act is on disk when it returns.

An act writes into the persona files what a careful hand would write there, or into groups.yml, and makes the
personas again: what the desk shows is what the next run gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from workbench import groups
from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.memory import Memory
from workbench.model.codebook import Kind
from workbench.model.decided_groups import DecidedGroups
from workbench.model.evidence import Status
from workbench.model.label import Label
from workbench.model.persona import Persona, Stance
from workbench.reading.groups_file import FILE as GROUPS
from workbench.reading.groups_file import groups_text
from workbench.reading.persona_files import persona_text, write_personas
from workbench.reading.study_folder import find_study, is_sample, read_material
from workbench.study import Study
from workbench.walk import build_personas, code
from workbench.widgets.coding.table_edit import held
from workbench.widgets.personas import claim_acts, group_acts
from workbench.widgets.personas.snapshot import Acts, Snapshot, put_back, snapshot


class PersonaDesk:
    """The personas of a study as the next run gives them, and acts on them."""

    def __init__(self, study: Study | str, by: str = "") -> None:
        """Open a study; `by` is who decides on groups. InputError for one that cannot be read."""
        self.study = Study(study=study) if isinstance(study, str) else study
        self.by = by.strip()
        self.folder = find_study(self.study.study).absolute()
        self.sample = is_sample(self.folder)
        self.problems: tuple[Problem, ...] = ()
        self._memory, self._acts = Memory(), Acts()
        with self._memory.in_use():
            self._read()
        self._seen = self._snapshot()

    @property
    def can_undo(self) -> bool:
        """Say whether there is an act to undo."""
        return bool(self._acts.done)

    @property
    def can_redo(self) -> bool:
        """Say whether there is an undone act to do again."""
        return bool(self._acts.undone)

    def persona(self, name: str) -> Persona:
        """Return the persona p1, p2...; InputError for another name."""
        for persona in self.personas:
            if persona.id == name:
                return persona
        raise InputError([Problem(self.material.brief.id, "no such persona", name)])

    def reword(self, persona: str, claim: str, *, en: str, fr: str) -> None:
        """Give a claim, or the summary, other words in both languages."""
        self._edit(persona, lambda own: claim_acts.reworded(own, claim, self._label(claim, en, fr)), claim)

    def decide_type(self, persona: str, kind: str) -> None:
        """Say what a persona is to whoever designs for it (`primary`...); "": not decided."""
        self._edit(persona, lambda own: claim_acts.typed(own, kind))

    def pin(self, persona: str, claim: str, *, pinned: bool = True) -> None:
        """Pin a claim, so that it stands first and stays even where too few say it; or no longer."""
        self._edit(persona, lambda own: claim_acts.pinned(own, claim, pinned=pinned), claim)

    def add(self, persona: str, kind: Kind, *, en: str, fr: str, status: Status = Status.ASSUMED) -> None:
        """Add a claim that nobody has said yet; quotes can be moved to it."""
        words = self._label(persona, en, fr)
        self._edit(persona, lambda own: claim_acts.added(own, Kind(kind), words, Status(status)))

    def remove(self, persona: str, claim: str, reason: str = "") -> None:
        """Take a claim out; it stays out until it is restored."""
        self._edit(persona, lambda own: claim_acts.removed(own, claim, reason.strip()), claim)

    def restore(self, persona: str, code: str) -> None:
        """Let a claim that was taken out come back, by its code."""
        self._edit(persona, lambda own: claim_acts.restored(own, code))

    def move_quote(
        self, persona: str, claim: str, quote: str, stance: Stance = "for", *, to: str | None, to_stance: Stance = "for"
    ) -> None:
        """Move a quote to another claim of the persona or to the other side of its own; to None: take it out."""
        moved = claim_acts.quote_moved
        self._edit(persona, lambda own: moved(own, claim, quote, stance, to=to, to_stance=to_stance), claim)

    def return_quote(self, persona: str, number: int) -> None:
        """Put one of the quotes a person moved, by its place in `moved`, back where it stood."""
        self._edit(persona, lambda own: claim_acts.quote_returned(own, number))

    def merge(self, personas: Sequence[str], why: str) -> None:
        """Make one persona of several; what a person changed in any of them is carried over."""
        found = group_acts.merged(self.segments.groups, personas)

        def carry_over() -> None:
            first, *others = sorted((self.persona(name) for name in personas), key=lambda own: (-own.size, own.id))
            self._write(claim_acts.carried_over(first, others))

        self._decide(found, why, carry_over)

    def split(self, persona: str, away: Sequence[str], why: str) -> None:
        """Make a persona of its own of some members of one."""
        self._decide(group_acts.split(self.segments.groups, persona, away), why)

    def transfer(self, participant: str, to: str | None, why: str) -> None:
        """Put a participant into another persona, or (None) into none."""
        if participant not in {person.pseudonym for person in self.material.participants}:
            raise InputError([Problem(self.material.brief.id, "no such participant", participant)])
        self._decide(group_acts.transferred(self.segments.groups, participant, to), why)

    def as_found(self) -> None:
        """Give up a decision on groups: those the method finds hold again."""
        path = self.folder / GROUPS
        if not path.is_file():
            raise InputError([Problem(str(path), "nobody decided on groups")])
        with self._acting():
            path.unlink()

    def undo(self) -> None:
        """Undo the last act, byte for byte; InputError, and nothing is done, where the files were changed since."""
        self._step(self._acts.done, self._acts.undone, 0)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._acts.undone, self._acts.done, 1)

    def look(self) -> bool:
        """Take in what other windows and hands have changed; say whether they did."""
        with self._memory.in_use():
            return self._look()

    def _look(self) -> bool:
        now = self._snapshot()
        before = (self.personas, self.segments)
        self._read()
        if now == self._seen:
            return before != (self.personas, self.segments)
        self._seen = now
        self._acts.clear()
        return True

    def _read(self) -> None:
        """Make the personas again; where a file cannot be read they stay as they were and `problems` says why."""
        try:
            self.material = read_material(self.study.study)
            self.codings = code(self.material)
            self.segments = groups.segment(self.material, self.codings, self.study)
            self.found = self.segments.found or self.segments
            self.personas = build_personas(self.material, self.codings, self.segments, self.study)
            self.persona_folder = self.study.persona_folder(self.material.brief.id)
            self.problems = ()
        except InputError as error:
            if not hasattr(self, "personas"):
                raise
            self.problems = error.problems

    def _snapshot(self) -> Snapshot:
        return snapshot(self.persona_folder, [self.folder / GROUPS])

    def _edit(self, persona: str, change: Callable[[Persona], Persona], claim: str = "") -> None:
        shown = self.persona(persona)
        with self._acting():
            now = self.persona(persona)
            if claim and _part(now, claim) != _part(shown, claim):
                what = "this claim was changed in the file meanwhile"
                remedy = "look at what it says now, and do it again if you still want it"
                raise InputError([Problem(str(self.persona_folder / f"{persona}.yml"), what, remedy=remedy)])
            self._write(change(now))

    def _write(self, persona: Persona) -> None:
        path = self.persona_folder / f"{persona.id}.yml"
        write_whole(path, persona_text(persona, path.read_text("utf-8")))

    def _decide(self, found: Sequence[Sequence[str]], why: str, also: Callable[[], None] = lambda: None) -> None:
        if self.sample:
            remedy = f"copy {self.folder} to a folder of your own and open that"
            raise InputError([Problem(self.material.brief.id, "this is a sample: its groups stay", remedy=remedy)])
        if not self.by:
            raise InputError([Problem(GROUPS, "nobody is named who decides", allowed="a name or letter")])
        if not why.strip():
            raise InputError([Problem(GROUPS, "no reason is given", allowed="why, in a few words, for the report")])
        shown = self.segments.groups
        with self._acting():
            path = self.folder / GROUPS
            if self.segments.groups != shown:
                raise InputError([Problem(str(path), "the groups were changed meanwhile", remedy="look at them again")])
            also()
            own = tuple(tuple(sorted(group)) for group in found)
            decided = DecidedGroups(date=date.today(), by=self.by, why=why.strip(), groups=own)
            write_whole(path, groups_text(decided, path.read_text("utf-8") if path.is_file() else None))

    @contextmanager
    def _acting(self) -> Iterator[None]:
        """Hold the files, take in changes, let an act write, make the personas again; or leave all as it is."""
        self.persona_folder.mkdir(parents=True, exist_ok=True)
        with held(self.persona_folder / GROUPS), self._memory.in_use():
            self._look()
            if self.problems:
                raise InputError(self.problems)
            before = self._snapshot()
            try:
                write_personas(self.personas, self.persona_folder, self.material.transcripts)
                yield
                self._read()
                if self.problems:
                    raise InputError(self.problems)
                write_personas(self.personas, self.persona_folder, self.material.transcripts)
            except BaseException:
                put_back(self._snapshot(), before)
                self._read()
                raise
            after = self._snapshot()
            if after != before:
                self._acts.record(before, after)
            self._seen = after

    def _step(self, taken: list[tuple[Snapshot, Snapshot]], given: list[tuple[Snapshot, Snapshot]], to: int) -> None:
        if not taken:
            return
        with held(self.persona_folder / GROUPS), self._memory.in_use():
            act = taken[-1]
            if self._snapshot() != act[1 - to]:
                self._look()
                what = "the files were changed by another hand since: this cannot be undone any more"
                raise InputError([Problem(str(self.persona_folder), what, remedy="do it by hand")])
            put_back(act[1 - to], act[to])
            given.append(taken.pop())
            self._read()
            self._seen = self._snapshot()

    def _label(self, where: str, en: str, fr: str) -> Label:
        words = {"en": " ".join(en.split()), "fr": " ".join(fr.split())}
        empty = [language for language, text in words.items() if not text]
        if empty:
            raise InputError([Problem(where, "words in both languages are needed", f"none in {', '.join(empty)}")])
        return Label(**words)


def _part(persona: Persona, claim: str) -> object:
    return persona.summary if claim == "summary" else next((one for one in persona.claims if one.id == claim), None)
