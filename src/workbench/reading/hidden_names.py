"""Hidden names: every name that reading a study replaces, for whoever checks that none of them is left somewhere.

The one place, beside the review of names and forgetting, where real names are seen after reading; what is made of them
must never say them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.model.brief import Brief
from workbench.model.material import Participant
from workbench.reading.calm import calm
from workbench.reading.cast import Cast
from workbench.reading.interviews import read_interviews
from workbench.reading.name_review import FILE, read_review
from workbench.reading.name_search import names_said
from workbench.reading.participants import read_participants
from workbench.reading.study_folder import find_study, read_brief


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """Names of participants and of third people, firms and places, with what stands for each; and whose they are.

    `files` are the names of interviews and their files.
    """

    brief: Brief
    names: Mapping[str, str]
    participants: tuple[Participant, ...]
    files: tuple[str, ...]


def hidden_names(study: str) -> HiddenNames:
    """Return the names a study hides; InputError for one that cannot be read."""
    with calm():
        folder = find_study(study)
        brief = read_brief(folder)
        interviews, _ = read_interviews(folder, brief)
        people = read_participants(folder / "participants.csv", [interview.document for interview in interviews])
        named = names_said(interviews, people, brief, read_review(folder / FILE))
        cast = Cast(interviews, people, brief, named.names)
        files = {name for each in interviews for name in (each.document, each.path.name, each.path.stem)}
        return HiddenNames(brief, cast.hidden, cast.participants(), tuple(sorted(files)))
