"""A study is read whole, or everything that is wrong with it is told at once."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.model.journey_check import journey_faults
from workbench.model.material import Notice
from workbench.reading.participants import read_participants
from workbench.reading.study_folder import find_study, read_brief, read_journey, read_material, samples_folder

ROOT = Path(__file__).resolve().parents[2]
INTERVIEWS = ROOT.parent / "shared" / "data" / "interviews"
SAMPLES = ("startup", "consulting", "agency", "travel")
TALK = "interviews/interview-01.txt"
PRICE = "interview-01,I looked at the price first,price,look,1,for,A"


def test_a_study_without_faults_is_read_whole(material, study):
    read = material()
    (transcript,) = read.transcripts
    (participant,) = read.participants
    assert (transcript.id, transcript.source, transcript.language) == ("interview-01", "interview-01.txt", "en")
    assert transcript.text.split("\n")[0] == "How did you come to us?"
    assert [u.role for u in transcript.utterances] == ["interviewer", "participant"] * 2
    assert transcript.participant == participant.pseudonym
    assert [code.id for code in read.codebook.codes] == ["price", "friend"]
    assert [step.id for step in read.journey.steps] == ["look", "buy"]
    assert len(read.codings) == 2
    assert read.digests == {
        name.relative_to(study).as_posix(): hashlib.sha256(name.read_bytes()).hexdigest()
        for name in study.rglob("*.*")
        if name.is_file()
    }


def test_reading_twice_gives_the_same(material):
    assert material() == material()


def test_a_study_is_found_by_its_folder_or_as_a_sample(study):
    assert find_study(str(study)) == study
    assert find_study("travel") == samples_folder() / "travel"


def test_a_folder_of_ones_own_goes_before_a_sample_of_the_same_name(study, monkeypatch):
    study.rename(study.parent / "travel")
    monkeypatch.chdir(study.parent)
    assert read_brief(find_study("travel")).id == "tiny"


@pytest.mark.parametrize("name", ["nowhere", "../samples/travel", "travel/", "samples", ".hidden", "a b"])
def test_a_study_that_does_not_exist_is_named_with_those_that_do(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        find_study(name)
    (problem,) = caught.value.problems
    assert (problem.where, problem.what) == (name, "no study here")
    assert "agency, consulting, startup, travel" in problem.allowed
    assert "workbench new" in problem.remedy


def test_what_was_replaced_is_counted_and_not_shown(material, change):
    change(TALK, "Well, Bruno", "Anna, nan@example.org. Bruno")
    (notice,) = material().notices
    assert notice == Notice("interviews", "replaced", {"n": 1, "kinds": {"e-mail": 1, "name": 1}})


# What can be wrong, how, and where it must be told.


def _swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return put


def _bytes(file: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(content) and None


def _encoded(file: str, encoding: str, text: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        (folder / file).write_bytes((folder / file).read_text("utf-8").encode(encoding) + text.encode(encoding))

    return put


def _end(file: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_text((folder / file).read_text("utf-8") + text, "utf-8") and None


FILES = ("study.yml", "codebook.yml", "journey.yml", "participants.csv", "codings.csv", TALK)
LAST_LINE = {"study.yml": 13, "codebook.yml": 14, "journey.yml": 29, "participants.csv": 3, "codings.csv": 4, TALK: 8}

BROKEN = {
    **{f"an empty {file}": (_bytes(file, b""), file, "the file is empty") for file in FILES},
    **{
        f"cp1252 bytes in {file}": (_encoded(file, "cp1252", "# é\n"), f"{file}:{line}", "not utf-8 text")
        for file, line in LAST_LINE.items()
        if file in ("participants.csv", "codings.csv", TALK)
    },
    **{
        f"UTF-16 without a mark in {file}": (_encoded(file, "utf-16-le", ""), f"{file}:1", "zero bytes in the text")
        for file in ("participants.csv", "codings.csv", TALK)
    },
    **{
        f"a zero byte in {file}": (_end(file, "x\0y\n"), f"{file}:{line}", "zero bytes in the text")
        for file, line in LAST_LINE.items()
    },
    "a missing codebook": (lambda folder: (folder / "codebook.yml").unlink(), "codebook.yml", "cannot be read"),
    "a missing column of codings": (
        _swap("codings.csv", "quote,code", "quote,kode"),
        "codings.csv:1",
        "missing column code",
    ),
    "a missing column of participants": (
        _swap("participants.csv", "document,participant", "file,participant"),
        "participants.csv:1",
        "missing column document",
    ),
    "a ragged coding": (_swap("codings.csv", "look,1,for,A", "look,1,for"), "codings.csv:2", "wrong number of cells"),
    "a quote with a comma": (
        _swap("codings.csv", "Bruno told me", "Well, Bruno told me"),
        "codings.csv:3",
        "wrong number of cells",
    ),
    "a ragged participant": (_swap("participants.csv", ",41", ",41,1"), "participants.csv:2", "wrong number of cells"),
    "an unclosed quote": (
        _swap("codings.csv", "Bruno told me of you", '"Bruno told me of you'),
        "codings.csv:3",
        "not a table",
    ),
    "an unknown interview": (
        _swap("codings.csv", PRICE, PRICE.replace("-01", "-1")),
        "codings.csv:2",
        "no interview is called so",
    ),
    "an unknown code": (_swap("codings.csv", ",price,", ",prise,"), "codings.csv:2", "unknown code"),
    "an unknown step": (_swap("codings.csv", "price,look", "price,lok"), "codings.csv:2", "unknown journey step"),
    "a quote nobody said": (
        _swap("codings.csv", "Bruno told me of you", "Bruno told me nothing"),
        "codings.csv:3",
        "the quote is not in this interview",
    ),
    "a quote said twice": (
        _swap("codings.csv", "Bruno told me of you", "I told"),
        "codings.csv:3",
        "the quote occurs 2 times",
    ),
    "a coding outside the text": (
        _bytes("codings.csv", b"document,code,coder,start,end\ninterview-01,price,A,5,5000\n"),
        "codings.csv:2",
        "the coding lies outside the text",
    ),
    "the interviewer's words": (
        _swap("codings.csv", "Bruno told me of you", "How did you come to us?"),
        "codings.csv:3",
        "these are the interviewer's words",
    ),
    "an emotion of 3": (_swap("codings.csv", "look,1,for", "look,3,for"), "codings.csv:2", "emotion is a whole number"),
    "an unknown relation": (_swap("participants.csv", "customer", "friend"), "participants.csv:2", "unknown relation"),
    "a duplicate key": (_end("study.yml", "market: b2b\n"), "study.yml:13", 'found duplicate key "market"'),
    "an alias": (
        lambda folder: (
            _swap("study.yml", "title: {", "title: &t {")(folder),
            _swap("study.yml", "audience: {en: The team, fr: L'équipe}", "audience: *t")(folder),
        ),
        "study.yml:4",
        "an alias",
    ),
    "a syntax error": (_swap("journey.yml", "p: 0.4}", "p: 0.4"), "journey.yml:21", "expected"),
    "an unknown field": (
        _swap("codebook.yml", "    step: look", "    stepp: look"),
        "codebook.yml:13",
        "codes.1.stepp",
    ),
    "a label without French": (
        _swap("codebook.yml", "{en: Price, fr: Prix}", "{en: Price}"),
        "codebook.yml:5",
        "codes.0.label.fr",
    ),
    "a label of nothing": (
        _swap("journey.yml", "{en: Looks, fr: Regarde}", "{en: Looks, fr: ''}"),
        "journey.yml:12",
        "steps.0.label.fr",
    ),
    "a market that is none": (
        _swap("study.yml", "market: b2c", "market: c2c"),
        "study.yml:6",
        "market: Input should be",
    ),
    "a row that does not sum to 1": (
        _swap("journey.yml", "p: 0.4}", "p: 0.5}"),
        "journey.yml:12",
        "the probabilities leaving look sum to 1.1, not to 1",
    ),
    "a step without a way out": (
        _swap("journey.yml", "  - {from: buy, to: gone, p: 1.0}\n", ""),
        "journey.yml:13",
        "no transition leaves buy: it has no way out",
    ),
    "a step that leads in circles": (
        _swap("journey.yml", "{from: buy, to: gone, p: 1.0}", "{from: buy, to: buy, p: 1.0}"),
        "journey.yml:13",
        "step buy has no way to an exit",
    ),
    "a step nobody reaches": (
        lambda folder: (
            _swap("journey.yml", "start:\n", "  - {id: wait, stage: after, label: {en: Waits, fr: Attend}}\nstart:\n")(
                folder
            ),
            _swap("journey.yml", "drivers:\n", "  - {from: wait, to: gone, p: 1.0}\ndrivers:\n")(folder),
        ),
        "journey.yml:14",
        "step wait cannot be reached from the start",
    ),
    "an unknown stage": (
        _swap("journey.yml", "{id: buy, stage: after", "{id: buy, stage: later"),
        "journey.yml:13",
        "step buy is in stage later, which is not defined",
    ),
    "a start that does not sum to 1": (
        _swap("journey.yml", "{step: look, p: 1.0}", "{step: look, p: 0.9}"),
        "journey.yml:14",
        "the probabilities of the start sum to 0.9, not to 1",
    ),
    "a driver of an unknown code": (
        _swap("journey.yml", "code: price", "code: prise"),
        "journey.yml:24",
        "driver names code prise",
    ),
    "a moment of the day of an unknown code": (
        _swap(
            "journey.yml",
            "horizon:",
            'day: {moments: [{time: "08:00", codes: [prise], activity: '
            "{text: {en: Wakes, fr: Se lève}, basis: assumed}}]}\nhorizon:",
        ),
        "journey.yml:25",
        "moment 08:00 names code prise",
    ),
    "a code of an unknown step": (
        _swap("codebook.yml", "step: look", "step: lok"),
        "codebook.yml:13",
        "code friend names step lok",
    ),
    "two interviews of one name": (
        lambda folder: shutil.copy(folder / TALK, folder / "interviews" / "interview-01.md"),
        TALK,
        "two interviews are called interview-01",
    ),
    "an unknown kind of file": (
        _bytes("interviews/interview-02.mp3", b"ID3"),
        "interviews/interview-02.mp3",
        "unknown kind of file",
    ),
    "a Word document that is no zip": (
        _bytes("interviews/interview-02.docx", b"Interviewer: Why?"),
        "interviews/interview-02.docx",
        "not a Word document",
    ),
    "captions without a header": (
        _bytes("interviews/interview-02.vtt", b"00:01.000 --> 00:02.000\nAnna: so\n"),
        "interviews/interview-02.vtt",
        "not a .vtt caption file",
    ),
    "an interview without labels": (
        _bytes("interviews/interview-02.txt", b"just words\n"),
        "interviews/interview-02.txt",
        "no speaker label found",
    ),
    "a table of answers without answers": (
        _bytes("interviews/more.csv", b"participant,question\np1,Why?\n"),
        "interviews/more.csv:1",
        "missing column answer",
    ),
    "a pattern that finds nothing": (_swap("study.yml", "interviews/*", "talks/*"), "study.yml", "no interview found"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_thing_that_is_wrong_is_one_problem_told_at_its_place(study, problems, case):
    breaks, where, what = BROKEN[case]
    breaks(study)
    (problem,) = problems()
    assert problem.where == where
    assert problem.what.startswith(what)


SELF_EXPLAINING = {
    "a missing codebook",
    "a label without French",
    "a label of nothing",
    "a market that is none",
    *(case for case in BROKEN if case.startswith(("a row that", "a step", "an unknown stage", "a start"))),
}
ONE_OF_EACH = {what: case for case, (_, _, what) in BROKEN.items() if case not in SELF_EXPLAINING}


@pytest.mark.parametrize(
    "case",
    list(ONE_OF_EACH.values()),
)
def test_each_problem_says_what_is_allowed_or_what_to_do(study, problems, case):
    breaks, _, _ = BROKEN[case]
    breaks(study)
    (problem,) = problems()
    assert problem.allowed or problem.remedy


@pytest.mark.parametrize("file", ["participants.csv", "codings.csv"])
def test_what_to_do_about_an_encoding_works_for_the_file_it_is_told_of(study, problems, file):
    _encoded(file, "cp1252", "# é\n")(study)
    (problem,) = problems()
    assert "`encoding:`" not in problem.remedy


def _broken_at_once(study: Path, problems, *cases: str) -> None:
    for case in cases:
        BROKEN[case][0](study)
    told = [problem.where for problem in problems()]
    assert sorted(told) == sorted(BROKEN[case][1] for case in cases)


def test_problems_of_several_files_are_told_at_once(study, problems):
    _broken_at_once(
        study,
        problems,
        "a market that is none",
        "an unknown field",
        "a row that does not sum to 1",
        "a start that does not sum to 1",
    )


def test_problems_of_descriptions_and_interviews_are_told_at_once(study, problems):
    _broken_at_once(
        study,
        problems,
        "a label without French",
        "a step without a way out",
        "an unknown kind of file",
        "a Word document that is no zip",
        "captions without a header",
        "two interviews of one name",
    )


def test_problems_of_codings_and_of_names_between_files_are_told_at_once(study, problems):
    _broken_at_once(study, problems, "a driver of an unknown code", "an unknown step", "a quote nobody said")


@pytest.mark.parametrize(
    "cases",
    [
        ("an unknown relation", "an emotion of 3"),
        ("an unknown relation", "a driver of an unknown code"),
        ("a label without French", "a ragged participant"),
        ("a step without a way out", "a missing column of codings"),
        ("a Word document that is no zip", "a ragged coding"),
    ],
    ids=" and ".join,
)
def test_problems_of_tables_are_told_with_those_of_other_files(study, problems, cases):
    _broken_at_once(study, problems, *cases)


# The samples and, where they are present, real interviews.


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    """The material of a sample, and its folder."""
    return read_material(request.param), samples_folder() / request.param


def test_a_sample_is_read_with_its_ten_participants(sample):
    material, _ = sample
    assert material.brief.illustrative
    assert len(material.transcripts) == len(material.participants) == 10
    assert len(material.codings) > 200


def test_every_quote_of_a_sample_stands_in_its_answer(sample):
    material, _ = sample
    for coding in material.codings:
        transcript = material.transcript(coding.evidence.document)
        coding.evidence.verify(transcript)
        utterance = transcript.utterance_at(coding.evidence.start, coding.evidence.end)
        assert utterance is not None
        assert utterance.role == "participant"


def test_no_name_of_a_sample_is_left_in_what_was_read(sample):
    material, folder = sample
    people = read_participants(folder / "participants.csv", [t.id for t in material.transcripts])
    names = {part for person in people.values() for form in person.spoken for part in re.split(r"[\s-]", form)}
    said = set(re.findall(r"\w+", " ".join(re.sub(r"\[[^\]]*\]", " ", t.text) for t in material.transcripts)))
    assert {name for name in names if len(name) > 3 and name[0].isupper()} & said == set()


def test_every_interview_of_a_sample_has_questions_and_answers_that_alternate(sample, request):
    material, _ = sample
    for transcript in material.transcripts:
        roles = [u.role for u in transcript.utterances]
        assert set(roles) == {"interviewer", "participant"}
        assert all(one != other for one, other in pairwise(roles))
        assert "\n".join(transcript.words(u) for u in transcript.utterances) == transcript.text


def test_every_file_of_a_sample_has_its_digest(sample):
    material, folder = sample
    own = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file()}
    assert set(material.digests) == own


def test_the_journey_of_a_sample_can_be_walked(sample):
    _, folder = sample
    assert journey_faults(read_journey(folder / "journey.yml")) == []


def _real(name: str) -> str:
    if not (INTERVIEWS / name).is_dir():
        pytest.skip(f"the real interviews of {name} are not here: {INTERVIEWS / name}")
    return str(ROOT / "tests" / "real" / name)


@pytest.mark.real
@pytest.mark.parametrize(("name", "interviews", "turns"), [("artisans", 7, 300), ("biogas", 61, 9000)])
def test_real_interviews_are_read_whole(name, interviews, turns):
    material = read_material(_real(name))
    assert len(material.transcripts) == len(material.participants) == interviews
    assert sum(len(t.utterances) for t in material.transcripts) > turns
    for transcript in material.transcripts:
        assert {u.role for u in transcript.utterances} == {"interviewer", "participant"}


def test_a_row_of_codings_that_comes_twice_is_read_once_and_told(material, add):
    before = material().codings
    add("codings.csv", "interview-01,I looked at the price first,price,look,1,for,A\n")
    read = material()
    assert read.codings == before
    assert [notice.values for notice in read.notices if notice.key == "repeated_codings"] == [{"n": 1}]
