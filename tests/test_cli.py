"""The command: what it answers, and what it leaves alone."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.reading.study_folder import find_study


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Return an empty working folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def study(folder) -> Path:
    """Return a whole study of one's own: a copy of the travel sample."""
    shutil.copytree(find_study("travel"), folder / "mine")
    return folder / "mine"


def _state(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _swap(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_new_study_lacks_nothing_but_interviews(folder, capsys):
    assert main(["new", "mine", "--sector", "startup", "--language", "fr"]) == 0
    assert main(["check", "mine"]) == 1
    told = capsys.readouterr().out
    assert "no interview found" in told
    assert "mine: 1 to mend" in told


@pytest.mark.parametrize("sector", ["startup", "consulting", "agency", "travel"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_study_with_an_interview_is_ready(folder, capsys, sector, language):
    assert main(["new", f"my-{sector}", "--sector", sector, "--language", language]) == 0
    label = "Interviewer" if language == "en" else "Enquêtrice"
    words = f"{label}: How was it?\n\nAnna: Slow.\n\n{label}: And then?\n\nAnna: I left.\n"
    (folder / f"my-{sector}" / "interviews" / "anna.txt").write_text(words, "utf-8")
    assert main(["check", f"my-{sector}"]) == 0
    assert "ready (1 interviews, 0 codings" in capsys.readouterr().out


def test_a_new_study_never_overwrites(folder, capsys):
    (folder / "mine").mkdir()
    (folder / "mine" / "notes.txt").write_text("dear", "utf-8")
    before = _state(folder)
    assert main(["new", "mine"]) == 1
    assert "exists already" in capsys.readouterr().err
    assert _state(folder) == before


def test_an_unknown_parameter_is_refused_before_anything_runs(folder, capsys):
    assert main(["run", "travel", "-p", "colour=red"]) == 1
    assert "unknown parameter colour; known are study, language" in capsys.readouterr().err
    assert _state(folder) == {}


def test_a_parameter_of_the_wrong_kind_is_refused(folder, capsys):
    assert main(["run", "travel", "-p", "seed=soon"]) == 1
    assert "parameter seed: a whole number is needed, got 'soon'" in capsys.readouterr().err
    assert main(["run", "travel", "-p", "n_journeys=5"]) == 1
    assert "n_journeys" in capsys.readouterr().err


def test_a_table_of_answers_is_drafted_then_made_into_a_page(folder, capsys):
    rows = "".join(f"{'yes,yes,no,no' if i % 2 else 'no,no,yes,yes'},{20 + i % 9}\n" for i in range(200))
    (folder / "tea.csv").write_text("a,b,c,d,age\n" + rows, "utf-8")
    assert main(["survey", "tea.csv"]) == 0
    assert main(["survey", "survey.yml", "--language", "fr"]) == 0
    assert "Les 200 personnes forment deux groupes" in capsys.readouterr().out
    assert "deux groupes" in (folder / "reports" / "tea" / "survey.html").read_text("utf-8")


def test_list_names_the_samples(folder, capsys):
    assert main(["list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "agency",
        "consulting",
        "startup",
        "travel",
    ]


def _empty_file(study: Path) -> None:
    (study / "interviews" / "interview-03.txt").write_text("", "utf-8")


def _wrong_encoding(study: Path) -> None:
    path = study / "interviews" / "interview-03.txt"
    path.write_bytes(path.read_text("utf-8").encode("cp1252", errors="replace"))


def _missing_column(study: Path) -> None:
    _swap(study / "codings.csv", "document,quote,code,", "document,quote,theme,")


def _unknown_code(study: Path) -> None:
    _swap(study / "codings.csv", ",price_drop_alert,", ",price_dorp_alert,")


def _outside_the_text(study: Path) -> None:
    (study / "codings.csv").write_text(
        "document,start,end,code,coder\ninterview-01,99990,99999,price_drop_alert,A\n", "utf-8"
    )


def _no_way_out(study: Path) -> None:
    path = study / "journey.yml"
    kept = [line for line in path.read_text("utf-8").splitlines() if "from: R2," not in line]
    path.write_text("\n".join(kept) + "\n", "utf-8")


def _duplicate_key(study: Path) -> None:
    _swap(study / "study.yml", "id: travel\n", "id: travel\nid: travel\n")


@pytest.mark.parametrize(
    ("harm", "file", "told"),
    [
        (_empty_file, "interview-03.txt", "the file is empty"),
        (_wrong_encoding, "interview-03.txt:1", "not utf-8 text; got byte 0x"),
        (_missing_column, "codings.csv:1", "missing column code"),
        (_unknown_code, "codings.csv:2", "unknown code; got price_dorp_alert"),
        (_outside_the_text, "codings.csv:2", "the coding lies outside the text"),
        (_no_way_out, "journey.yml:", "no transition leaves R2: it has no way out"),
        (_duplicate_key, "study.yml:2", 'found duplicate key "id"'),
    ],
)
def test_each_broken_input_gets_one_clear_message_and_changes_nothing(study, capsys, harm, file, told):
    harm(study)
    before = _state(study.parent)
    assert main(["check", str(study)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2, lines
    assert f"/{file}" in lines[0].replace("mine", "/mine", 1) or file in lines[0]
    assert told in lines[0]
    assert lines[1].endswith("1 to mend")
    assert main(["run", str(study), "--out", str(study.parent / "out")]) == 1
    after = {k: v for k, v in _state(study.parent).items() if "/out/" not in k}
    assert after == before


def test_a_persona_file_with_a_duplicate_key_stops_the_check_and_stays_as_it_is(study, capsys):
    folder = study.parent / "personas" / "travel"
    folder.mkdir(parents=True)
    (folder / "p1.yml").write_text("id: p1\nmembers: [P-AAAA]\nid: p1\n", "utf-8")
    before = _state(study.parent)
    assert main(["check", str(study)]) == 1
    assert 'p1.yml:3: found duplicate key "id"' in capsys.readouterr().out
    assert _state(study.parent) == before


def test_all_problems_of_a_study_are_told_at_once(study, capsys):
    _empty_file(study)
    _no_way_out(study)
    assert main(["check", str(study)]) == 1
    told = capsys.readouterr().out
    assert "the file is empty" in told
    assert "no way out" in told
    assert "2 to mend" in told
