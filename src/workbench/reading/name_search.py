"""Name search: the names of third people, firms and places said in a study, and what stands for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.model.brief import Brief
from workbench.privacy.pseudonyms import secret_key
from workbench.privacy.stand_ins import NameRow, StandIns, stand_ins
from workbench.reading.interview import Interview
from workbench.reading.participants import Person


def names_said(
    interviews: Iterable[Interview], people: Mapping[str, Person], brief: Brief, review: Sequence[NameRow]
) -> StandIns:
    """Return the names said in the interviews and what stands for each.

    An illustrative study has nobody to protect: there only names that somebody listed are looked for.
    """
    if brief.illustrative and not review:
        return StandIns({}, ())
    texts = {interview.document: interview.turns.text for interview in interviews}
    persons = [each for person in people.values() for each in (person, *person.speakers.values())]
    known = {form: "name" for person in persons for form in person.spoken}
    key = secret_key(illustrative=brief.illustrative, study=brief.id)
    return stand_ins(texts, brief.language, review, known, key=key)
