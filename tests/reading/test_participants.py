"""Who was interviewed is known while reading and under a pseudonym afterwards."""

from __future__ import annotations

import pytest

from workbench.reading.participants import Person, read_participants

TALK = "interviews/interview-01.txt"


def _person(name, *aliases):
    return Person("d", name, aliases, "", "", {})


@pytest.mark.parametrize(
    ("name", "aliases", "spoken"),
    [
        ("Anna Berg", (), ["Anna Berg", "Anna", "Berg"]),
        ("Yannick Le Goff", (), ["Yannick Le Goff", "Yannick", "Goff"]),
        ("Vincent van Gogh", (), ["Vincent van Gogh", "Vincent", "Gogh"]),
        ("Bo Li", (), ["Bo Li"]),
        ("Anna Berg", ("Nan", "Anna"), ["Anna Berg", "Anna", "Berg", "Nan"]),
        ("Anna", (), ["Anna"]),
    ],
)
def test_a_name_may_be_said_whole_in_parts_or_as_an_alias(name, aliases, spoken):
    assert list(_person(name, *aliases).spoken) == spoken


def test_without_a_table_every_document_stands_for_itself(tmp_path):
    people = read_participants(tmp_path / "participants.csv", ["a", "b"])
    assert {document: person.name for document, person in people.items()} == {"a": "a", "b": "b"}


def test_a_document_without_a_row_stands_for_itself(tmp_path):
    path = tmp_path / "participants.csv"
    path.write_text("document,participant\na,Anna Berg\n")
    assert {document: person.name for document, person in read_participants(path, ["a", "b"]).items()} == {
        "a": "Anna Berg",
        "b": "b",
    }


def test_other_columns_are_facts_and_empty_ones_are_none(tmp_path):
    path = tmp_path / "participants.csv"
    path.write_text(
        "document,participant,aliases,role,relation,age,place\na, Anna Berg ,Nan; Annie;,baker,former,41,\n"
    )
    assert read_participants(path, ["a"])["a"] == Person(
        "a", "Anna Berg", ("Nan", "Annie"), "baker", "former", {"age": "41"}
    )


@pytest.mark.parametrize(
    ("row", "what", "got"),
    [
        ("interview-02,Bruno Lang,,,customer,50", "no interview is called so", "interview-02"),
        ("interview-01,Bruno Lang,,,customer,50", "a second row for this interview", "interview-01"),
        (",Bruno Lang,,,customer,50", "no interview is called so", ""),
    ],
)
def test_a_row_that_does_not_fit_is_named(problems, add, row, what, got):
    add("participants.csv", row + "\n")
    (problem,) = problems()
    assert (problem.where, problem.what, problem.got) == ("participants.csv:3", what, got)


def test_a_relation_that_is_not_known_is_named_with_those_allowed(problems, change):
    change("participants.csv", "customer", "friend")
    (problem,) = problems()
    assert (problem.where, problem.got) == ("participants.csv:2", "friend")
    assert problem.allowed == "customer, prospect, former, other"


def test_nobody_reads_a_name_in_what_was_read(material, change):
    change(TALK, "Well, Bruno", "Anna Berg here. ANNA! Nan, said Berg. Bruno")
    read = material()
    shown = repr((read.transcripts, read.participants, read.codings, read.notices, read.digests))
    assert not any(name in shown for name in ("Anna", "ANNA", "Berg", "Nan"))


def test_a_first_name_said_by_others_is_replaced_too(material, study, add):
    (study / "interviews" / "interview-02.txt").write_text(
        "Interviewer: So?\nCarl: Anna and Carl.\nInterviewer: Oh?\nCarl: Yes.\n"
    )
    add("participants.csv", "interview-02,Carl Diaz,,,prospect,30\n")
    read = material()
    own = read.transcript("interview-02").participant
    assert read.transcript("interview-02").text == f"So?\n[name] and [{own}].\nOh?\nYes."


def test_one_person_in_two_interviews_is_one_participant(material, study, add):
    (study / "interviews" / "interview-02.txt").write_text(
        "Interviewer: So?\nAnna: Again.\nInterviewer: Oh?\nAnna: Yes.\n"
    )
    add("participants.csv", "interview-02,Anna Berg,,baker,customer,41\n")
    (participant,) = material().participants
    assert participant.documents == ("interview-01", "interview-02")
    assert (participant.role, participant.relation, dict(participant.facts)) == ("baker", "customer", {"age": "41"})


def test_a_study_of_real_people_takes_its_pseudonyms_from_the_researchers_key(material, change, monkeypatch, tmp_path):
    change("study.yml", "illustrative: true", "illustrative: false")
    called = set()
    for name in ("one.key", "other.key"):
        monkeypatch.setenv("WORKBENCH_KEY_FILE", str(tmp_path / name))
        called.add(material().participants[0].pseudonym)
    assert len(called) == 2


def test_a_participant_called_like_the_file_is_replaced_in_speech(material, study):
    (study / "codings.csv").unlink()
    (study / TALK).rename(study / "interviews" / "Anna.txt")
    (study / "interviews" / "Anna.txt").write_text("Interviewer: So?\nAnna: I am Anna.\nInterviewer: Oh?\nAnna: Yes.\n")
    (study / "participants.csv").write_text("document,participant\nAnna,Anna\n")
    assert "Anna" not in material().transcripts[0].text


@pytest.mark.parametrize("said", ["Delacroix", "Webb"])
def test_half_of_a_double_name_is_replaced(said):
    assert said in _person("Marcus Delacroix-Webb").spoken


def test_rows_of_one_person_that_disagree_are_told(material, study, add):
    (study / "interviews" / "interview-02.txt").write_text(
        "Interviewer: So?\nAnna: Again.\nInterviewer: Oh?\nAnna: Yes.\n"
    )
    add("participants.csv", "interview-02,Anna Berg,,baker,former,50\n")
    (notice,) = (n for n in material().notices if n.where == "participants.csv")
    assert (notice.key, notice.values["document"]) == ("rows_disagree", "interview-01")
    assert "Anna" not in str(notice.values)


def test_a_speakers_label_is_a_name_to_hide_without_any_table(material, study):
    (study / "codings.csv").unlink()
    (study / "participants.csv").unlink()
    (study / "interviews" / "interview-01.txt").write_text(
        "Interviewer: Thanks, Maud.\nMaud: Yes, Maud it is.\nInterviewer: So?\nMaud: So.\n"
    )
    assert "Maud" not in material().transcripts[0].text


def test_a_part_in_the_talk_is_nobodys_name(material, study):
    (study / "codings.csv").unlink()
    (study / "participants.csv").unlink()
    (study / "interviews" / "interview-01.txt").write_text(
        "Interviewer: So?\nParticipant: Any Participant would.\nInterviewer: Oh?\nParticipant: Yes.\n"
    )
    assert "Any Participant would." in material().transcripts[0].text
