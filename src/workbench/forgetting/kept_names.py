"""Kept names: what stands for a name in others' words stays the same when the person who gave it away leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import InputError
from workbench.forgetting.forgotten import Entry
from workbench.forgetting.plan import Plan
from workbench.model.brief import Brief
from workbench.privacy.stand_ins import NameRow
from workbench.reading.interview import Interview
from workbench.reading.interviews import read_interviews
from workbench.reading.name_review import FILE, read_review, review_text
from workbench.reading.name_search import names_said
from workbench.reading.participants import Person, read_participants
from workbench.reading.study_folder import read_brief


def keep_names(plan: Plan, study: Path) -> bool:
    """Write into names.csv the stand-ins that reading without the person would change or give up; say if there are any.

    `study` is the study as it will be. Whether a word is a name is learnt from everybody's words, so that
    one person less could bring a third person's name back into the quotes of the others. Their decisions
    are nobody's: a stand-in is noted, the column of decisions stays as it was.
    """
    try:
        before, later = _Said.of(plan.folder).names(), _Said.of(study)
        after = later.names()
        held = later.names(replace(row, example="") for row in before.values() if row.replaced)
    except InputError:  # told by the rehearsal, which reads the whole study
        return False
    changed = {words: row for words, row in held.items() if row.times and row.replaced and row != after.get(words)}
    if not changed:
        return False
    path = plan.folder / FILE
    reviewed = {row.words for row in later.review} - changed.keys()
    rows = [*changed.values(), *(row for words, row in after.items() if words in reviewed)]
    plan.contents[path] = review_text(rows).encode("utf-8")
    plan.account.changed.append(Entry(str(path), f"what stands for {len(changed)} names noted, so that it stays"))
    return True


@dataclass(frozen=True, slots=True)
class _Said:
    """What the names of a study are found in, read once."""

    brief: Brief
    review: list[NameRow]
    interviews: list[Interview]
    people: Mapping[str, Person]

    @classmethod
    def of(cls, study: Path) -> _Said:
        """Read a study; InputError where it cannot be read."""
        brief, review = read_brief(study), read_review(study / FILE)
        interviews, _ = read_interviews(study, brief)
        documents = [interview.document for interview in interviews]
        return cls(brief, review, interviews, read_participants(study / "participants.csv", documents))

    def names(self, replaced: Iterable[NameRow] = ()) -> dict[str, NameRow]:
        """Return the names said by their words, as if those given were in names.csv."""
        listed = {row.words: row for row in (*replaced, *self.review)}
        return {row.words: row for row in names_said(self.interviews, self.people, self.brief, [*listed.values()]).rows}
