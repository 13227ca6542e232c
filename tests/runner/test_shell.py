"""A notebook run in this process: all that a kernel would have shown, and never a false success."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import nbformat
import pytest

from runner.cells import SHOWING, notebook_of
from workbench.errors import RunFailed
from workbench.runner.cell_journal import journal_of, reached, write_reached
from workbench.runner.notebooks import execute
from workbench.runner.shell import execute_in_shell

pytestmark = pytest.mark.filterwarnings("default")  # cells warn as anywhere else


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a notebook of these cells."""

    def write(*sources: str):
        path = tmp_path / "one.ipynb"
        nbformat.write(notebook_of(*sources), path)
        return path

    return write


ALONE = """
import sys
from pathlib import Path
from workbench.errors import RunFailed
from workbench.runner.{module} import {way}
try:
    {way}(Path(sys.argv[1]), Path(sys.argv[2]), {{}}, tick=lambda: None)
except RunFailed as error:
    print(error, end="")
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Return the cells of SHOWING as a Jupyter kernel left them, and as the shell did: outside of pytest's own care."""
    folder = tmp_path_factory.mktemp("both")
    nbformat.write(notebook_of(*SHOWING.values()), folder / "in.ipynb")
    found, told = [], []
    for module, way in (("notebooks", "execute"), ("shell", "execute_in_shell")):
        out = folder / f"{way}.ipynb"
        words = [sys.executable, "-c", ALONE.format(module=module, way=way), folder / "in.ipynb", out]
        told.append(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        cells = [cell for cell in nbformat.read(out, 4).cells if cell.cell_type == "code"]
        assert all(cell.execution_count for cell in cells if cell.source)
        found.append(dict(zip(SHOWING, cells, strict=True)))
    assert "deep" in told[0], "papermill fails what raised on purpose, too, at the end"
    assert told[0] == told[1]
    return found


@pytest.mark.parametrize("kind", SHOWING)
def test_the_shell_shows_what_a_kernel_shows(both, kind):
    kernel, shell = ((_comparable(cell[kind].outputs), cell[kind].execution_count) for cell in both)
    assert shell == kernel


def _comparable(outputs):
    text = json.dumps(outputs, sort_keys=True)
    for pattern, same in ((r"ipykernel_\d+", "ipykernel_PID"), (r"0x[0-9a-f]{6,}", "0xADDRESS")):
        text = re.sub(pattern, same, text)
    return json.loads(text)


def test_parameters_are_put_in_as_papermill_puts_them(written, tmp_path):
    values = {"text": 'a"+{x}é', "number": 7, "nothing": None, "deep": {"a": [1, 2.5, True]}}
    path = written("text = 'default'", "text, number, nothing, deep")
    notebook = nbformat.read(path, 4)
    notebook.cells[0].metadata.tags = ["parameters"]
    nbformat.write(notebook, path)
    made = [way(path, tmp_path / "o.ipynb", values, tick=lambda: None) for way in (execute, execute_in_shell)]
    kernel, shell = ([(c.source, c.metadata.tags, c.outputs) for c in one.cells] for one in made)
    assert shell == kernel
    assert set(made[0].metadata.papermill) == set(made[1].metadata.papermill)
    assert made[0].metadata.language_info == made[1].metadata.language_info
    assert made[1].metadata.papermill.parameters == values
    assert made[1].metadata.papermill.exception is None
    assert {c.metadata.papermill.status for c in made[1].cells} == {"completed"}


def test_each_cell_ticks_and_the_notebook_returned_is_the_one_written(written, tmp_path):
    ticks = []
    made = execute_in_shell(written("1", "", "2"), tmp_path / "o.ipynb", {}, tick=lambda: ticks.append(1))
    assert len(ticks) == 2
    assert nbformat.read(tmp_path / "o.ipynb", 4) == made
    assert not journal_of(tmp_path / "o.ipynb").exists()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("1 / 0", r"one.ipynb, cell 1: ZeroDivisionError: division by zero"),
        ("import sys; sys.exit()", "cell 1: SystemExit"),
        ("import sys; sys.exit(0)", "cell 1: SystemExit: 0"),
        ("raise SystemExit('so')", "cell 1: SystemExit: so"),
        ("raise KeyboardInterrupt", "cell 1: KeyboardInterrupt"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGINT); print('?')", "cell 1: KeyboardInterrupt"),
        ("exit", "asked its kernel to end"),
        ("quit()", "asked its kernel to end"),
        ("import asyncio; await asyncio.sleep(0); 1 / 0", "cell 1: ZeroDivisionError"),
        ("1 +", "cell 1: SyntaxError"),
        ("%nosuchmagic", "cell 1: CellExecutionError"),
    ],
)
def test_a_cell_that_does_not_end_well_is_a_failed_run(written, tmp_path, source, told):
    out = tmp_path / "o.ipynb"
    with pytest.raises(RunFailed, match=told):
        execute_in_shell(written("before = 1", source, "open('after', 'w')"), out, {}, tick=lambda: None)
    code = [cell for cell in nbformat.read(out, 4).cells if cell.cell_type == "code"]
    assert [cell.metadata.papermill.status for cell in code] == ["completed", "failed", "pending"]
    assert code[2].execution_count is None
    assert not journal_of(out).exists()


