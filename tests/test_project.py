"""What the project promises about itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT, SAMPLES
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

from workbench.study import Study

CONDA = {"matplotlib": "matplotlib-base", "jupyter-client": "jupyter_client"}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_the_conda_environment_is_in_step_with_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {CONDA.get(r.name, r.name): str(r.specifier) for r in map(Requirement, project["dependencies"])}
    environment = YAML(typ="safe").load((ROOT / "environment.yml").read_text("utf-8"))
    *conda, pip = environment["dependencies"]
    given = [item for item in (*conda, *pip["pip"]) if item not in ("pip", "-e .")]
    found = {r.name: str(r.specifier) for r in map(Requirement, given)}
    assert found.pop("python") == project["requires-python"]
    assert found == wanted


def test_the_lock_file_names_no_host_and_hashes_everything():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?://|file:|--index|--find-links", lock)
    pinned = re.findall(r"^[a-z0-9][a-z0-9._-]*==", lock, flags=re.MULTILINE)
    hashed = re.findall(r"==[^\n]*\\\n    --hash=sha256:", lock)
    assert len(pinned) == len(hashed) > 100


def test_the_lock_file_holds_every_requirement():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = {canonicalize_name(Requirement(r).name) for r in asked}
    missing = [name for name in names if not re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE)]
    assert not missing


def test_the_library_imports_nothing_a_kernel_would_wait_for():
    heavy = {"papermill", "nbconvert", "matplotlib", "dask", "sklearn", "nltk"}
    code = f"import workbench, workbench.walk, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_does_nothing():
    code = "import sys; before = set(sys.modules); import workbench; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['workbench']"
    assert not done.stderr


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_clean(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(code) <= 12
    assert sum(len(source.splitlines()) for source in code) <= 60
    assert not [s for s in code if re.search(r"^\s*(def|class|for|while|try)\b", s, re.MULTILINE)]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda path: path.stem)  # the first begins a study: it has none
def test_the_parameters_cell_of_each_notebook_is_that_of_a_study(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    (source,) = ["".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", [])]
    values: dict[str, object] = {}
    exec(source, values)  # noqa: S102  # our own cell: the point is what it sets
    assert {name: values[name] for name in Study.model_fields} == Study().model_dump()
    for line, (name, field) in zip(source.splitlines(), Study.model_fields.items(), strict=True):
        assert line.startswith(f"{name}: ")
        assert line.endswith(f"# {field.description}")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_persona_files_kept_here_are_those_of_today(walked, name):
    from workbench.reading.persona_files import persona_text

    for persona in walked(name).personas:
        kept = (ROOT / "personas" / name / f"{persona.id}.yml").read_text("utf-8")
        assert kept == persona_text(persona)
    assert len(list((ROOT / "personas" / name).glob("*.yml"))) == len(walked(name).personas)


def test_no_module_is_longer_than_a_page_or_named_for_nothing():
    for path in (ROOT / "src").rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 250, path
        assert path.stem not in {"utils", "helpers", "common", "core", "base", "misc"}, path


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make study" in readme
    assert "make test" in readme
