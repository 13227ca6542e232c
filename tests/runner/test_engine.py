"""`papermill --engine workbench`: papermill's own contract, without a kernel."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import nbformat
import papermill
import pytest
from conftest import ROOT
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from runner.cells import SHOWING, notebook_of
from workbench.runner.engine import WorkbenchEngine

GROUP = "papermill.engine"
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(autouse=True)
def _registered():
    papermill_engines.register("workbench", WorkbenchEngine)


@pytest.fixture
def ran(tmp_path):
    """Return a function that runs cells by the engine and returns the notebook on disk, with what was raised."""

    def run(*sources: str, **options):
        nbformat.write(notebook_of(*sources), tmp_path / "in.ipynb")
        error = None
        try:
            papermill.execute_notebook(
                tmp_path / "in.ipynb", tmp_path / "out.ipynb", engine_name="workbench", progress_bar=False, **options
            )
        except Exception as raised:
            error = raised
        return nbformat.read(tmp_path / "out.ipynb", 4), error

    return run


def _entries() -> dict[str, str]:
    entries = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    return entries[GROUP]


def test_the_command_finds_the_engine_by_its_entry_point(tmp_path):
    """The entry is laid out as an installation would, so that the command itself looks it up."""
    (tmp_path / "scratch-0.dist-info").mkdir()
    lines = [f"[{GROUP}]", *(f"{name} = {place}" for name, place in _entries().items())]
    (tmp_path / "scratch-0.dist-info" / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    (tmp_path / "scratch-0.dist-info" / "METADATA").write_text("Name: scratch\nVersion: 0\n", "utf-8")
    notebook = notebook_of("who = 'nobody'", "import os; print(who, os.getppid())")
    notebook.cells[0].metadata.tags = ["parameters"]
    nbformat.write(notebook, tmp_path / "in.ipynb")
    paths = os.pathsep.join([str(tmp_path), str(ROOT / "src")])
    words = [Path(sys.executable).parent / "papermill", "--engine", "workbench", "-p", "who", "Ada"]
    process = subprocess.Popen(
        [*map(str, words), str(tmp_path / "in.ipynb"), str(tmp_path / "out.ipynb")],
        env=os.environ | {"PYTHONPATH": paths},
        stderr=subprocess.PIPE,
        text=True,
    )
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert "Executing" in told
    assert "100%" in told
    assert nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs[0].text == f"Ada {process.pid}\n"


def test_the_engine_shows_what_papermill_shows(ran, tmp_path):
    names = [name for name, source in SHOWING.items() if "raises-exception" not in source]
    ours, error = ran(*(SHOWING[name] for name in names))
    assert error is None
    theirs = papermill.execute_notebook(tmp_path / "in.ipynb", None, progress_bar=False)
    for name, own, other in zip(names, ours.cells, theirs.cells, strict=True):
        if name not in ("a warning", "logged"):  # a fork inherits how pytest takes these
            assert (own.outputs, own.execution_count) == (other.outputs, other.execution_count), name
        assert set(own.metadata.papermill) == set(other.metadata.papermill)
    assert ours.metadata.language_info == theirs.metadata.language_info


def test_cells_have_their_times_and_the_notebook_its_end(ran):
    made, error = ran("import time; time.sleep(0.05)", "2")
    assert error is None
    assert [cell.metadata.papermill.status for cell in made.cells] == ["completed", "completed"]
    assert made.cells[0].metadata.papermill.duration >= 0.05
    assert made.metadata.papermill.exception is None
    assert made.metadata.papermill.duration >= made.cells[0].metadata.papermill.duration


def test_a_cell_that_raises_is_papermills_error_and_what_was_reached_is_saved(ran):
    made, error = ran("'before'", "1 / 0", "'after'")
    assert isinstance(error, PapermillExecutionError)
    assert (error.ename, error.cell_index) == ("ZeroDivisionError", 1)
    _, before, _, failed, after = made.cells
    assert before.outputs[0].data["text/plain"] == "'before'"
    assert failed.metadata.papermill.status == "failed"
    assert after.metadata.papermill.status == "pending"
    assert "An Exception was encountered" in made.cells[0].source


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("import sys; sys.exit(0)", PapermillExecutionError),
        ("import os; os._exit(0)", DeadKernelError),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", DeadKernelError),
        ("raise KeyboardInterrupt", PapermillExecutionError),
        ("exit()", DeadKernelError),
    ],
)
def test_no_way_of_leaving_a_cell_is_a_success(ran, source, kind):
    made, error = ran("1", source, "3")
    assert isinstance(error, kind)
    status = [cell.metadata.papermill.status for cell in made.cells if cell.cell_type == "code"]
    assert status == ["completed", "failed", "pending"]
    assert made.metadata.papermill.exception is True


def test_a_cell_over_its_limit_is_ended_with_all_it_started(ran, tmp_path):
    note = tmp_path / "pid"
    sleeper = f"import subprocess; p = subprocess.Popen(['sleep', '60']); open({str(note)!r}, 'w').write(str(p.pid))"
    made, error = ran(sleeper, "import time; time.sleep(60)", execution_timeout=1)
    assert isinstance(error, CellTimeoutError)
    assert made.cells[1].metadata.papermill.status == "failed"
    until = time.monotonic() + 5
    while _lives(int(note.read_text("utf-8"))) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _lives(int(note.read_text("utf-8")))


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_cells_change_nothing_in_the_process_that_asked(ran):
    _, error = ran("import os, sys; os.environ['LEFT_BEHIND'] = 'x'; sys.left_behind = 1; os.chdir('/')")
    assert error is None
    assert "LEFT_BEHIND" not in os.environ
    assert not hasattr(sys, "left_behind")


def test_forked_notebooks_draw_luck_of_their_own(ran):
    source = "import random, numpy as np; random.random(), np.random.random()"
    one, other = (ran(source)[0].cells[0].outputs[0].data["text/plain"] for _ in range(2))
    assert one.strip("()").split(", ")[0] != other.strip("()").split(", ")[0]
    assert one.strip("()").split(", ")[1] != other.strip("()").split(", ")[1]


def test_output_is_written_where_papermill_is_asked_to_write_it(ran, tmp_path):
    with (tmp_path / "said").open("w", encoding="utf-8") as file:
        ran("print('hello'); 1", stdout_file=file)
    assert (tmp_path / "said").read_text("utf-8") == "hello\n"
