"""What others said of a person: their name taken out of it, every coding kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

from workbench.reading.interviews import read_interviews
from workbench.reading.participants import read_participants
from workbench.reading.study_folder import read_brief


def _say(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_name_said_by_others_is_replaced_and_every_coding_keeps_words_and_place(own_study):
    study = own_study("travel")
    leaver = next(p.pseudonym for p in study.material.participants if "interview-03" in p.documents)  # A. Castaing
    other = study.folder / "interviews" / "interview-01.txt"
    quoted = "Tant que ça vibre pas, je bouge pas"
    _say(other, quoted, f"{quoted}, Aurélien Castaing me l’a dit, et CASTAING aussi")
    _say(study.folder / "codings.csv", f'"{quoted}"', f'"{quoted}, Aurélien Castaing me l’a dit, et CASTAING aussi"')
    study.store()
    before = study.material.without(leaver)
    found = study.forget("Aurélien Castaing")
    after = study.material
    assert "[person] me l’a dit, et [name] aussi" in other.read_text("utf-8")
    assert "astaing" not in study.text().casefold()
    assert [c.evidence.id for c in after.codings] == [c.evidence.id for c in before.codings]
    assert [c.code for c in after.codings] == [c.code for c in before.codings]
    changed = [new for old, new in zip(before.codings, after.codings, strict=True) if old != new]
    assert ["[person] me l’a dit" in coding.evidence.text for coding in changed] == [True] * len(changed)
    assert changed
    assert not found.left


def test_places_given_as_numbers_are_counted_anew(own_study):
    study = own_study("travel")
    other = study.folder / "interviews" / "interview-01.txt"
    quoted = "Tant que ça vibre pas, je bouge pas"
    _say(other, quoted, f"Castaing ! Oui, Aurélien ! {quoted}")
    interview = read_interviews(study.folder, read_brief(study.folder))[0][0]
    start = interview.turns.text.index(quoted)
    rows = (
        f"document,quote,code,step,emotion,stance,coder,start,end\r\ninterview-01,,price_drop_alert,A1,,for,A,{start},"
    )
    (study.folder / "codings.csv").write_bytes(f"{rows}{start + len(quoted)}\r\n".encode())
    assert [c.evidence.text for c in study.material.codings] == [quoted]
    study.forget("interview-03")
    assert [c.evidence.text for c in study.material.codings] == [quoted]
    assert (study.folder / "codings.csv").read_bytes().count(b"\r\n") == 2
    assert "Castaing" not in study.text()


def test_a_name_in_a_word_file_of_others_is_flagged_with_how_often(own_study):
    study = own_study("consulting")
    names = {d: p.name for d, p in read_participants(study.folder / "participants.csv", None).items()}
    path = study.folder / "interviews" / "interview-01.docx"
    _in_word(path, names["interview-02"].split()[1])
    before = path.read_bytes()
    found = study.forget("interview-02")
    assert path.read_bytes() == before
    assert any(entry.where == str(path) and "1 times" in entry.what for entry in found.flagged)
    assert any(entry.where.startswith(str(path)) and entry.what == "the name" for entry in found.left)
    assert not found.complete


def _in_word(path: Path, name: str) -> None:
    """Let somebody say a name in the last words of a Word file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name_: archive.read(name_) for name_ in archive.namelist()}
    body = parts["word/document.xml"].decode("utf-8")
    place = body.rindex("</w:t>")
    parts["word/document.xml"] = (body[:place] + f" {name} le sait." + body[place:]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def test_a_first_name_that_another_participant_has_too_is_left_to_them(own_study):
    study = own_study("travel", keep=4)
    _say(study.folder / "participants.csv", "Aurélien Castaing", "Karim Castaing")
    _say(study.folder / "interviews" / "interview-01.txt", "je bouge pas", "je bouge pas, Karim non plus")
    _say(study.folder / "codings.csv", '"Tant que ça vibre pas, je bouge pas"', '"Tant que ça vibre pas"')
    found = study.forget("interview-03")
    assert "Karim non plus" in (study.folder / "interviews" / "interview-01.txt").read_text("utf-8")
    assert not found.left
