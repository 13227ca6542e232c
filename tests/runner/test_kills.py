"""Killed at any moment, whoever is hit: files are whole or absent, nothing is called done that is not, nothing is left.

R1, R3 and R7 of the scorecard. The long versions write their counts into benchmarks/reliability.json.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from runner.tiny.checks import end_all
from runner.tiny.project import make_project
from runner.tiny.runs import effects, finished, journal_of, names_of, processes_of, wait_until
from runner.tiny.tally import note
from workbench.runner.identity import digest_of

LARGE = 8_000_000
"""Letters in the report: writing it takes a while."""
SEEDS = 4


def _torn(project: Path) -> list[str]:
    """Return the files that are neither whole nor absent; half-written ones that are hidden wait for the next run."""
    wrong = []
    for path in (project / "reports").rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(project).parts)
        if path.is_file() and not hidden and not _is_whole(path):
            wrong.append(str(path))
    return wrong


def _is_whole(path: Path) -> bool:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return text.rstrip().endswith("</html>")
    if path.suffix == ".jsonl":
        return True  # its lines carry checksums
    try:
        nbformat.validate(nbformat.reads(text, 4)) if path.suffix == ".ipynb" else json.loads(text)
    except Exception:
        return path.suffix == ".yml"
    return True


def _falsely_done(project: Path) -> list[str]:
    """Return folders whose last finished run left other results than it noted."""
    last = {entry.folder: entry for entry in journal_of(project) if entry.kind == "finished"}
    return [
        folder
        for folder, entry in last.items()
        for name, digest in entry.facts["outputs"].items()
        if digest_of(project / "reports" / folder / name) != digest
    ]


def _kill_somebody(run, project: Path, chance: random.Random) -> str:
    """Kill runner, guardian or worker; return which, or nothing when there was nobody."""
    alive = names_of(project)
    if not alive:
        return ""
    pid = chance.choice(sorted(alive))
    who = "runner" if pid == run.pid else "worker" if alive[pid].startswith("wb-") else "guardian"
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return ""
    return who


def _kill_often(server, project: Path, kills: int, letters: int = LARGE) -> Counter:
    """Start a batch again and again, each time killing somebody in it; return counts of what went wrong."""
    chance = random.Random(1)  # noqa: S311
    (project / "size.txt").write_text(str(letters), "utf-8")
    count: Counter = Counter()
    while count["kills"] < kills:
        run = server.start(project, grid=[f"seed={','.join(map(str, range(SEEDS)))}"])
        time.sleep(chance.uniform(0.05, 0.3 + letters / 8_000_000))
        who = _kill_somebody(run, project, chance)
        count["kills"] += bool(who)
        count[who] += 1
        run.wait()
        count["orphans"] += not wait_until(lambda: processes_of(project) == [], 10)
        end_all(project)
        count["torn"] += len(_torn(project))
        count["false"] += len(_falsely_done(project))
        times = Counter(finished(project))
        count["repeated"] += sum(n > 1 for n in times.values())
        if len(times) == SEEDS:
            count["folders left"] += len(server.left_of(project))
            shutil.rmtree(project / "reports")
    return count


def _nothing_wrong(count: Counter) -> None:
    wrong = {name: count[name] for name in ("torn", "false", "repeated", "orphans", "folders left") if count[name]}
    assert not wrong, count


def test_ten_kills_tear_nothing_and_leave_nothing(server, project):
    _nothing_wrong(_kill_often(server, project, 10, letters=500_000))


@pytest.mark.soak
def test_three_hundred_kills_tear_nothing_and_leave_nothing(server, project):
    count = _kill_often(server, project, 300)
    told = "; ".join(f"{who} {count[who]}" for who in ("runner", "guardian", "worker"))
    note(
        "R1",
        "A result file is whole or absent, and nothing is falsely done or done twice",
        measured=count["torn"] + count["false"] + count["repeated"],
        of=count["kills"],
        anchor=f"papermill 8 of 71 torn or empty; killed here: {told}",
    )
    note(
        "R7",
        "Nothing is left behind: processes, temporary folders",
        measured=count["orphans"] + count["folders left"],
        of=count["kills"],
        anchor="papermill: a child survives, 1 key file a kill",
    )
    _nothing_wrong(count)


def _interrupt_often(server, tmp_path: Path, runs: int, kills: int) -> tuple[int, int]:
    """Kill the runner of a batch `kills` times and let it end; return how many runs were repeated, and differ."""
    chance = random.Random(2)  # noqa: S311
    broken, whole = (make_project(tmp_path / name) for name in ("broken", "whole") if (tmp_path / name).mkdir() is None)
    grid = [f"seed={','.join(map(str, range(1, runs + 1)))}"]
    for _ in range(kills):
        before = len(finished(broken))
        run = server.start(broken, grid=grid)
        aim = before + chance.randint(0, max(1, (runs - before) // 3))
        wait_until(lambda aim=aim: len(finished(broken)) >= aim or processes_of(broken) == [])
        time.sleep(chance.uniform(0, 0.2))
        try:
            run.signal(signal.SIGKILL)
        except ProcessLookupError:
            break
        run.wait()
        assert wait_until(lambda: processes_of(broken) == [])
    assert server.run(broken, grid=grid).status == 0
    assert server.run(whole, grid=grid).status == 0
    repeated = sum(n > 1 for n in Counter(finished(broken)).values())
    done_at = _first_effects_after_finish(broken)
    return repeated + done_at, len(_different(broken, whole))


def _first_effects_after_finish(project: Path) -> int:
    """Return how many runs did something again although they had finished: more effects than starts."""
    starts = Counter(entry.folder for entry in journal_of(project) if entry.kind == "started")
    did = Counter(f"one-seed{line.split()[2]}" for line in effects(project))
    return sum(did[folder] > starts[folder] for folder in did)


def _different(one: Path, other: Path) -> list[str]:
    names = sorted(path.relative_to(one) for path in (one / "reports").rglob("report.html"))
    assert names
    return [str(name) for name in names if (one / name).read_bytes() != (other / name).read_bytes()]


def test_a_batch_that_is_killed_goes_on_where_it_was(server, tmp_path):
    assert _interrupt_often(server, tmp_path, runs=10, kills=4) == (0, 0)


@pytest.mark.soak
def test_a_batch_of_fifty_killed_twenty_times_goes_on_where_it_was(server, tmp_path):
    repeated, different = _interrupt_often(server, tmp_path, runs=50, kills=20)
    note(
        "R3",
        "The same command redoes only what is unfinished, and the result is that of an unbroken batch",
        measured=repeated + different,
        of=50,
        anchor="papermill cannot resume (#824); Snakemake can after --rerun-incomplete",
    )
    assert (repeated, different) == (0, 0)
