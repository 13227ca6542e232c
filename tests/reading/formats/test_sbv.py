"""Captions with commas between their times are turns like others."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.reading.formats.sbv import read_sbv
from workbench.reading.turns import Turn


@pytest.fixture
def read(tmp_path):
    """Read captions of this text."""

    def of(text):
        path = tmp_path / "talk.sbv"
        path.write_text(text, "utf-8")
        return read_sbv(path, "utf-8")

    return of


def test_a_caption_without_a_label_continues_the_speaker(read):
    turns = read("0:00:01.000,0:00:02.000\nAnna: so\nit went\n\n1:00:03.500,1:00:04.000\non --> and on\n\n")
    assert [turn for turn in turns if turn.words] == [
        Turn("Anna", "so", 1.0),
        Turn("Anna", "it went", 1.0),
        Turn("Anna", "on --> and on", 3603.5),
    ]


@pytest.mark.parametrize("text", ["Anna: so\n", "Anna: so\n\n0:00:01.000,0:00:02.000\nno\n", "WEBVTT\n"])
def test_words_before_the_first_time_are_refused(read, text):
    with pytest.raises(InputError, match=r"talk\.sbv:1: not a \.sbv caption file"):
        read(text)
