"""Processes forked from one another find what the others left, whole or not at all."""

from __future__ import annotations

import os
import signal

import pytest

from workbench.memory import Memory, remembered
from workbench.shared_store import HEAD, SharedStore

KEY = b"k" * 32


@pytest.fixture
def store():
    made = SharedStore()
    yield made
    made.close()


def _forked(work) -> int:
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_what_one_fork_leaves_another_finds_and_the_first_value_stays(store):
    assert store.get(KEY) is None
    assert _forked(lambda: store.put(KEY, {"é": (1, None)})) == 0
    assert _forked(lambda: store.put(KEY, "late")) == 0
    assert store.get(KEY) == ({"é": (1, None)},)
    assert store.get(b"o" * 32) is None


def test_none_is_a_value_too(store):
    store.put(KEY, None)
    assert store.get(KEY) == (None,)


def test_a_value_that_cannot_be_written_is_left_out(store):
    store.put(KEY, lambda: None)
    assert store.get(KEY) is None


@pytest.mark.parametrize("left", [1, HEAD.size - 1, HEAD.size, HEAD.size + 3])
def test_what_a_killed_process_had_begun_is_no_value_and_in_nobodys_way(store, left):
    store.put(b"a" * 32, "before")
    handle = store._file.fileno()
    end = os.fstat(handle).st_size
    whole = HEAD.pack(KEY, b"x" * 32, 100) + b"half"
    os.pwrite(handle, whole[:left], end)
    assert store.get(KEY) is None
    store.put(KEY, "after")
    assert store.get(KEY) == ("after",)
    assert store.get(b"a" * 32) == ("before",)


def test_a_value_that_was_damaged_is_none(store):
    store.put(KEY, "value")
    end = os.fstat(store._file.fileno()).st_size
    os.pwrite(store._file.fileno(), b"?", end - 2)
    assert store.get(KEY) is None


def test_many_processes_write_at_once_and_lose_nothing(store):
    def write(first: int) -> None:
        for number in range(first, first + 50):
            store.put(number.to_bytes(32, "big"), [number] * 500)

    children = []
    for first in (0, 25, 50, 75):
        child = os.fork()
        if not child:
            try:
                write(first)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert all(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 for child in children)
    assert all(store.get(number.to_bytes(32, "big")) == ([number] * 500,) for number in range(125))


def test_a_writer_killed_with_the_lock_in_hand_stops_nobody(store):
    def die() -> None:
        with store._alone():
            os.kill(os.getpid(), signal.SIGKILL)

    assert _forked(die) == -signal.SIGKILL
    store.put(KEY, 1)
    assert store.get(KEY) == (1,)


def test_only_functions_that_are_shared_of_arguments_with_a_name_are_found_by_others(store):
    calls = []

    @remembered(shared=True)
    def read(name):
        calls.append(("read", name))
        return [name]

    @remembered(shared=True)
    def longer(value, by):
        calls.append(("longer", by))
        return value * by

    @remembered()
    def own(value):
        calls.append(("own",))
        return len(value)

    def run():
        with Memory(store).in_use():
            return longer(read("a"), 2), own(read("a")), longer(["b"], 2)

    assert run() == (["a", "a"], 1, ["b", "b"])
    assert calls == [("read", "a"), ("longer", 2), ("own",), ("longer", 2)]
    calls.clear()
    assert run() == (["a", "a"], 1, ["b", "b"])
    assert calls == [("own",), ("longer", 2)]


def test_a_changed_file_is_another_key(store):
    state = ["before"]

    @remembered(state=lambda: state[0], shared=True)
    def read():
        return list(state)

    with Memory(store).in_use():
        assert read() == ["before"]
    state[0] = "after"
    with Memory(store).in_use():
        assert read() == ["after"]
