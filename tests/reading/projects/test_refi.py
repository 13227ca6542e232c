"""A REFI-QDA project is read as its program meant it, or refused; nothing is lost without a word."""

from __future__ import annotations

import zipfile
from contextlib import nullcontext

import pytest

from tests.reading.projects.conftest import TALK, identifier
from workbench.errors import InputError
from workbench.reading.projects.refi import read_refi


def keys(project):
    return [notice.key for notice in project.remarks]


def words(project):
    texts = {source.key: source.text for source in project.sources}
    return [texts[coding.source][coding.start : coding.end] for coding in project.codings]


def place(said: str, text: str = TALK) -> tuple[int, int]:
    start = text.index(said)
    return start, start + len(said)


def test_a_coding_holds_its_words_code_and_coder(write_refi):
    project = read_refi(write_refi(codings=((*place("I looked at the price first"), 2),)))
    assert words(project) == ["I looked at the price first"]
    assert [(coding.code, coding.coder) for coding in project.codings] == [(identifier(2), "Reader")]
    assert [code.name for code in project.codes] == ["Needs", "Price"]
    assert keys(project) == []


@pytest.mark.parametrize(
    "stored", [TALK.encode("utf-8-sig"), TALK.replace("\n", "\r\n").encode(), TALK.encode("utf-16")]
)
def test_places_count_the_characters_of_the_file_without_its_mark(write_refi, stored):
    text = TALK.replace("\n", "\r\n") if b"\r" in stored and b"\r\n" in stored else TALK
    project = read_refi(write_refi(stored, ((*place("told everybody", text), 1),)))
    assert words(project) == ["told everybody"]


def test_places_in_units_of_sixteen_bits_are_told_by_the_words_quoted(write_refi):
    start, end = place("told everybody")
    project = read_refi(write_refi(codings=((start + 1, end + 1, 1, "told everybody"),)))
    assert words(project) == ["told everybody"]


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (30, 10), (7, 7), (0, 10**6), ("", 3), ("1e3", "x")])
def test_a_coding_whose_place_does_not_hold_is_left_out_by_name(write_refi, start, end):
    project = read_refi(write_refi(codings=((start, end, 1), (*place("the price"), 2))))
    assert words(project) == ["the price"]
    assert [(n.where, n.key, n.values) for n in project.remarks] == [
        ("Talk.txt", "project_coding_unplaced", {"place": f"{start}-{end}"})
    ]


def test_a_coding_of_a_code_that_is_nowhere_is_left_out_by_name(write_refi):
    project = read_refi(write_refi(codings=((0, 5, 77),)))
    assert (project.codings, keys(project)) == ((), ["project_coding_codeless"])


@pytest.mark.parametrize("stored", [b"\xe9t\xe9 in Latin letters", b"zero \x00 bytes"], ids=["not UTF-8", "zero bytes"])
def test_a_text_that_cannot_be_read_is_named_with_the_codings_lost(write_refi, stored):
    project = read_refi(write_refi(stored, ((0, 5, 1),)))
    assert [(n.where, n.key, n.values) for n in project.remarks] == [
        ("Talk.txt", "project_source_unreadable", {"n": 1})
    ]


@pytest.mark.parametrize("tag", ["PictureSource", "PDFSource", "AudioSource", "VideoSource"])
def test_what_is_no_text_is_named(write_refi, tag):
    project = read_refi(write_refi(after=f'<{tag} guid="{identifier(60)}" name="Other" path="internal://x"/>'))
    assert [(n.where, n.key, n.values["kind"]) for n in project.remarks] == [
        ("Other", "project_source_kind", tag.removesuffix("Source"))
    ]


def test_a_source_in_rich_text_alone_is_named(write_refi):
    project = read_refi(
        write_refi(after=f'<TextSource guid="{identifier(60)}" name="Rich" richTextPath="internal://a.docx"/>')
    )
    assert [(n.where, n.key) for n in project.remarks] == [("Rich", "project_source_empty")]


