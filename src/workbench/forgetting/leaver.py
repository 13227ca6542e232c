"""Leaver: the person to be forgotten, found by pseudonym, document or name, and what is theirs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.brief import Brief
from workbench.privacy.pseudonyms import pseudonyms, secret_key
from workbench.reading.interview import Interview
from workbench.reading.interviews import read_interviews
from workbench.reading.participants import Person, read_participants, strangers
from workbench.reading.study_folder import read_brief
from workbench.reading.turns import names_among, role_of


@dataclass(frozen=True, slots=True)
class Voice:
    """A person in a document, by their label in a group; `label` is "" where they are interviewed alone."""

    document: str
    label: str
    person: Person


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who is to be forgotten, with the study as it still is.

    `documents` are theirs alone; `groups` map the document of a group to their labels in it. `names`
    are the forms of the name that are nobody else's in the study; `full` the whole names among them.
    `own` and `others` are the interviews with names in them, groups among the others.
    """

    pseudonym: str
    documents: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    full: tuple[str, ...]
    own: tuple[Interview, ...]
    others: tuple[Interview, ...]
    brief: Brief
    remaining: frozenset[str]
    """Pseudonyms of everybody else."""

    def speaks(self, interview: Interview, speaker: str) -> bool:
        """Say whether turns with this label are the person's in an interview."""
        if interview.document in self.documents:
            return role_of(speaker, interview.interviewers) == "participant"
        return speaker in self.groups.get(interview.document, ())


def find_leaver(folder: Path, participant: str) -> Leaver:
    """Return the person a pseudonym, document id, name or alias stands for.

    InputError when the interviews or the participants' table cannot be read, when nobody is
    called so, or when several people are.
    """
    brief = read_brief(folder)
    interviews, _ = read_interviews(folder, brief)
    people = read_participants(folder / "participants.csv", None)
    voices = _voices(interviews, people)
    called = pseudonyms(
        (voice.person.name for voice in voices), secret_key(illustrative=brief.illustrative, study=brief.id)
    )
    pseudonym = _asked(participant, voices, called)
    own = [voice for voice in voices if called[voice.person.name] == pseudonym]
    documents = tuple(dict.fromkeys(voice.document for voice in own if not voice.label))
    groups = {each.document: tuple(v.label for v in own if v.document == each.document) for each in own if each.label}
    taken = {_folded(form) for voice in voices if voice not in own for form in voice.person.spoken}
    forms = [form for voice in own for form in voice.person.spoken]
    for interview in interviews:
        for label in names_among(interview.turns.labels, interview.interviewers):
            if interview.document in documents or label in groups.get(interview.document, ()):
                forms.append(label)
            else:
                taken.add(_folded(label))
    names = tuple(dict.fromkeys(form for form in forms if _folded(form) not in taken))
    return Leaver(
        pseudonym=pseudonym,
        documents=documents,
        groups=groups,
        names=names,
        full=tuple(dict.fromkeys(v.person.name for v in own if v.person.named and v.person.name in names)),
        own=tuple(i for i in interviews if i.document in documents),
        others=tuple(i for i in interviews if i.document not in documents),
        brief=brief,
        remaining=frozenset(called.values()) - {pseudonym},
    )


def _voices(interviews: Sequence[Interview], people: Mapping[str, Person]) -> list[Voice]:
    """Return everybody in every document, also in rows whose interview is gone already."""
    voices = []
    for each in interviews:
        person = people.get(each.document) or strangers([each.document])[each.document]
        if not each.group:
            voices.append(Voice(each.document, "", person))
            continue
        for label in each.turns.labels:
            if role_of(label, each.interviewers) == "participant":
                unknown = Person(each.document, f"{each.document}: {label}", (), "", "", {}, named=False)
                voices.append(Voice(each.document, label, person.speakers.get(label.casefold()) or unknown))
    read = {each.document for each in interviews}
    return voices + [Voice(document, "", person) for document, person in people.items() if document not in read]


def _asked(participant: str, voices: Sequence[Voice], called: Mapping[str, str]) -> str:
    asked = participant.strip()
    if asked.upper() in called.values():
        return asked.upper()
    wanted = _composed(asked)
    found = {
        called[voice.person.name]
        for voice in voices
        if asked == voice.document or wanted in {_composed(name) for name in (voice.person.name, *voice.person.aliases)}
    }
    if len(found) == 1:
        return found.pop()
    what = "several people are called so" if found else "nobody is called so in this study"
    known = f"a pseudonym ({_some(found or called.values())}), a document, or the name exactly as in the table"
    raise InputError([Problem(repr(participant), what, allowed=known, remedy="name one of them")])


def _some(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return _composed(name).casefold()
