"""Name listing: names.csv written for review, and the log of what is replaced, kept apart from the study."""

from __future__ import annotations

from pathlib import Path

from workbench.privacy.replacement_log import rows_of, write_log
from workbench.privacy.stand_ins import StandIns
from workbench.reading.cast import Cast
from workbench.reading.interviews import read_interviews
from workbench.reading.name_review import FILE, read_review, write_review
from workbench.reading.name_search import names_said
from workbench.reading.participants import read_participants
from workbench.reading.study_folder import own_study, read_brief


def list_names(study: str) -> tuple[StandIns, Path, Path | None]:
    """Write names.csv of a study and the log of its replacements; return what was found and both places.

    Decisions already made stay. InputError for a study that cannot be read and for the samples of an
    installation, which stay as they are.
    """
    folder = own_study(study)
    brief = read_brief(folder)
    interviews, _ = read_interviews(folder, brief)
    people = read_participants(folder / "participants.csv", [interview.document for interview in interviews])
    named = names_said(interviews, people, brief, read_review(folder / FILE))
    cast = Cast(interviews, people, brief, named.names)
    rows = (row for each in interviews for row in rows_of(cast.transcript(each), each.turns.text))
    write_review(folder / FILE, named.rows)
    return named, folder / FILE, write_log(brief.id, rows, illustrative=brief.illustrative)