def test_a_failed_run_is_marked_as_papermill_marks_it(written, tmp_path):
    path = written("1", "1 / 0")
    found = []
    for way in (execute, execute_in_shell):
        with pytest.raises(RunFailed):
            way(path, tmp_path / "o.ipynb", {}, tick=lambda: None)
        found.append(
            [(c.cell_type, c.source, c.metadata.get("tags")) for c in nbformat.read(tmp_path / "o.ipynb", 4).cells]
        )
    assert found[1] == found[0]
    assert "An Exception was encountered" in found[1][0][1]


def test_a_run_that_is_killed_shows_what_was_reached_and_keeps_the_old_notebook(written, tmp_path):
    out = tmp_path / "o.ipynb"
    out.write_text("old", "utf-8")
    source = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    path = written("h = display('before', display_id=True); print('one')", "h.update('after')", source, "4")
    code = (
        "import sys; from pathlib import Path; from workbench.runner.shell import execute_in_shell; "
        "execute_in_shell(Path(sys.argv[1]), Path(sys.argv[2]), {}, tick=lambda: None)"
    )
    ended = subprocess.run([sys.executable, "-c", code, path, out], check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    assert out.read_text("utf-8") == "old"
    with journal_of(out).open("a", encoding="utf-8") as file:
        file.write('{"ended": 3, "ce')  # cut short by the kill
    cells = reached(out).cells
    assert [cell.metadata.papermill.status for cell in cells] == ["completed", "completed", "running", "pending"]
    assert cells[0].outputs[0].data["text/plain"] == "'after'"
    assert cells[0].outputs[1].text == "one\n"
    assert write_reached(out)
    assert nbformat.read(out, 4).cells[2].metadata.papermill.status == "running"
    assert not write_reached(out)


def test_a_notebook_leaves_the_process_as_it_was(written, tmp_path):
    before = (sys.stdout, sys.stderr, sys.displayhook, sys.excepthook, sys.modules["__main__"], dict(os.environ))
    handler, threads, files = (
        signal.getsignal(signal.SIGINT),
        threading.enumerate(),
        list(Path("/proc/self/fd").iterdir()),
    )
    for _ in range(2):
        execute_in_shell(
            written("x = 1; print(x)", "assert 'y' not in dir(); y = x"), tmp_path / "o", {}, tick=lambda: 0
        )
    after = (sys.stdout, sys.stderr, sys.displayhook, sys.excepthook, sys.modules["__main__"], dict(os.environ))
    assert after == before
    assert (signal.getsignal(signal.SIGINT), threading.enumerate()) == (handler, threads)
    assert len(list(Path("/proc/self/fd").iterdir())) == len(files)
    with pytest.raises(NameError):
        get_ipython()  # noqa: F821


def test_what_is_written_past_pythons_streams_is_shown(written, tmp_path):
    source = "import os, subprocess\nprint('first')\nos.write(1, b'past')\nsubprocess.run('echo err >&2', shell=True);"
    made = execute_in_shell(written(source), tmp_path / "o.ipynb", {}, tick=lambda: None)
    assert [(output.name, output.text) for output in made.cells[0].outputs] == [
        ("stdout", "first\npast"),
        ("stderr", "err\n"),
    ]


def test_widgets_are_kept_as_a_client_keeps_them(written, tmp_path):
    slider = "import ipywidgets as widgets; slider = widgets.IntSlider(3, description='é'); slider"
    output = "shown = widgets.Output()\nwith shown:\n    print('in it')\nshown"
    found = []
    for way in (execute, execute_in_shell):
        made = way(written(slider, output, "slider.value = 7"), tmp_path / "o.ipynb", {}, tick=lambda: None)
        state = made.metadata.widgets["application/vnd.jupyter.widget-state+json"].state.values()
        kept = sorted(
            json.dumps([one.model_name, *map(one.state.get, ("value", "outputs"))], sort_keys=True) for one in state
        )
        shown = [[output.data["text/plain"] for output in cell.outputs] for cell in made.cells]
        found.append((kept, shown))
    assert "in it" in str(found[0])
    assert found[1] == found[0]


def test_a_module_in_the_folder_of_the_command_can_be_imported(written, tmp_path, monkeypatch):
    (tmp_path / "beside_it.py").write_text("VALUE = 7", "utf-8")
    monkeypatch.chdir(tmp_path)
    path = list(sys.path)
    found = []
    for way in (execute, execute_in_shell):
        made = way(written("import beside_it; beside_it.VALUE"), tmp_path / "o.ipynb", {}, tick=lambda: None)
        found.append(made.cells[0].outputs[0].data["text/plain"])
    assert found == ["7", "7"]
    assert sys.path == path
    del sys.modules["beside_it"]


def test_each_notebook_finds_matplotlib_as_in_a_new_kernel(written, tmp_path):
    plot = "import pylab as p; own = p.rcParams; print(own['font.size']); own['font.size'] = 3; p.plot([1]);"
    for _ in range(2):
        made = execute_in_shell(written(plot), tmp_path / "o.ipynb", {}, tick=lambda: None)
        text, picture = made.cells[0].outputs
        assert text.text == "10.0\n"
        assert set(picture.data) == {"image/png", "text/plain"}


def test_cells_run_where_a_loop_is_running_already(written, tmp_path):
    notebook = written("import asyncio\nawait asyncio.sleep(0)\n2 + 2")
    before, around = asyncio._get_running_loop(), asyncio.new_event_loop()
    asyncio._set_running_loop(around)
    try:
        done = execute_in_shell(notebook, tmp_path / "o.ipynb", {}, tick=lambda: None)
        assert asyncio.get_running_loop() is around
    finally:
        asyncio._set_running_loop(before)
        around.close()
    assert done.cells[-1].outputs[0]["data"]["text/plain"] == "4"
