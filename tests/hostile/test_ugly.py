"""What researchers have is read word for word, with a notice, or refused with its place: nothing is lost unsaid."""

from __future__ import annotations

import glob

import pytest

from hostile.ugly import UGLY
from workbench.errors import InputError
from workbench.model.brief import Brief, Source
from workbench.reading.interviews import read_interviews


@pytest.mark.parametrize("file", UGLY, ids=lambda file: file.name)
def test_an_ugly_file_is_read_or_refused_as_it_should_be(file, tmp_path):
    path = file.write(tmp_path)
    brief = Brief.model_construct(language="en", sources=(Source(path=glob.escape(path.name), **file.source),))
    if file.words is None:
        with pytest.raises(InputError) as caught:
            read_interviews(tmp_path, brief)
        assert file.refusal in str(caught.value)
        assert all(problem.where.startswith(str(path)) for problem in caught.value.problems)
        return
    (interview, *_), notices = read_interviews(tmp_path, brief)
    assert [turn.words for turn in interview.turns] == file.words
    assert tuple(notice.key for notice in notices) == file.notices
