"""A project of another program becomes a study that can be read at once, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.projects.conftest import TALK, identifier
from tests.reading.projects.test_qualcoder import CODE, CODED, SOURCE
from tests.reading.projects.test_taguette import DOCUMENT, GIVEN, MARK, PAGE, PROJECT, TAG, in_bytes
from workbench.errors import InputError
from workbench.language.speech import Speech
from workbench.model.codebook import Kind
from workbench.reading.projects.study_import import import_project
from workbench.reading.study_folder import read_material


@pytest.fixture
def imported(tmp_path):
    """Import a project; return the study read and the notices of its import."""

    def make(path: Path, name: str = "back"):
        folder, notices = import_project(path, tmp_path / name, language="en", sector="startup")
        for notice in notices:
            assert Speech("fr").notice(notice)
            assert Speech("en").notice(notice)
        return read_material(str(folder)), notices

    return make


def place(said: str) -> tuple[int, int]:
    start = TALK.index(said)
    return start, start + len(said)


def keys(notices):
    return [notice.key for notice in notices]


def test_codings_come_with_their_words_code_and_coder(imported, write_refi):
    material, notices = imported(write_refi(codings=((*place("looked at the price"), 2), (*place("bought it. 😀"), 1))))
    assert [(c.evidence.text, c.code, c.coder) for c in material.codings] == [
        ("looked at the price", "price", "Reader"),
        ("bought it. 😀", "needs", "Reader"),
    ]
    assert [(code.id, code.kind, code.label.en) for code in material.codebook.codes] == [
        ("needs", Kind.NEED, "Needs"),
        ("price", Kind.CONTEXT, "Price"),
    ]
    assert [(n.key, n.values) for n in notices if n.key == "project_kindless"] == [
        ("project_kindless", {"n": 1, "total": 2})
    ]
    assert material.brief.title.en == "Small"


def test_a_coding_over_turns_becomes_one_for_each_of_the_participants(imported, write_refi):
    material, notices = imported(write_refi(codings=((TALK.index("the price first"), TALK.index(" 😀"), 2),)))
    assert [coding.evidence.text for coding in material.codings] == ["the price first.", "Then I bought it."]
    assert [n.values["n"] for n in notices if n.key == "project_split"] == [2]


def test_a_coding_of_the_interviewers_words_or_of_a_label_is_left_out_by_name(imported, write_refi):
    material, notices = imported(write_refi(codings=((*place("How did you"), 2), (*place("Anna:"), 2))))
    assert material.codings == ()
    assert [key for key in keys(notices) if key in ("project_asked", "project_coding_wordless")] == [
        "project_asked",
        "project_coding_wordless",
    ]


def test_text_without_labels_is_all_the_participants(imported, write_refi):
    text = "I went there alone.\n\nIt was closed, and I was sad.\n"
    start = text.index("closed")
    material, _ = imported(write_refi(text, ((start, start + 6, 1), (5, start + 6, 2))))
    assert [coding.evidence.text for coding in material.codings] == ["closed", "t there alone. It was closed"]
    assert {turn.role for turn in material.transcripts[0].utterances} == {"participant"}


def test_short_labels_of_the_one_who_asks_are_told(imported, write_refi):
    text = "I: Why?\nR: For the price.\nI: And then?\nR: Nothing.\n"
    start = text.index("the price")
    material, notices = imported(write_refi(text, ((start, start + 9, 1),)))
    assert [turn.role for turn in material.transcripts[0].utterances] == ["interviewer", "participant"] * 2
    assert [n.values for n in notices if n.key == "project_asking"] == [{"labels": "I"}]


def test_cases_become_participants_with_their_variables(imported, write_refi):
    variables = "".join(
        f'<Variable guid="{identifier(30 + i)}" name="{name}" typeOfVariable="Text"/>'
        for i, name in enumerate(["age", "relation", "document"])
    )
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{identifier(30 + i)}"/><TextValue>{value}</TextValue></VariableValue>'
        for i, value in enumerate(["41", "sister", "x"])
    )
    cases = "".join(
        f'<Case guid="{identifier(40 + i)}" name="{name}">{values}<SourceRef targetGUID="{identifier(50)}"/></Case>'
        for i, name in enumerate(["Anna Berg", "Bruno"])
    )
    material, notices = imported(write_refi(before=f"<Variables>{variables}</Variables><Cases>{cases}</Cases>"))
    (person,) = material.participants
    assert person.facts == {"age": "41", "relation (2)": "sister", "document (2)": "x"}
    assert person.relation == ""
    assert "Anna" not in material.transcripts[0].text
    assert "project_second_case" in keys(notices)


@pytest.mark.parametrize(
    "name",
    [
        "../../out.txt",
        "/etc/passwd",
        "..",
        "a/b\\c",
        "con.txt",
        "x" * 300,
        "\u202e.txt",
        "a\nb",
        "*?",
        ".hidden",
        "~$a",
        "[a]",
    ],
)
def test_any_name_of_a_source_is_a_safe_file(imported, write_refi, tmp_path, name):
    shown = name.replace("\n", "&#10;")
    words = "<PlainTextContent>Anna: one\nAnna: two</PlainTextContent>"
    twin = f'<TextSource guid="{identifier(60)}" name="{shown}">{words}</TextSource>'
    start, end = place("looked at the price")
    path = write_refi(codings=((start, end, 1),), after=twin, source=name if "\n" not in name else "a")
    material, _ = imported(path)
    assert len(material.transcripts) == 2
    assert [coding.evidence.text for coding in material.codings] == ["looked at the price"]
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.txt"))
    assert [file.parts[:2] for file in files] == [("back", "interviews")] * 2


def test_names_of_people_for_interviews_are_told(imported, write_refi):
    _, notices = imported(write_refi(source="Simon.docx"))
    assert [n.values for n in notices if n.key == "project_named_documents"] == [{"names": "Simon"}]


def test_a_qualcoder_project_becomes_a_study(imported, write_qualcoder):
    start, end = place("looked at the price")
    material, _ = imported(
        write_qualcoder(
            (SOURCE, (1, "Talk.txt", TALK, None)),
            (CODE, (1, "Coût", "", None)),
            (CODED, (1, 1, TALK[start:end], start, end, "Ines")),
        )
    )
    assert [(c.evidence.text, c.code, c.coder) for c in material.codings] == [("looked at the price", "cout", "Ines")]


def test_a_taguette_project_becomes_a_study(imported, write_taguette):
    material, _ = imported(
        write_taguette(
            PROJECT,
            (DOCUMENT, (1, "Talk", PAGE)),
            (TAG, (1, "pain.heat")),
            (MARK, (1, *in_bytes("hot & dry"), "<b>hot &amp; dry</b>")),
            (GIVEN, (1, 1)),
        )
    )
    assert [(c.evidence.text, c.code) for c in material.codings] == [("hot & dry", "pain_heat")]


def test_codes_hundreds_deep_keep_their_parents(write_qualcoder, tmp_path):
    rows = [("INSERT INTO code_cat VALUES (?, ?, 'me', '', '', ?)", (n, f"c{n}", n - 1 or None)) for n in range(1, 301)]
    folder, _ = import_project(write_qualcoder(*rows), tmp_path / "back", language="fr", sector="travel")
    assert (folder / "codebook.yml").read_text("utf-8").count("parent: c") == 299


def test_a_note_of_the_workbench_that_does_not_hold_is_told_and_left_out(imported, write_refi):
    note = '{"workbench": 1, "holds": "code", "value": {"id": "NOT AN ID", "kind": 7}}'
    codes = (
        f'<Code guid="{identifier(1)}" name="Needs" isCodable="true"><NoteRef targetGUID="{identifier(70)}"/></Code>'
    )
    noted = f'<Note guid="{identifier(70)}"><PlainTextContent>{note}</PlainTextContent></Note>'
    after = f"</Sources><Notes>{noted}</Notes><Sources>"
    material, notices = imported(write_refi(codes=codes, after=after))
    assert [code.id for code in material.codebook.codes] == ["needs"]
    assert "project_note_unfit" in keys(notices)


@pytest.mark.parametrize("name", ["Bad Name", "1back", "Zurück"])
def test_a_folder_that_cannot_be_a_study_is_refused(write_refi, tmp_path, name):
    with pytest.raises(InputError, match="cannot be a study's name"):
        import_project(write_refi(), tmp_path / name, language="en", sector="startup")
    assert [path.name for path in tmp_path.iterdir()] == ["small.qdpx"]


def test_a_folder_that_exists_is_left_alone(write_refi, tmp_path):
    (tmp_path / "back").mkdir()
    with pytest.raises(InputError, match="exists already"):
        import_project(write_refi(), tmp_path / "back", language="en", sector="startup")
    assert list((tmp_path / "back").iterdir()) == []


def test_what_goes_wrong_half_way_leaves_nothing_behind(write_refi, tmp_path):
    dated = "[12/03/24, 10:22:33] Anna: one\n[31/31/24, 10:22:33] Anna: two\n"
    with pytest.raises(InputError) as caught:
        import_project(write_refi(dated), tmp_path / "back", language="en", sector="startup")
    assert all(problem.where.startswith(str(tmp_path / "back")) for problem in caught.value.problems)
    assert [path.name for path in tmp_path.iterdir()] == ["small.qdpx"]


@pytest.mark.parametrize("name", ["small.zip", "small"])
def test_a_project_of_an_unknown_kind_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="unknown kind of project"):
        import_project(tmp_path / name, tmp_path / "back", language="en", sector="startup")


@pytest.mark.real
@pytest.mark.parametrize("name", ["blank-atlas-project", "target-atlas-project", "TestProject"])
def test_a_published_project_without_texts_becomes_a_folder_that_waits_for_them(published, tmp_path, name):
    folder, notices = import_project(published(f"{name}.qdpx"), tmp_path / "back", language="en", sector="startup")
    assert "project_no_text" in keys(notices)
    with pytest.raises(InputError) as caught:
        read_material(str(folder))
    assert [problem.what for problem in caught.value.problems] == ["no interview found"]
    (folder / "interviews" / "talk.txt").write_text(TALK, "utf-8")
    assert read_material(str(folder)).codebook.codes
