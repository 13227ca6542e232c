"""Study folder: everything one study holds, read, checked and pseudonymised in one go."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from workbench.disk.contents import Contents, contents
from workbench.errors import InputError, Problem
from workbench.memory import remembered
from workbench.model.brief import Brief
from workbench.model.claim import claim_register
from workbench.model.codebook import Codebook
from workbench.model.intervention_check import intervention_faults, unregistered_faults
from workbench.model.journey import Journey
from workbench.model.journey_check import journey_faults
from workbench.model.material import Material, Notice
from workbench.model.suggestion import accepted, rejected
from workbench.model.transcript import Transcript
from workbench.privacy.pseudonyms import key_path
from workbench.reading.calm import calm
from workbench.reading.cast import Cast
from workbench.reading.coder_files import CODINGS, DECISIONS, coder_files, tables_of
from workbench.reading.codings import check_codings, read_codings, renamed_codes
from workbench.reading.earlier_wave import earlier_files, read_earlier
from workbench.reading.file_kind import require_kind
from workbench.reading.groups_file import FILE as GROUPS
from workbench.reading.groups_file import read_groups
from workbench.reading.interview import Interview
from workbench.reading.interviews import interview_files, read_interviews
from workbench.reading.name_review import FILE as NAMES
from workbench.reading.name_review import read_review, review_notices
from workbench.reading.name_search import names_said
from workbench.reading.named_codes import unknown_codes
from workbench.reading.participants import read_participants, strangers
from workbench.reading.ratings import FILE as RATINGS
from workbench.reading.ratings import read_ratings
from workbench.reading.scenario_file import FILE as SCENARIOS
from workbench.reading.scenario_file import read_scenarios
from workbench.reading.suggestion_file import FILE as SUGGESTIONS
from workbench.reading.suggestion_file import read_suggestions
from workbench.reading.yaml_file import YamlFile
from workbench.study import workspace

T = TypeVar("T")
OWN_FILES = ("study.yml", "participants.csv", "codebook.yml", "codings.csv", "journey.yml")
LISTS = (NAMES, SUGGESTIONS, RATINGS, GROUPS, SCENARIOS)
"""Files that a study may have beside its own."""


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


def own_study(name: str) -> Path:
    """Return the folder of a study that may be written to; InputError for the samples of an installation."""
    folder = find_study(name)
    if is_sample(folder):
        raise InputError([Problem(name, "this is a sample: copy it first", remedy=f"the sample lies in {folder}")])
    return folder


def is_sample(folder: Path) -> bool:
    """Say whether a folder is one of an installation's samples."""
    return folder.resolve().is_relative_to(samples_folder().resolve())


@remembered(state=lambda folder: contents([folder / "study.yml"]))
def read_brief(folder: Path) -> Brief:
    """Return the checked `study.yml` of a folder."""
    return YamlFile(folder / "study.yml").model(Brief)


def read_journey(path: Path) -> Journey:
    """Return a checked journey; InputError lists every fault with its line."""
    return journey_in(YamlFile(path))


def journey_in(file: YamlFile) -> Journey:
    """Return the checked journey of a parsed file; InputError lists every fault with its line."""
    require_kind(file, "journey")
    journey = file.model(Journey)
    faults = [*journey_faults(journey), *intervention_faults(journey, claim_register()), *unregistered_faults(journey)]
    problems = [Problem(file.where(place), what) for place, what in faults]
    if problems:
        raise InputError(problems)
    return journey


def _state(study: str) -> tuple[str, Contents] | None:
    """Return where a study lies and what all files hold that its reading looks at; None where that cannot be told."""
    try:
        folder = find_study(study)
        own = [folder / name for name in (*OWN_FILES, *LISTS)] + coder_files(folder)
        return str(folder.absolute()), contents([*own, *interview_files(folder, read_brief(folder)), key_path()])
    except InputError:
        return None  # reading will fail, too, and say why


