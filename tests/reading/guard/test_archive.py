"""No office file can fill the memory or swap words, and none that is broken goes unsaid."""

from __future__ import annotations

import zipfile

import pytest

from workbench.errors import InputError
from workbench.reading.guard.archive import LARGEST_UNPACKED, MOST_PARTS, opened


def _zip(path, **parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.xml", content)
    return path


def _refused(path):
    with pytest.raises(InputError) as caught, opened(path, "a workbook (.xlsx)") as archive:
        archive.read("content.xml")
    (problem,) = caught.value.problems
    assert problem.where == str(path)
    return problem


def test_a_sound_file_is_opened(tmp_path):
    with opened(_zip(tmp_path / "a.xlsx", content="<a/>"), "a workbook (.xlsx)") as archive:
        assert archive.read("content.xml") == b"<a/>"


def test_a_file_that_unpacks_too_large_is_not_unpacked(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("content.xml", "w") as part:
        for _ in range(LARGEST_UNPACKED // 2**20 + 1):
            part.write(b" " * 2**20)
    assert _refused(path).what == "unpacks too large"


def test_a_part_with_a_doctype_is_refused(tmp_path):
    path = _zip(tmp_path / "a.xlsx", content='<!DOCTYPE a [<!ENTITY co "words">]><a>&co;</a>')
    assert "DOCTYPE in content.xml" in _refused(path).what


def test_a_doctype_is_found_in_a_part_of_any_name_but_a_picture_may_have_one(tmp_path):
    def made(name):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr(name, "<!DOCTYPE a [<!ENTITY co 'words'>]><a>&co;</a>".encode("utf-16"))
            archive.writestr("content.xml", "<a/>")
        return tmp_path / "a.xlsx"

    assert "DOCTYPE in project.qde" in _refused(made("project.qde")).what
    with opened(made("media/a.svg"), "a workbook (.xlsx)") as archive:
        assert archive.read("content.xml") == b"<a/>"


@pytest.mark.parametrize("name", ["../a.xml", "a/../../b.xml", "/a.xml", "C:/a.xml", "..\\a.xml", "//host/a.xml"])
def test_a_part_whose_name_leads_outside_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("content.xml", "<a/>")
        archive.writestr(name, "<a/>")
    assert "leads outside the file" in _refused(tmp_path / "a.xlsx").what


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("content.xml", "<a/>")
        archive.writestr("content.xml", "<b/>")
    assert _refused(tmp_path / "a.xlsx").what == "the part content.xml is in it twice"


def test_more_parts_than_any_program_writes_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for number in range(MOST_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    assert _refused(tmp_path / "a.xlsx").what == "too many parts inside"


@pytest.mark.parametrize("content", [b"words", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_zip_is_named_for_what_it_should_be(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    problem = _refused(path)
    assert problem.what == "not a workbook (.xlsx)"
    assert problem.remedy == "open it and save it again in this format"


def test_a_part_of_broken_xml_and_a_missing_part_are_refused(tmp_path):
    assert _refused(_zip(tmp_path / "a.xlsx", content="<a b")).what == "not a workbook (.xlsx)"
    assert "content.xml" in _refused(_zip(tmp_path / "b.xlsx", other="<a/>")).got
