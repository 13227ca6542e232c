from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.forgetting.forgetting import forget
from workbench.forgetting.forgotten import forgotten_text
from workbench.reading.participants import read_participants
from workbench.reading.persona_files import read_persona
from workbench.reading.study_folder import read_material
from workbench.study import Study
from workbench.walk import build_personas, code, segment

SAMPLES = ("startup", "consulting", "agency", "travel")


def _row(folder: Path, document: str) -> dict[str, str]:
    with (folder / "participants.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["document"] == document)


@pytest.mark.parametrize(
    ("sample", "place"),
    [
        *((sample, 5) for sample in SAMPLES),
        pytest.param("consulting", 2, id="a firm is known by what the leaver said"),
        pytest.param("consulting", 6, id="a surname is told by the leaver alone", marks=pytest.mark.soak),
    ],
)
def test_nothing_of_a_person_is_left_in_any_byte_and_everybody_else_stays_as_they_were(own_study, sample, place):
    study = own_study(sample).store()
    before, leaver = study.material, study.person(place)
    (document,) = leaver.documents
    name = _row(study.folder, document)["participant"]
    found = study.forget(leaver.pseudonym)
    text = study.text()
    for trace in (leaver.pseudonym, document, name):
        assert trace not in text
    for coding in before.codings:
        if coding.evidence.participant == leaver.pseudonym:
            assert " ".join(coding.evidence.text.split()) not in text
    after = study.material
    assert after.codings == before.without(leaver.pseudonym).codings
    assert [t.text for t in after.transcripts] == [t.text for t in before.without(leaver.pseudonym).transcripts]
    assert after.participants == before.without(leaver.pseudonym).participants
    assert not (study.reports / "own").exists()
    assert not found.flagged
    assert {entry.what for entry in found.left} <= {"the person's words"}  # what a journey's text happens to share


@pytest.mark.parametrize(
    "sample", ["startup", "travel", *(pytest.param(name, marks=pytest.mark.soak) for name in ("consulting", "agency"))]
)
def test_stored_personas_are_those_of_a_study_without_the_person_under_the_identities_they_had(own_study, sample):
    study = own_study(sample).store()
    leaver = study.person(3).pseudonym
    material, chosen = study.material.without(leaver), Study(study=str(study.folder), resamples=20)
    names = {read_persona(path).identity.name for path in study.personas.glob("*.yml")}
    codings = code(material)
    expected = build_personas(material, codings, segment(material, codings, chosen), chosen)
    study.forget(leaver)
    made = [read_persona(path) for path in sorted(study.personas.glob("*.yml"))]
    assert [p.model_dump(exclude={"provenance"}) for p in made] == [
        p.model_dump(exclude={"provenance"}) for p in expected
    ]
    assert names & {persona.identity.name for persona in made}
    study.folder.joinpath("again").mkdir()
    assert [p.provenance for p in study.walk()] == [p.provenance for p in made]  # a run tomorrow changes nothing


def test_a_person_is_named_by_pseudonym_document_name_or_alias(own_study):
    study = own_study("agency")
    leaver = next(p for p in study.material.participants if "interview-02" in p.documents)
    for asked in (leaver.pseudonym, leaver.pseudonym.lower(), "interview-02", "Dale Kowalczyk", "Mr. Kowalczyk"):
        assert study.forget(asked, dry_run=True).participant == leaver.pseudonym


def test_an_unknown_person_is_refused_with_pseudonyms_and_without_names(own_study):
    study = own_study("startup")
    with pytest.raises(InputError, match="nobody is called so") as caught:
        study.forget("Nobody Here")
    names = {person.name for person in read_participants(study.folder / "participants.csv", None).values()}
    assert study.person(0).pseudonym in str(caught.value)
    assert not any(name in str(caught.value) for name in names)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_of_the_package_is_refused(sample, tmp_path):
    with pytest.raises(InputError, match="this is a sample: copy it first"):
        forget(sample, "interview-01", reports=tmp_path)


def test_a_dry_run_lists_what_the_run_does_and_touches_no_byte(own_study):
    study = own_study("startup").store()
    leaver = study.person(2).pseudonym
    before = {path: path.read_bytes() for path in study.workspace.rglob("*") if path.is_file()}
    told = study.forget(leaver, dry_run=True)
    assert {path: path.read_bytes() for path in study.workspace.rglob("*") if path.is_file()} == before
    done = study.forget(leaver)
    assert told.removed == done.removed
    assert told.changed == done.changed[: len(told.changed)]
    assert told.lost_claims == done.lost_claims
    assert "nothing was changed" in forgotten_text(told)
    assert "0 hits" in forgotten_text(done)


def test_a_table_of_several_people_loses_the_rows_of_one(own_study):
    study = own_study("agency").store()
    before = study.material
    leaver = next(p.pseudonym for p in before.participants if "interview-08" in p.documents)
    table = study.folder / "interviews" / "second-round.csv"
    rows = table.read_bytes().splitlines(keepends=True)
    found = study.forget(leaver)
    assert table.read_bytes() == b"".join(row for row in rows if not row.startswith(b"interview-08,"))
    assert found.complete
    assert study.material.codings == before.without(leaver).codings


@pytest.mark.real
def test_interviews_outside_the_study_are_flagged_and_no_longer_read(own_study, tmp_path):
    if not (SHARED / "artisans").is_dir():
        pytest.skip(f"the real interviews of artisans are not here: {SHARED / 'artisans'}")
    shutil.copytree(SHARED / "artisans", tmp_path / "elsewhere")
    study = own_study("startup")
    shutil.rmtree(study.folder)
    shutil.copytree(Path(__file__).parents[1] / "real" / "artisans", study.folder)
    brief = study.folder / "study.yml"
    text = brief.read_text("utf-8").replace("../../../../shared/data/interviews/artisans", "../../elsewhere")
    brief.write_text(text.replace("id: artisans", "id: own"), "utf-8")
    study.store()
    before, leaver = study.material, study.person(1)
    files = sorted((tmp_path / "elsewhere").iterdir())
    found = study.forget(leaver.pseudonym)
    assert sorted((tmp_path / "elsewhere").iterdir()) == files
    (flagged,) = (e for e in found.flagged if "lies outside" in e.what)
    assert leaver.documents[0] in flagged.where
    assert leaver.pseudonym not in study.text()
    assert leaver.documents[0] not in study.text()
    assert study.material.participants == before.without(leaver.pseudonym).participants
    assert not any("could not be made again" in entry.what for entry in found.flagged)
    assert not found.left


def test_tables_about_documents_lose_the_rows_and_lists_of_documents_get_shorter(own_study):
    study = own_study("travel", keep=4)
    folder = study.folder
    (folder / "suggestions.csv").write_text(
        "document,quote,code\ninterview-03,mots,a\ninterview-01,autres,b\n", "utf-8"
    )
    names = "words,kind,times,documents,decision,stand_in,example\n"
    names += "Brest,place,2,interview-01; interview-03,keep,,\nLisbonne,place,1,interview-03,keep,,\n"
    (folder / "names.csv").write_text(names, "utf-8")
    study.forget("interview-03")
    assert (folder / "suggestions.csv").read_text("utf-8") == "document,quote,code\ninterview-01,autres,b\n"
    rows = list(csv.DictReader((folder / "names.csv").read_text("utf-8").splitlines()))
    assert [(row["words"], row["documents"]) for row in rows] == [("Brest", "interview-01")]


def test_the_log_of_replacements_beside_the_key_forgets_too(own_study, tmp_path):
    study = own_study("travel", keep=4)
    log = tmp_path / "key" / "own.replacements.csv"
    head = "document,start,end,stand_in,kind,words\n"
    kept = "interview-01,1,9,[e-mail],e-mail,a@b.fr\n"
    log.write_text(f"{head}interview-03,1,9,[name],name,Zoé\n{kept}interview-01,20,28,[name],name,Castaing\n", "utf-8")
    log.chmod(0o600)
    study.forget("interview-03")
    assert log.read_text("utf-8") == head + kept
    assert log.stat().st_mode & 0o777 == 0o600


def test_copies_of_programs_go_and_a_person_s_own_copy_is_told_with_its_line(own_study):
    study = own_study("travel", keep=4)
    folder = study.folder
    words = (folder / "interviews" / "interview-03.txt").read_text("utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    for name in ("participants.csv~", "notes.bak", ".ipynb_checkpoints/a-checkpoint.ipynb", "interviews/.a.txt.swp"):
        (folder / name).write_text(words, "utf-8")
    (folder / "notes.md").write_text(f"# Notes\n\n{' '.join(words.split()[40:60])}\n", "utf-8")
    (folder / "unrelated.bak").write_text("Nothing of anybody.", "utf-8")
    found = study.forget("interview-03")
    assert [entry.where for entry in found.left] == [f"{folder / 'notes.md'}:3"]
    assert {path.name for path in folder.rglob("*.bak")} == {"unrelated.bak"}
    assert not list(folder.rglob("*~"))
    assert not (folder / ".ipynb_checkpoints").exists()
    assert not found.complete


def test_version_control_is_told_to_hold_what_was_removed(own_study):
    study = own_study("travel", keep=4)
    git = ["git", "-C", str(study.folder), "-c", "user.name=A", "-c", "user.email=a@b.fr"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "study"]):
        subprocess.run([*git, *command], check=True)
    found = study.forget("interview-03")
    (entry,) = found.flagged
    assert "interviews/interview-03.txt" in entry.what
    assert "filter-repo" in entry.what
    assert not found.complete


def test_where_the_personas_cannot_be_made_again_the_person_is_taken_out_of_them(own_study):
    study = own_study("travel", keep=4).store()
    leaver = study.person(1)
    text = (study.folder / "codebook.yml").read_text("utf-8")
    (study.folder / "codebook.yml").write_text("codes: broken\n", "utf-8")
    found = study.forget(leaver.pseudonym)
    (study.folder / "codebook.yml").write_text(text, "utf-8")
    assert any("could not be made again" in entry.what for entry in found.flagged)
    for path in study.personas.glob("*.yml"):
        assert leaver.pseudonym not in path.read_text("utf-8")
        read_persona(path)
    assert leaver.documents[0] not in study.text()


def test_the_last_person_of_a_study_leaves_no_persona(own_study):
    study = own_study("travel", keep=1).store()
    assert list(study.personas.glob("*.yml"))
    found = study.forget("interview-01")
    assert not list(study.personas.glob("*.yml"))
    assert any("no interview is left" in entry.what for entry in found.flagged)


def test_claims_that_nobody_else_supports_are_told(own_study):
    study = own_study("startup").store()
    leaver = study.person(0).pseudonym
    before = [read_persona(path) for path in sorted(study.personas.glob("*.yml"))]
    found = study.forget(leaver)
    after = {(p.identity.name, c.code) for p in map(read_persona, study.personas.glob("*.yml")) for c in p.claims}
    cited = {
        (p.identity.name, c.code) for p in before for c in p.claims if leaver in {e.participant for e in c.evidence}
    }
    assert {tuple(claim.split(" (")[0].split(": ")) for claim in found.lost_claims} == cited - after


@settings(max_examples=4)
@given(place=st.integers(0, 9), sample=st.sampled_from(SAMPLES))
def test_forgetting_is_reading_without_the_person(tmp_path_factory, place, sample):
    with pytest.MonkeyPatch.context() as patch:
        study = _copy(tmp_path_factory.mktemp("own"), patch, sample)
        before = read_material(str(study))
        leaver = before.participants[place].pseudonym
        forget(str(study), leaver, reports=study.parent / "reports")
        after = read_material(str(study))
    assert after.codings == before.without(leaver).codings
    assert after.transcripts == before.without(leaver).transcripts or sample == "agency"  # a table's digest is new


def _copy(workspace: Path, patch: pytest.MonkeyPatch, sample: str) -> Path:
    from workbench.reading.study_folder import samples_folder

    patch.chdir(workspace)
    shutil.copytree(samples_folder() / sample, workspace / sample)
    return workspace / sample


def test_reports_with_other_parameters_and_failed_runs_forget_too(own_study):
    own = own_study("startup").store()
    leaver = own.person(0)
    quote = next(e.text for p in own.walk() for c in p.claims for e in c.evidence if e.participant == leaver.pseudonym)
    for name, card, page in (("own-fr", "card.json", "report.html"), ("own-seed2", "failed.json", "failed.html")):
        folder = own.reports / name
        shutil.copytree(own.personas, folder / "personas" / "own")
        (folder / card).write_text('{"id": "own"}', "utf-8")
        (folder / page).write_text(f"<p>{quote}</p>", "utf-8")
    (own.reports / "other").mkdir()
    (own.reports / "other/card.json").write_text('{"id": "other"}', "utf-8")
    own.forget(leaver.pseudonym)
    assert quote not in own.text()
    assert not (own.reports / "own-fr/report.html").exists()
    assert not (own.reports / "own-seed2/failed.html").exists()
    assert (own.reports / "other/card.json").exists()
