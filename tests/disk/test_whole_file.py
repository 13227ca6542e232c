"""A file is there whole, old or new, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from workbench.disk.whole_file import write_whole


def _full(*_):
    raise OSError(28, "No space left on device")


def test_the_text_is_written_as_it_is(tmp_path):
    path = tmp_path / "p1.yml"
    write_whole(path, "né\nà l’été\r\n")
    assert path.read_bytes() == "né\nà l’été\r\n".encode()


def test_the_new_text_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "p1.yml"
    path.write_text("a much longer text than the new one")
    write_whole(path, "new")
    assert path.read_text() == "new"


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
def test_the_old_text_stays_when_writing_fails(tmp_path, monkeypatch, step):
    path = tmp_path / "p1.yml"
    path.write_text("old")
    monkeypatch.setattr(os, step, _full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["p1.yml"]


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
def test_no_file_appears_when_writing_fails(tmp_path, monkeypatch, step):
    monkeypatch.setattr(os, step, _full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "p1.yml", "new")
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_the_old_text_alone(tmp_path, monkeypatch):
    path = tmp_path / "p1.yml"
    path.write_text("old")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("p1.yml", "old")]


def test_text_that_cannot_be_written_leaves_the_old_alone(tmp_path):
    path = tmp_path / "p1.yml"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half \ud83d a letter")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("p1.yml", "old")]


def test_until_the_last_moment_the_old_text_is_there_and_the_new_is_whole(tmp_path, monkeypatch):
    path = tmp_path / "p1.yml"
    path.write_text("old")
    seen = []
    really = os.replace

    def look_first(source, target):
        seen.append((path.read_text(), Path(source).read_text(), Path(source).parent))
        really(source, target)

    monkeypatch.setattr(os, "replace", look_first)
    write_whole(path, "new" * 100_000)
    assert seen == [("old", "new" * 100_000, tmp_path)]


def test_others_may_read_what_is_written(tmp_path):
    write_whole(tmp_path / "p1.yml", "new")
    assert stat.S_IMODE((tmp_path / "p1.yml").stat().st_mode) == 0o644
