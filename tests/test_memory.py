"""What is remembered is what would be computed anew; and nothing is, unless somebody asks."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from workbench.errors import InputError
from workbench.memory import FEW, Memory, remembered
from workbench.reading.persona_files import write_personas
from workbench.reading.study_folder import read_material, samples_folder
from workbench.study import Study
from workbench.walk import build_personas, code, results, segment


@pytest.fixture
def counted():
    """A remembered function that counts its calls; its third argument may be equal instead of the same."""

    @remembered(alike=("like",), state=lambda *_, **__: state[0])
    def add(one, two, like=()):
        calls.append(one)
        if two is None:
            raise ValueError("nothing to add")
        return [one, two, *like]

    calls, state = [], ["as it is"]
    return add, calls, state


def test_nothing_is_remembered_unless_a_memory_is_in_use(counted):
    add, calls, _ = counted
    assert add(1, 2) == add(1, 2) == [1, 2]
    memory = Memory()
    with memory.in_use():
        assert add(1, 2) is add(1, 2, like=())
    add(1, 2)
    assert len(calls) == 4
    with memory.in_use():
        add(1, 2)
    assert len(calls) == 4


def test_the_same_is_an_equal_plain_value_or_the_same_object_or_what_may_be_alike(counted):
    add, calls, _ = counted
    own = [1]
    with Memory().in_use():
        for one, two, like in [(1, 2, ()), (True, 2, ()), (1.0, 2, ()), (own, 2, ()), ([1], 2, ()), (1, 2, (3,))]:
            assert add(one, two, like) is add(one, two, tuple(like))
            assert add(one, two, like)[0] is one
    assert len(calls) == 6


def test_a_file_that_changed_is_read_again_and_an_error_is_no_result(counted):
    add, calls, state = counted
    with Memory().in_use():
        first = add(1, 2)
        state[0] = "changed"
        assert add(1, 2) is not first
        for _ in range(2):
            with pytest.raises(ValueError, match="nothing"):
                add(1, None)
    assert len(calls) == 4


def test_a_memory_keeps_few_results(counted):
    add, calls, _ = counted
    with Memory().in_use():
        for number in (*range(FEW + 1), 0):
            add(number, 2)
    assert len(calls) == FEW + 2


@pytest.fixture
def study(tmp_path):
    """A copy of a sample, with its key and persona files apart."""
    shutil.copytree(samples_folder() / "startup", tmp_path / "startup")
    return Study(
        study=str(tmp_path / "startup"), persona_files=str(tmp_path / "personas"), n_journeys=200, resamples=20
    )


def test_a_study_is_read_and_coded_once(study):
    with Memory().in_use():
        material = read_material(study.study)
        assert read_material(study.study) is material
        codings = code(material)
        assert code(material) is codings
        assert segment(material, codings, study) is segment(material, codings, study.model_copy())
        assert results(study) is results(study.model_copy())
        assert results(study).codings is codings
        assert results(study.model_copy(update={"seed": 2})) is not results(study)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "codebook.yml").write_text(
            (folder / "codebook.yml").read_text("utf-8") + "\n", "utf-8"
        ),
        lambda folder: next((folder / "interviews").iterdir()).rename(folder / "interviews" / "other.txt"),
        lambda folder: (folder / "names.csv").write_text("words,kind,decision,stand_in\n", "utf-8"),
        lambda folder: (folder / "codings.csv").touch(),
    ],
    ids=["a codebook changed", "an interview renamed", "a list added", "a file only touched"],
)
def test_a_study_is_read_again_as_soon_as_a_file_of_it_changes(study, tmp_path, change):
    folder = tmp_path / "startup"
    with Memory().in_use():
        before = read_material(study.study)
        held = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        change(folder)
        same = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} == held
        try:
            after = read_material(study.study)
        except InputError:
            after = None
        assert (after is before) == same


def test_an_edit_of_a_persona_file_is_seen(study, tmp_path):
    with Memory().in_use():
        material = read_material(study.study)
        codings = code(material)
        segments = segment(material, codings, study)
        made = build_personas(material, codings, segments, study)
        folder = study.persona_folder(material.brief.id)
        write_personas(made, folder, material.transcripts)
        again = build_personas(material, codings, segments, study)
        assert again == made
        path = folder / "p1.yml"
        name = made[0].identity.name
        path.write_text(path.read_text("utf-8").replace(name, "Somebody Else"), "utf-8")
        edited = build_personas(material, codings, segments, study)
        assert edited[0].identity.name == "Somebody Else"
        assert results(study).personas == edited


def test_results_with_a_memory_are_those_without(study):
    plain = results(study)
    with Memory().in_use():
        results(study)
        kept = results(study)
    assert kept.outcomes == plain.outcomes
    assert kept.personas == plain.personas
    assert replace(kept.material, digests={}) == replace(plain.material, digests={})