def test_a_path_out_of_the_archive_leads_nowhere(write_refi, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    sources = "".join(
        f'<TextSource guid="{identifier(60 + i)}" name="Out {i}" plainTextPath="{path}"/>'
        for i, path in enumerate(
            [
                "internal://../secret.txt",
                f"absolute://{tmp_path}/secret.txt",
                "relative:///../secret.txt",
                "file:///etc/passwd",
            ]
        )
    )
    project = read_refi(write_refi(after=sources, parts=(("../secret.txt", b"secret"), ("/etc/x.txt", b"secret"))))
    assert [source.name for source in project.sources] == ["Talk.txt"]
    assert keys(project) == ["project_source_unreadable"] * 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.txt", "small.qdpx"]


def test_parents_cases_and_variables_are_kept(write_refi):
    codes = (
        f'<Code guid="{identifier(1)}" name="Needs" isCodable="false"><Description>What is needed</Description>'
        f'<Code guid="{identifier(2)}" name="Speed" isCodable="true"/></Code>'
    )
    before = (
        f'<Variables><Variable guid="{identifier(3)}" name="age" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{identifier(4)}" name="Anna Berg">'
        f'<VariableValue><VariableRef targetGUID="{identifier(3)}"/><IntegerValue>41</IntegerValue></VariableValue>'
        f'<SourceRef targetGUID="{{{identifier(50).upper()}}}"/></Case></Cases>'
    )
    project = read_refi(write_refi(codes=codes, before=before))
    assert [(code.name, code.description, code.parent) for code in project.codes] == [
        ("Needs", "What is needed", None),
        ("Speed", "", identifier(1)),
    ]
    (case,) = project.cases
    assert (case.name, case.sources, case.facts) == ("Anna Berg", (identifier(50),), {"age": "41"})


@pytest.mark.parametrize("name", ["project.qde", "PROJECT.QDE", "other.qde"])
def test_a_project_with_two_descriptions_is_refused(write_refi, name):
    with pytest.warns(UserWarning, match="Duplicate name") if name == "project.qde" else nullcontext():
        path = write_refi(parts=((name, b"<Project/>"),))
    with pytest.raises(InputError, match=r"twice|one project\.qde is needed"):
        read_refi(path)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Project SYSTEM "project.dtd">',
    ],
)
def test_a_doctype_is_refused(write_refi, doctype):
    with pytest.raises(InputError, match="DOCTYPE"):
        read_refi(write_refi(doctype=doctype))


def test_codes_nested_ten_thousand_deep_are_refused(write_refi):
    deep = f'<Code guid="{identifier(1)}" name="c" isCodable="true">' * 10_000 + "</Code>" * 10_000
    with pytest.raises(InputError, match="not XML that can be read"):
        read_refi(write_refi(codes=deep))


def test_texts_that_unpack_to_more_than_memory_should_hold_are_refused(write_refi, monkeypatch):
    monkeypatch.setattr("workbench.reading.projects.refi_archive.LARGEST_UNPACKED", 10_000)
    with pytest.raises(InputError, match="unpacks too large"):
        read_refi(write_refi(parts=(("sources/bomb.txt", b"0" * 20_000),)))


def test_films_beside_the_texts_do_not_count(write_refi, monkeypatch):
    monkeypatch.setattr("workbench.reading.projects.refi_archive.LARGEST_UNPACKED", 10_000)
    assert read_refi(write_refi(parts=(("sources/film.mp4", b"0" * 20_000),))).sources


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", b"<Project/>"])
def test_a_file_that_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "small.qdpx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not a REFI-QDA project"):
        read_refi(path)


def test_an_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "small.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(InputError, match=r"one project\.qde is needed"):
        read_refi(path)


@pytest.mark.parametrize("space", [' xmlns="urn:QDA-XML:codebook:1.0"', ""])
def test_a_codebook_alone_is_read(tmp_path, space):
    path = tmp_path / "codes.qdc"
    code = (
        f'<Code guid="{identifier(1)}" name="Needs" isCodable="true"><Code guid="{identifier(2)}" name="Speed"/></Code>'
    )
    path.write_text(f"<CodeBook{space}><Codes>{code}</Codes><Sets/></CodeBook>", "utf-8")
    project = read_refi(path)
    assert [(each.name, each.parent) for each in project.codes] == [("Needs", None), ("Speed", identifier(1))]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "codes", "unread"),
    [("blank-atlas-project", 0, 0), ("target-atlas-project", 3, 0), ("TestProject", 14, 12)],
)
def test_published_projects_are_read_with_a_remark_for_each_source_that_is_not_there(published, name, codes, unread):
    project = read_refi(published(f"{name}.qdpx"))
    assert len(project.codes) == codes
    assert sum(key.startswith("project_source") for key in keys(project)) == unread