@remembered(state=_state, shared=True)
def read_material(study: str) -> Material:
    """Return everything a study holds; InputError lists all problems of all its files at once.

    Names are replaced while reading: no caller ever sees them.

    >>> material = read_material("travel")
    >>> len(material.transcripts), material.brief.language
    (10, 'fr')
    """
    with calm():
        return _material(find_study(study))


def _material(folder: Path) -> Material:
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
        problems += unknown_codes((book, codebook), (map_, journey))
    if brief is None or codebook is None or journey is None or interviews is None:
        for path in tables_of(folder, CODINGS):
            _try(partial(check_codings, path), problems)
        raise InputError(problems)
    found, notices = interviews
    everybody = people or strangers(documents or [])
    review = _try(lambda: read_review(folder / NAMES), problems) or []
    named = names_said(found, everybody, brief, review)
    cast = Cast(found, everybody, brief, named.names)
    transcripts = {interview.document: cast.transcript(interview) for interview in found}
    originals = {interview.document: interview.turns.text for interview in found}
    read = partial(read_codings, transcripts=transcripts, originals=originals, codebook=codebook, journey=journey)
    codings = _all(read, tables_of(folder, CODINGS), problems)
    suggestions = _all(lambda path: read_suggestions(path, transcripts, codebook), _decisions(folder), problems)
    ratings = _try(lambda: read_ratings(folder / RATINGS, transcripts, originals, codebook), problems)
    pseudonyms = [person.pseudonym for person in cast.participants()]
    decided = _try(lambda: (read_groups(folder / GROUPS, pseudonyms),), problems) or (None,)
    earlier = _try(lambda: read_earlier(folder, brief), problems)
    scenarios = _try(lambda: read_scenarios(folder / SCENARIOS, journey), problems)
    if problems or people is None or ratings is None or earlier is None or scenarios is None:
        raise InputError(problems)
    once = dict.fromkeys(codings)
    if len(once) < len(codings):
        notices.append(Notice("codings.csv", "repeated_codings", {"n": len(codings) - len(once)}))
    coded = (*tables_of(folder, CODINGS), *_decisions(folder))
    renamed = [notice for path in coded for notice in renamed_codes(path, codebook)]
    return Material(
        brief=brief,
        transcripts=tuple(transcripts.values()),
        participants=cast.participants(),
        codebook=codebook,
        journey=journey,
        codings=(*once, *accepted(suggestions, codebook)),
        notices=(*notices, *renamed, *_disagreeing(cast), *_replaced(transcripts.values()), *review_notices(named)),
        digests=_digests(folder, brief, found),
        rejected=tuple(rejected(suggestions, codebook)),
        ratings=ratings,
        earlier=earlier,
        scenarios=scenarios,
        decided=decided[0],
    )


def _try(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except InputError as error:
        problems += error.problems
        return None


def _all(read: Callable[[Path], list[T]], paths: Iterable[Path], problems: list[Problem]) -> list[T]:
    """Return what all files hold, in their order."""
    return [one for path in paths for one in _try(partial(read, path), problems) or []]


def _decisions(folder: Path) -> list[Path]:
    return tables_of(folder, DECISIONS)


def _disagreeing(cast: Cast) -> Iterator[Notice]:
    for participant, document in cast.disagreeing():
        yield Notice("participants.csv", "rows_disagree", {"participant": participant, "document": document})


def _replaced(transcripts: Collection[Transcript]) -> tuple[Notice, ...]:
    kinds = Counter(change.kind for transcript in transcripts for change in transcript.replacements)
    touched = sum(bool(transcript.replacements) for transcript in transcripts)
    if not kinds:
        return ()
    return (Notice("interviews", "replaced", {"n": touched, "kinds": dict(kinds)}),)


def _digests(folder: Path, brief: Brief, found: list[Interview]) -> dict[str, str]:
    own = [folder / name for name in (*OWN_FILES, *LISTS)] + coder_files(folder)
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in own
        if path.exists()
    }
    digests |= {
        f"{brief.previous.rstrip('/')}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in earlier_files(folder, brief)
    }
    return digests | {f"{interview.path.parent.name}/{interview.path.name}": interview.digest for interview in found}
