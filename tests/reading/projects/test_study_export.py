"""A study goes out to other programs and comes back the same, without anybody's name."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import REAL, ROOT, SAMPLES, SHARED
from tests.reading.conftest import CODEBOOK, JOURNEY, STUDY
from workbench.errors import InputError
from workbench.model.material import Material
from workbench.reading.projects.refi import read_refi
from workbench.reading.projects.study_export import export_codebook, export_project
from workbench.reading.projects.study_import import import_project
from workbench.reading.study_folder import find_study, read_material


def there_and_back(study: str, folder: Path) -> tuple[Material, Material, list[str]]:
    """Return a study as it was and as it came back, and the documents of which the export says they would not."""
    was = read_material(study)
    told = export_project(study, folder / "study.qdpx")
    made, _ = import_project(
        folder / "study.qdpx", folder / "back" / was.brief.id, language=was.brief.language, sector="startup"
    )
    return was, read_material(str(made)), [notice.where for notice in told]


def assert_same(was: Material, now: Material, but: tuple[str, ...] = ()) -> None:
    assert [each.id for each in now.transcripts] == [each.id for each in was.transcripts]
    for one, other in zip(was.transcripts, now.transcripts, strict=True):
        assert other.participant == one.participant
        if one.id not in but:
            assert other.text == one.text
            turns = [(turn.speaker, turn.role, turn.start, turn.end) for turn in other.utterances]
            assert turns == [(turn.speaker, turn.role, turn.start, turn.end) for turn in one.utterances]
            times = [turn.at for turn in other.utterances]
            assert times == pytest.approx([turn.at for turn in one.utterances], abs=0.0005)
    assert now.participants == was.participants
    assert now.codebook == was.codebook
    assert now.journey == was.journey
    assert now.brief.model_dump(exclude={"sources"}) == was.brief.model_dump(exclude={"sources"})
    order = [each.id for each in was.transcripts]
    assert list(now.codings) == sorted(was.codings, key=lambda coding: order.index(coding.evidence.document))


@pytest.fixture(params=[*SAMPLES, "artisans", pytest.param("biogas", marks=pytest.mark.soak)])
def known(request):
    if request.param in REAL and not (SHARED / request.param).is_dir():
        pytest.skip(f"the real interviews of {request.param} are not here: {SHARED / request.param}")
    return str(ROOT / "tests" / "real" / request.param) if request.param in REAL else request.param


def test_a_study_comes_back_the_same(known, tmp_path):
    was, now, told = there_and_back(known, tmp_path)
    assert_same(was, now, tuple(told))
    assert len(told) * 3 <= len(was.transcripts)


def test_a_small_study_comes_back_the_same(study, tmp_path):
    was, now, told = there_and_back(str(study), tmp_path)
    assert told == []
    assert was.codings
    assert_same(was, now)


SAID = st.lists(
    st.sampled_from(["price", "the", "Bruno", "a:b", "P-7Q2A", "été", "😀", '"', "[x]", "<&>", "12", "Anna", "–"]),
    min_size=1,
    max_size=6,
).map(" ".join)
TURNS = st.lists(st.tuples(st.sampled_from(["Interviewer", "Anna", "Bruno Berg"]), SAID), min_size=1, max_size=7)


@settings(max_examples=4)
@given(
    talks=st.lists(TURNS, min_size=1, max_size=3),
    facts=st.dictionaries(st.sampled_from(["age", "home; town", "size"]), st.sampled_from(["41", "a\nb", "x;y", '"'])),
    emotion=st.sampled_from(["", "-2", "0"]),
    stance=st.sampled_from(["", "for", "against"]),
    coder=st.sampled_from(["A", "Zoé <z>", "a&b"]),
)
def test_any_small_study_comes_back_the_same(tmp_path_factory, talks, facts, emotion, stance, coder):
    folder = tmp_path_factory.mktemp("any") / "tiny"
    (folder / "interviews").mkdir(parents=True)
    files = {"study.yml": STUDY.replace("illustrative: true", "illustrative: false"), "codebook.yml": CODEBOOK}
    for name, text in {**files, "journey.yml": JOURNEY}.items():
        (folder / name).write_text(text, "utf-8")
    codings = [["document", "start", "end", "code", "step", "emotion", "stance", "coder"]]
    people = [["document", "participant", "role", "relation", *facts]]
    for number, talk in enumerate(talks):
        opening = [("Bruno Berg", "one"), ("Anna", "two"), ("Interviewer", "three"), ("Bruno Berg", "four")]
        talk = [*opening, *talk, ("Interviewer", "five"), ("Anna", "last")]
        talk = [turn for i, turn in enumerate(talk) if not i or talk[i - 1][0] != turn[0]]
        text = "\n".join(f"{speaker}: {words}" for speaker, words in talk)
        (folder / "interviews" / f"talk {number}.txt").write_text(text, "utf-8")
        people.append([f"talk {number}", f"Person {number}", "baker", "customer", *facts.values()])
        begins = 0
        for speaker, words in talk:
            if speaker == "Anna":
                where = [f"talk {number}", begins, begins + len(words)]
                codings.append([*where, "price", "look", emotion, stance, coder])
            begins += len(words) + 1
    for name, rows in (("codings.csv", codings), ("participants.csv", people)):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    away = tmp_path_factory.mktemp("away")
    was, now, told = there_and_back(str(folder), away)
    assert told == []
    assert_same(was, now)


def test_turns_of_one_person_that_follow_each_other_stay_apart(study, tmp_path, change, add):
    change("interviews/interview-01.txt", "Interviewer: And then?", "Nan: And I am Nan.")
    add("interviews/interview-01.txt", "\nNan: Yes.\n\nAnna: No.\n")
    was, now, told = there_and_back(str(study), tmp_path)
    assert [turn.role for turn in was.transcripts[0].utterances] == ["interviewer", *["participant"] * 5]
    assert told == []
    assert_same(was, now)


def test_a_turn_that_would_be_read_otherwise_is_told(study, tmp_path):
    captions = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Anna>See [0:12] there\n"
    (study / "interviews" / "interview-02.vtt").write_text(captions, "utf-8")
    told = export_project(str(study), tmp_path / "study.qdpx")
    assert [(notice.where, notice.key) for notice in told] == [("interview-02", "project_turns_change")]


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_name_goes_out(sample, tmp_path):
    export_project(sample, tmp_path / "study.qdpx")
    with zipfile.ZipFile(tmp_path / "study.qdpx") as archive:
        texts = "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    with (find_study(sample) / "participants.csv").open(encoding="utf-8") as file:
        names = [row["participant"] for row in csv.DictReader(file)]
    assert names
    assert [name for name in names if name in texts] == []


def test_the_same_study_gives_the_same_bytes_and_replaces_a_file_as_a_whole(study, tmp_path):
    path = tmp_path / "study.qdpx"
    path.write_bytes(b"old")
    export_project(str(study), path)
    first = path.read_bytes()
    export_project(str(study), path)
    assert path.read_bytes() == first
    assert [each.name for each in tmp_path.iterdir() if each != study] == ["study.qdpx"]


def test_an_export_is_valid_under_the_published_schema(known, tmp_path, published):
    schema = etree.XMLSchema(etree.parse(published("Project-mrt2019.xsd")))
    export_project(known, tmp_path / "study.qdpx")
    with zipfile.ZipFile(tmp_path / "study.qdpx") as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_another_reader_finds_the_same(tmp_path):
    pyrefiqda = pytest.importorskip("pyrefiqda")
    was = read_material("travel")
    export_project("travel", tmp_path / "study.qdpx")
    project = pyrefiqda.RefiProject.load(tmp_path / "study.qdpx", str(tmp_path / "apart"))
    sources = project.sources.text_source
    assert [source.name for source in sources] == [each.id for each in was.transcripts]
    quoted = []
    for source in sources:
        path = pyrefiqda.RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "apart")
        text = path.read_text("utf-8")
        for selection in source.plain_text_selection:
            quoted += [text[selection.start_position : selection.end_position] for _ in selection.coding]
    assert sorted(quoted) == sorted(coding.evidence.text for coding in was.codings)


def test_every_identifier_stands_for_one_thing(tmp_path):
    export_project("agency", tmp_path / "study.qdpx")
    with zipfile.ZipFile(tmp_path / "study.qdpx") as archive:
        identifiers = re.findall(rb' guid="([^"]+)"', archive.read("project.qde"))
    assert len(identifiers) == len(set(identifiers)) > 500


def test_a_name_changed_elsewhere_comes_back_changed(study, tmp_path):
    export_project(str(study), tmp_path / "study.qdpx")
    with zipfile.ZipFile(tmp_path / "study.qdpx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["project.qde"] = parts["project.qde"].replace(b'name="Price"', b'name="Cost"')
    with zipfile.ZipFile(tmp_path / "changed.qdpx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    made, _ = import_project(tmp_path / "changed.qdpx", tmp_path / "back", language="en", sector="startup")
    code = read_material(str(made)).codebook["price"]
    assert (code.label.en, code.label.fr) == ("Cost", "Prix")


def test_a_codebook_alone_has_every_code_under_its_parent(tmp_path):
    export_codebook("travel", tmp_path / "codes.qdc")
    book = read_material("travel").codebook
    read = read_refi(tmp_path / "codes.qdc")
    names = {code.key: code.name for code in read.codes}
    found = {code.name: names.get(code.parent or "") for code in read.codes}
    labels = {code.id: code.label.fr for code in book.codes}
    assert found == {code.label.fr: labels.get(code.parent or "") for code in book.codes}


@pytest.mark.parametrize("name", ["study.zip", "study", "nowhere/study.qdpx"])
def test_another_kind_of_file_or_no_folder_is_refused(study, tmp_path, name):
    with pytest.raises(InputError, match=r"not written|no such folder"):
        export_project(str(study), tmp_path / name)
