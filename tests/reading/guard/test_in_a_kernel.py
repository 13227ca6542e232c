"""Inside a notebook's kernel risky files are read in a process apart too, which ends with the reading."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import nbformat
import psutil
from hostile.packages import package, word_parts
from nbclient import NotebookClient

READ = "from workbench.reading.study_folder import read_material; material = read_material('consulting')"
COUNT = "import psutil; print(len(material.transcripts), len(psutil.Process().children()))"


@contextmanager
def _watched() -> Iterator[dict[int, tuple[psutil.Process, str]]]:
    """Give every process started below this one meanwhile: its number to itself and its command."""
    earlier = {process.pid for process in psutil.Process().children(recursive=True)}  # other tests' browser
    seen: dict[int, tuple[psutil.Process, str]] = {}
    done = Event()

    def watch() -> None:
        while not done.wait(0.02):
            for process in psutil.Process().children(recursive=True):
                if process.pid in earlier:
                    continue
                with suppress(psutil.Error):  # one that has ended; a new one has the command of its parent at first
                    if command := " ".join(process.cmdline()):
                        seen[process.pid] = (process, command)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def _run(*cells: str) -> tuple[str, list[str]]:
    """Run cells in a kernel; return what they print and the commands of the processes that read risky files."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    with _watched() as seen:
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
        time.sleep(0.1)
    readers = [process for process, command in seen.values() if "contained_child" in command]
    _, alive = psutil.wait_procs([process for process, _ in seen.values()], timeout=30)
    assert not alive
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    return "".join(output.get("text", "") for output in outputs), [seen[reader.pid][1] for reader in readers]


def test_a_sample_with_word_documents_is_read_in_a_kernel_and_leaves_no_process():
    printed, readers = _run(READ, COUNT)
    interviews, children = map(int, printed.split())
    assert interviews >= 8
    assert children == 0
    assert len(readers) == 1


def test_a_bomb_does_not_end_the_kernel(tmp_path: Path):
    part = word_parts()["word/document.xml"].split("</w:body>")[0].encode()
    bomb = package(
        tmp_path / "bomb.docx", word_parts(document=[part, b"<w:p/>" * 2_000_000, b"</w:body></w:document>"])
    )
    printed, readers = _run(
        "from pathlib import Path\n"
        "from workbench.errors import InputError\n"
        "from workbench.reading.guard.contained import Limits, contained\n"
        "try:\n"
        "    with contained(Limits(memory=200 * 2**20)) as run:\n"
        f"        run('word', Path({str(bomb)!r}))\n"
        "except InputError as error:\n"
        "    print(error)\n",
        "print('the kernel lives')",
    )
    assert "more than 200 MB of memory" in printed
    assert "the kernel lives" in printed
    assert len(readers) == 1
