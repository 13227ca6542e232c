"""Whatever a file does to the process that reads it, this one lives on and says what happened."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer

import psutil
import pytest
from hostile.packages import TALK, package, paragraphs, repeated, word_parts

from workbench.errors import InputError, Problem
from workbench.model.brief import Columns
from workbench.model.material import Notice
from workbench.reading.guard import contained as room
from workbench.reading.guard import contained_child as room_child
from workbench.reading.guard.contained import Answer, Limits, contained, is_risky
from workbench.reading.guard.contained_child import FORBIDDEN, READERS, _refuse
from workbench.reading.turns import Turn


@pytest.fixture
def talk(tmp_path) -> Path:
    return package(tmp_path / "talk.docx", word_parts(paragraphs(*TALK)))


@pytest.fixture
def endless(tmp_path) -> Path:
    """A file that takes seconds to read and less than a gigabyte."""
    head = word_parts()["word/document.xml"].split("</w:body>")[0].encode()
    document = repeated(head, b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", 900_000, b"")
    return package(tmp_path / "endless.docx", word_parts(document=[*document, b"</w:body></w:document>"]))


def _children() -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):  # one of others that ends meanwhile
            if "contained_child" in " ".join(child.cmdline()):
                found.append(child)
    return found


def _problem(run, *request) -> Problem:
    with pytest.raises(InputError) as caught:
        run(*request)
    (problem,) = caught.value.problems
    return problem


def test_one_process_reads_many_files_and_none_is_left_behind(talk):
    with contained() as run:
        first = run("word", talk)
        (child,) = _children()
        assert all(run("word", talk) == first for _ in range(5))
        assert _children() == [child]
    assert not child.is_running()
    assert str(TALK[0]) in str(first)


def test_a_process_is_not_held_to_be_tired_by_what_this_one_has_held(talk):
    held = bytearray(room_child.TIRED * 1024 + 2**26)
    held[:: 2**12] = b"x" * len(held[:: 2**12])
    with contained() as run:
        run("word", talk)
        before = _children()
        run("word", talk)
        assert _children() == before != []


def test_no_process_starts_without_a_file():
    with contained():
        assert not _children()


def test_no_process_is_left_behind_by_an_exception(talk):
    def interrupted():
        with contained() as run:
            run("word", talk)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not _children()


def test_the_problems_of_a_reader_come_back_as_they_are(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"words")
    with contained() as run:
        problem = _problem(run, "sheet", path, Columns())
        assert problem.where == str(path)
        assert problem.what == "not a workbook (.xlsx)"


def test_too_long_a_file_is_stopped_and_the_next_one_is_read(endless, talk):
    with contained(Limits(seconds=1)) as run:
        began = time.perf_counter()
        problem = _problem(run, "word", endless)
        assert time.perf_counter() - began < 20
        assert problem.where == str(endless)
        assert problem.what == "reading it took more than 1 seconds and was stopped"
        assert problem.remedy
        assert run("word", talk)


def test_too_much_memory_is_refused_and_the_next_file_is_read(endless, talk):
    with contained(Limits(memory=200 * 2**20)) as run:
        problem = _problem(run, "word", endless)
        assert problem.where == str(endless)
        assert problem.what == "reading it takes more than 200 MB of memory"
        assert run("word", talk)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGKILL, "the system stopped the program that read it"),
        (signal.SIGSEGV, "got SIGSEGV"),
        (signal.SIGABRT, "got SIGABRT"),
        (signal.SIGXCPU, "took more than 30 seconds"),
    ],
)
def test_a_process_that_dies_is_told_of_and_replaced(endless, talk, number, words):
    with contained() as run:
        run("word", talk)
        (child,) = _children()
        timer = Timer(0.5, child.send_signal, (number,))
        timer.start()
        problem = _problem(run, "word", endless)
        timer.join()
        assert words in str(problem)
        assert problem.where == str(endless)
        assert run("word", talk)


def test_a_process_that_died_between_two_files_is_replaced(talk):
    with contained() as run:
        run("word", talk)
        (child,) = _children()
        child.kill()
        child.wait()
        assert run("word", talk)


def test_the_process_ends_when_whoever_started_it_is_killed(endless):
    program = (
        "import sys; from pathlib import Path; from workbench.reading.guard.contained import contained\n"
        "with contained() as run:\n"
        f"    run('word', Path({str(endless)!r}))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program])
    began = time.perf_counter()
    while not (children := psutil.Process(parent.pid).children()) and time.perf_counter() - began < 60:
        time.sleep(0.05)
    time.sleep(0.5)  # the file is being read now
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert children
    assert not alive


def test_what_is_no_file_is_refused_before_anybody_waits_for_it(tmp_path):
    pipe, folder, gone = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "c.docx"
    os.mkfifo(pipe)
    folder.mkdir()
    with contained() as run:
        assert _problem(run, "word", pipe).what == "this is no file"
        assert _problem(run, "word", folder).what == "this is no file"
        assert _problem(run, "word", gone).what == "cannot be read"
        assert not _children()


def test_only_named_readers_are_called(talk):
    with contained() as run, pytest.raises(KeyError):
        run("os.system", talk)
    assert all(module.startswith("workbench.reading.") for module, _ in READERS.values())


def test_a_reader_that_fails_is_told_with_its_file(talk):
    with contained() as run:
        problem = _problem(run, "word", talk, "one argument too many", 2, 3)
    assert problem.what == "the program that reads this kind of file failed on it"
    assert problem.got.startswith("TypeError")


def test_an_answer_makes_trusted_values_alone():
    from io import BytesIO

    class Evil:
        def __reduce__(self):
            return os.system, ("true",)

    def answer(value):
        return Answer(BytesIO(pickle.dumps(value, protocol=5))).load()

    value = ({"a": [Turn("A", "b", 1.0)]}, [Notice("a", "b", {"n": 1}, 3)], (Problem("a", "b"),))
    assert answer(value) == value
    for untrusted in (Evil(), Path("a"), Timer, os.system, eval):
        with pytest.raises(pickle.UnpicklingError, match="is not trusted"):
            answer(untrusted)


@pytest.mark.parametrize("content", [b"", b"words", pickle.dumps(1), pickle.dumps(("problems", (1,), True))])
def test_an_answer_that_is_none_is_refused(content):
    with pytest.raises(InputError, match="no answer that can be trusted"):
        room._understood(content, Path("a.docx"))


def test_trusted_classes_are_where_they_are_said_to_be():
    from importlib import import_module

    assert all(getattr(import_module(module), name) for name, module in room.TRUSTED.items())


def test_the_process_refuses_connections_processes_and_files_to_write(tmp_path):
    program = (
        "import sys, resource, socket, subprocess, os; from workbench.reading.guard import contained_child as c\n"
        "c._limit('RLIMIT_FSIZE', 0); sys.addaudithook(c._refuse)\n"
        "def refused(do):\n"
        "    try: do()\n"
        "    except OSError: return True\n"
        "def write():\n"
        f"    with open({str(tmp_path / 'a')!r}, 'w') as file: file.write('x')\n"
        "print([refused(d) for d in (lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "    lambda: subprocess.run(['true']), lambda: os.system('true'), os.fork, write)])\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str([True] * 5)
    assert all(isinstance(event, str) for event in FORBIDDEN)
    with pytest.raises(PermissionError, match=r"socket\.connect is not allowed"):
        _refuse("socket.connect", ())


def test_a_module_beside_the_study_is_not_taken_for_a_library(talk, monkeypatch):
    (talk.parent / "lxml.py").write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.chdir(talk.parent)
    monkeypatch.syspath_prepend("")
    with contained() as run:
        assert run("word", Path("talk.docx"))


def test_a_file_is_risky_by_its_format_or_its_size(tmp_path):
    assert is_risky(Path("a.DOCX"))
    assert not is_risky(Path("a.vtt"))
    assert not is_risky(tmp_path / "gone.json")
    small, large = tmp_path / "small.json", tmp_path / "large.json"
    small.write_bytes(b" ")
    large.write_bytes(b" " * (room.LARGE + 1))
    assert (is_risky(small), is_risky(large)) == (False, True)
