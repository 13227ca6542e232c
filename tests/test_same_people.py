"""The same people, words and codes give the same persona files, in whatever order, under whatever names of files."""

from __future__ import annotations

import csv
import random
import re
import shutil
from pathlib import Path

import pytest
from conftest import REAL, ROOT, SHARED

from workbench.reading.persona_files import persona_text
from workbench.reading.study_folder import find_study, read_material
from workbench.study import Study
from workbench.walk import build_personas, code, segment

TIED_TO_NAMES = re.compile(r"^ *(?:- )?(?:id: E-|document: |inputs: ).*$|^    - (?:interview-\d+|second-round)$", re.M)
"""Lines that hold the name of a file, or a digest over files: the only ones that may follow them."""


def files_of(study, **chosen):
    """Return the text of each persona file of a study, as a first run writes it."""
    parameters = Study(study=str(study), resamples=20, persona_files=str(Path(study) / "nowhere"), **chosen)
    material = read_material(parameters.study)
    codings = code(material)
    personas = build_personas(material, codings, segment(material, codings, parameters), parameters)
    return [persona_text(persona) for persona in personas]


def shuffled_rows(path, order, renamed=None):
    """Write the rows of a table in another order, its documents under other names."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    place = head.index("document")
    rows = [[*row[:place], (renamed or {}).get(row[place], row[place]), *row[place + 1 :]] for row in rows]
    order.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


@pytest.fixture
def copied(tmp_path):
    """Copy a sample study to a folder of its own."""

    def copy(name):
        return Path(shutil.copytree(find_study(name), tmp_path / name))

    return copy


def settled(texts):
    """Return persona files without the lines that follow names of files; each list of documents by its length."""
    return [TIED_TO_NAMES.sub("", text) for text in texts]


@pytest.mark.parametrize("name", ["travel", "consulting"])
def test_rows_in_another_order_change_no_byte_but_the_digest_of_the_files(copied, name):
    study = copied(name)
    before = files_of(study)
    for number in range(2):
        for table in ("participants.csv", "codings.csv"):
            shuffled_rows(study / table, random.Random(number))  # noqa: S311
        after = files_of(study)
        assert [re.sub("inputs: .*", "", text) for text in after] == [re.sub("inputs: .*", "", t) for t in before]


@pytest.mark.parametrize("name", ["startup", "agency"])
def test_interviews_under_other_names_and_in_another_order_give_the_same_files(copied, name):
    study, order = copied(name), random.Random(3)  # noqa: S311
    before = files_of(study)
    paths = sorted((study / "interviews").iterdir())
    names = [path.stem for path in paths]
    renamed = dict(zip(names, order.sample(names, len(names)), strict=True))
    for path in paths:
        path.rename(path.with_name(f"was-{path.name}"))
    for path in paths:
        path.with_name(f"was-{path.name}").rename(path.with_name(renamed[path.stem] + path.suffix))
    for table in ("participants.csv", "codings.csv"):
        shuffled_rows(study / table, order, renamed)
    assert settled(files_of(study)) == settled(before)


def without_identity(text):
    return re.sub(r"^identity:\n(?: .*\n)+", "", text, flags=re.M)


@pytest.mark.parametrize("name", ["travel", "consulting"])
def test_another_seed_gives_other_identities_and_nothing_else(name, tmp_path):
    one, other = (files_of(name, seed=seed) for seed in (1, 7))
    assert all(a != b for a, b in zip(one, other, strict=True))
    assert [without_identity(text) for text in one] == [without_identity(text) for text in other]


@pytest.mark.real
@pytest.mark.soak
def test_real_interviews_in_another_order_and_by_another_seed_give_the_same_files(tmp_path):
    if not (SHARED / REAL[0]).is_dir():
        pytest.skip(f"the real interviews of {REAL[0]} are not here: {SHARED / REAL[0]}")
    study = tmp_path / REAL[0]
    shutil.copytree(ROOT / "tests" / "real" / REAL[0], study)
    table = tmp_path / "biogas.csv"
    shutil.copy(SHARED / REAL[0] / "biogasoutcomesmalawi.csv", table)
    brief = (study / "study.yml").read_text("utf-8")
    (study / "study.yml").write_text(re.sub(r'path: ".*"', f'path: "{table}"', brief), "utf-8")
    before = files_of(study)
    with table.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    random.Random(1).shuffle(rows)  # noqa: S311
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    after = files_of(study, seed=5)
    assert before
    assert [re.sub("inputs: .*", "", without_identity(text)) for text in after] == [
        re.sub("inputs: .*", "", without_identity(text)) for text in before
    ]
