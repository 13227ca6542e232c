"""A page of oTranscribe is paragraphs with the times somebody clicked."""

from __future__ import annotations

import json

import pytest

from workbench.errors import InputError
from workbench.reading.formats.otranscribe import read_otranscribe


@pytest.fixture
def read(tmp_path):
    """Read a file with this page, or of this text."""

    def of(page=None, text=None):
        path = tmp_path / "talk.otr"
        path.write_text(json.dumps({"text": page, "media": ""}) if text is None else text, "utf-8")
        return read_otranscribe(path, "utf-8")

    return of


def test_times_come_in_brackets_and_tags_are_no_words(read):
    page = (
        '<p><span class="timestamp" data-timestamp="21.5">0:21</span>&nbsp;Anna: <b>so</b> &amp; so'
        "<br>and</p><div>Bo: 1 &lt; 2</div>"
    )
    assert read(page) == ["[0:21] Anna: so & so", "and", "Bo: 1 < 2"]


@pytest.mark.parametrize("text", ["{}", "[]", '{"text": 3}', "so"])
def test_a_file_that_is_none_is_refused(read, text):
    with pytest.raises(InputError):
        read(text=text)
