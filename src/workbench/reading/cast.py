"""Cast: who speaks in the interviews of a study, under which pseudonym, and every name to hide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.model.brief import Brief
from workbench.model.material import Participant
from workbench.model.transcript import Transcript
from workbench.privacy.pseudonyms import pseudonyms, secret_key
from workbench.privacy.redaction import Names
from workbench.reading.interview import Interview
from workbench.reading.participants import Person
from workbench.reading.turns import as_transcript, names_among, role_of

ALONE = ""
"""Label of the participant of an interview that is no group's."""


class Cast:
    """Everybody in the interviews; made once for a study, it hides all their names in each of them.

    `stand_ins` are further words to hide, with what stands for each. `hidden` are all of them, real names included:
    for whoever checks that none is left.
    """

    def __init__(
        self,
        interviews: Sequence[Interview],
        people: Mapping[str, Person],
        brief: Brief,
        stand_ins: Mapping[str, str] | None = None,
    ) -> None:
        self._language = brief.language
        self._people = {each.document: _persons(each, people[each.document]) for each in interviews}
        persons = [person for own in self._people.values() for person in own.values()]
        key = secret_key(illustrative=brief.illustrative, study=brief.id)
        self._called = pseudonyms((person.name for person in persons), key)
        spoken = [form for person in persons for form in person.spoken]
        spoken += [form for each in interviews for form in names_among(each.turns.labels, each.interviewers)]
        known = {person.name: self._called[person.name] for person in persons if person.named}
        self.hidden: Mapping[str, str] = {**(stand_ins or {}), **dict.fromkeys(spoken, "name"), **known}
        self._everyone = Names(self.hidden)

    def transcript(self, interview: Interview) -> Transcript:
        """Return the transcript of an interview with all names replaced."""
        people = self._people[interview.document]
        alone = people.get(ALONE)
        labels = names_among(interview.turns.labels, interview.interviewers)
        if alone is not None:
            own = dict.fromkeys((*labels, *alone.spoken), self._called[alone.name])
        else:
            own = {label: self._called[people[label].name] for label in labels}
            own |= {form: self._called[person.name] for person in people.values() for form in person.spoken}
        return as_transcript(
            interview.turns,
            document=interview.document,
            participant="" if alone is None else self._called[alone.name],
            names=own,
            everyone=self._everyone,
            group=None if alone else {label: self._called[person.name] for label, person in people.items()},
            interviewers=interview.interviewers,
            source=(interview.path.name, interview.digest),
            language=self._language,
            said=interview.turns.text,
        )

    def participants(self) -> tuple[Participant, ...]:
        """Return everybody who was interviewed, with the facts of their first row."""
        documents: dict[str, list[str]] = {}
        first: dict[str, Person] = {}
        for document, person, name in self._rows():
            documents.setdefault(name, []).append(document)
            first.setdefault(name, person)
        return tuple(
            Participant(name, tuple(own), first[name].role, first[name].relation, first[name].facts)
            for name, own in sorted(documents.items())
        )

    def disagreeing(self) -> list[tuple[str, str]]:
        """Return (pseudonym, document whose row counts) where rows of one participant differ."""
        first: dict[str, Person] = {}
        found = []
        for _, person, name in self._rows():
            one = first.setdefault(name, person)
            if (one.role, one.relation, one.facts) != (person.role, person.relation, person.facts):
                found.append((name, one.document))
        return found

    def _rows(self) -> Iterable[tuple[str, Person, str]]:
        for document, people in self._people.items():
            for person in people.values():
                yield document, person, self._called[person.name]


def _persons(interview: Interview, person: Person) -> dict[str, Person]:
    """Return the persons of an interview by their label."""
    if not interview.group:
        return {ALONE: person}
    labels = [label for label in interview.turns.labels if role_of(label, interview.interviewers) == "participant"]
    return {label: person.speakers.get(label.casefold()) or _stranger(interview.document, label) for label in labels}


def _stranger(document: str, label: str) -> Person:
    return Person(document, f"{document}: {label}", (), "", "", {}, named=False)
