"""The tables of a study and its study.yml are read whole or refused, with the file and line of what is wrong."""

from __future__ import annotations

import pytest

from hostile.ugly_studies import UGLY_STUDIES
from workbench.errors import InputError
from workbench.reading.study_folder import read_material

TOLD_ANYWAY = ("replaced", "names_replaced", "names_waiting")


@pytest.mark.parametrize("file", UGLY_STUDIES, ids=lambda file: file.name)
def test_an_ugly_file_of_a_study_is_read_or_refused_as_it_should_be(file, tmp_path):
    folder = file.write(tmp_path / "tiny")
    if file.refusal:
        with pytest.raises(InputError) as caught:
            read_material(str(folder))
        assert file.refusal in str(caught.value)
        assert all(problem.where.startswith(str(folder)) for problem in caught.value.problems)
        return
    material = read_material(str(folder))
    assert len(material.transcripts) == 1
    assert len(material.codings) == file.codings
    assert tuple(notice.key for notice in material.notices if notice.key not in TOLD_ANYWAY) == file.notices
