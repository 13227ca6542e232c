"""No office file can fill the memory or swap words, and none that is broken goes unsaid."""

from __future__ import annotations

import zipfile

import pytest

from workbench.errors import InputError
from workbench.reading.archive import LARGEST_UNPACKED, opened


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
