"""Study folder: everything one study holds, read, checked and pseudonymised in one go."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from workbench.errors import InputError, Problem
from workbench.model.brief import Brief
from workbench.model.codebook import Codebook
from workbench.model.journey import Journey
from workbench.model.journey_check import journey_faults
from workbench.model.material import Material, Notice, Participant
from workbench.model.transcript import Transcript
from workbench.privacy.pseudonyms import pseudonyms, secret_key
from workbench.reading.codings import check_codings, read_codings
from workbench.reading.interviews import Interview, read_interviews
from workbench.reading.participants import Person, read_participants, strangers
from workbench.reading.turns import as_transcript, original_text, spoken_labels
from workbench.reading.yaml_file import YamlFile
from workbench.study import workspace

T = TypeVar("T")


def samples_folder() -> Path:
    """Return the folder of the sample studies."""
    return Path(str(files("workbench") / "samples"))


def find_study(name: str) -> Path:
    """Return the folder of a study, given as a path or as the name of a sample."""
    for folder in (Path(name), workspace() / name):
        if (folder / "study.yml").is_file():
            return folder
    sample = samples_folder() / name
    if name.isidentifier() and (sample / "study.yml").is_file():
        return sample
    known = ", ".join(sorted(path.parent.name for path in samples_folder().glob("*/study.yml")))
    raise InputError(
        [Problem(name, "no study here", allowed=f"a folder with study.yml, or {known}", remedy="see `workbench new`")]
    )


def read_brief(folder: Path) -> Brief:
    """Return the checked `study.yml` of a folder."""
    return YamlFile(folder / "study.yml").model(Brief)


def read_journey(path: Path) -> Journey:
    """Return a checked journey; InputError lists every fault with its line."""
    return journey_in(YamlFile(path))


def journey_in(file: YamlFile) -> Journey:
    """Return the checked journey of a parsed file; InputError lists every fault with its line."""
    journey = file.model(Journey)
    problems = [Problem(file.where(place), what) for place, what in journey_faults(journey)]
    if problems:
        raise InputError(problems)
    return journey


def read_material(study: str) -> Material:
    """Return everything a study holds; InputError lists all problems of all its files at once.

    Names are replaced while reading: no caller ever sees them.
    """
    folder = find_study(study)
    problems: list[Problem] = []
    brief = _try(lambda: read_brief(folder), problems)
    book = _try(lambda: YamlFile(folder / "codebook.yml"), problems)
    map_ = _try(lambda: YamlFile(folder / "journey.yml"), problems)
    codebook = _try(lambda: book.model(Codebook), problems) if book else None
    journey = _try(lambda: journey_in(map_), problems) if map_ else None
    interviews = _try(lambda: read_interviews(folder, brief), problems) if brief else None
    documents = [interview.document for interview in interviews[0]] if interviews else None
    people = _try(lambda: read_participants(folder / "participants.csv", documents), problems)
    if book and map_ and codebook and journey:
        problems += _unknown_codes((book, codebook), (map_, journey))
    if brief is None or codebook is None or journey is None or interviews is None:
        _try(lambda: check_codings(folder / "codings.csv"), problems)
        raise InputError(problems)
    found, notices = interviews
    transcripts = _transcripts(found, people or strangers(documents or []), brief)
    originals = {interview.document: original_text(interview.turns) for interview in found}
    codings = _try(
        lambda: read_codings(folder / "codings.csv", transcripts, originals, codebook=codebook, journey=journey),
        problems,
    )
    if problems or codings is None or people is None:
        raise InputError(problems)
    return Material(
        brief=brief,
        transcripts=tuple(transcripts.values()),
        participants=_participants(transcripts, people),
        codebook=codebook,
        journey=journey,
        codings=tuple(codings),
        notices=(*notices, *_disagreeing(people, transcripts), *_replaced(transcripts.values())),
        digests=_digests(folder, found),
    )


def _try(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except InputError as error:
        problems += error.problems
        return None


def _transcripts(found: list[Interview], people: dict[str, Person], brief: Brief) -> dict[str, Transcript]:
    key = secret_key(illustrative=brief.illustrative, study=brief.id)
    called = pseudonyms((person.name for person in people.values()), key)
    everyone = {person.name: called[person.name] for person in people.values() if person.named}
    first_names = {form: "name" for person in people.values() for form in person.spoken}
    first_names |= {
        form: "name" for interview in found for form in spoken_labels(interview.turns, interview.interviewers)
    }
    made = {}
    for interview in found:
        person = people[interview.document]
        labels = spoken_labels(interview.turns, interview.interviewers)
        own = dict.fromkeys((*labels, *person.spoken), called[person.name])
        made[interview.document] = as_transcript(
            interview.turns,
            document=interview.document,
            participant=called[person.name],
            names={**first_names, **everyone, **own},
            interviewers=interview.interviewers,
            source=(interview.path.name, interview.digest),
            language=brief.language,
        )
    return made


def _participants(transcripts: dict[str, Transcript], people: dict[str, Person]) -> tuple[Participant, ...]:
    documents: dict[str, list[str]] = {}
    for transcript in transcripts.values():
        documents.setdefault(transcript.participant, []).append(transcript.id)
    return tuple(
        Participant(name, tuple(own), people[own[0]].role, people[own[0]].relation, people[own[0]].facts)
        for name, own in sorted(documents.items())
    )


def _unknown_codes(books: tuple[YamlFile, Codebook], maps: tuple[YamlFile, Journey]) -> list[Problem]:
    (book, codebook), (map_, journey) = books, maps
    steps = {step.id for step in journey.steps}
    problems = [
        Problem(
            map_.where(("drivers", i, "code")), f"driver names code {driver.code}", allowed="a code of the codebook"
        )
        for i, driver in enumerate(journey.drivers)
        if driver.code not in codebook
    ]
    return problems + [
        Problem(book.where(("codes", i, "step")), f"code {code.id} names step {code.step}", allowed="a journey step")
        for i, code in enumerate(codebook.codes)
        if code.step is not None and code.step not in steps
    ]


def _disagreeing(people: dict[str, Person], transcripts: dict[str, Transcript]) -> Iterator[Notice]:
    first: dict[str, Person] = {}
    for document, transcript in transcripts.items():
        one, other = first.setdefault(transcript.participant, people[document]), people[document]
        if (one.role, one.relation, one.facts) != (other.role, other.relation, other.facts):
            what = f"the rows of {transcript.participant} disagree: those of interview {one.document} are used"
            yield Notice("participants.csv", what)


def _replaced(transcripts: Collection[Transcript]) -> tuple[Notice, ...]:
    kinds = Counter(change.kind for transcript in transcripts for change in transcript.replacements)
    touched = sum(bool(transcript.replacements) for transcript in transcripts)
    if not kinds:
        return ()
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    return (Notice(f"{touched} interviews", f"identifying words replaced in [brackets]: {told}"),)


def _digests(folder: Path, found: list[Interview]) -> dict[str, str]:
    own = [folder / name for name in ("study.yml", "participants.csv", "codebook.yml", "codings.csv", "journey.yml")]
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in own if path.exists()}
    return digests | {f"{interview.path.parent.name}/{interview.path.name}": interview.digest for interview in found}
