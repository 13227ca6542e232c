"""Studies on a real Dask cluster: the results of one machine, and each commits once however often it is run (R9)."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from runner.tiny.checks import DEAF, LIMIT, SLEEP, end_all, set_trap
from runner.tiny.cluster import KILLER, WAIT, cluster_of, listening, pids_of, worker_of
from runner.tiny.project import ROOT, make_project
from runner.tiny.runs import effects, finished, journal_of, lives, names_of, processes_of, wait_until
from runner.tiny.tally import note
from workbench.cli import main
from workbench.runner.publication import OUTPUTS

GRID = ["language=fr,en"]


@pytest.fixture(scope="module")
def cluster():
    """Two workers."""
    with cluster_of(2) as running:
        yield running


@pytest.fixture
def address(cluster):
    """Return the address of a scheduler whose workers all live."""
    assert wait_until(lambda: len(cluster.scheduler.workers) == 2, 60)
    return cluster.scheduler_address


def _at_work(project: Path) -> list[int]:
    """Return the processes of studies, without outposts that wait for the next."""
    return [pid for pid, name in names_of(project).items() if name.startswith("wb-")]


def _told_of(run, asked: str) -> str:
    """Return why a run has no report."""
    return run.verdicts()[asked]["reason"]


def _files(project: Path) -> dict[str, bytes]:
    reports = project / "reports"
    names = [*OUTPUTS, "personas/one/p1.yml"]
    return {f"{own.name}/{name}": (own / name).read_bytes() for own in reports.glob("one-*") for name in names}


def test_a_cluster_makes_the_bytes_of_one_machine_and_repeats_nothing(server, tmp_path, address):
    here, there = (make_project(folder) for name in ("here", "there") if not (folder := tmp_path / name).mkdir())
    assert server.run(here, grid=GRID).status == 0
    run = server.run(there, grid=GRID, cluster=address, workers=0)
    assert run.status == 0, run.told()
    assert _files(there) == _files(here)
    assert len(_files(there)) == 2 * 8
    assert server.run(there, grid=GRID, cluster=address).status == 0
    assert server.run(there, grid=GRID).status == 0
    assert Counter(finished(there)).most_common(1)[0][1] == 1
    assert len(effects(there)) == 2


def test_a_plain_run_writes_persona_files_where_they_belong(server, project, address):
    assert server.run(project, cluster=address).status == 0
    assert (project / "personas/one/p1.yml").read_text("utf-8") == "name: somebody of one\n"
    assert server.run(project).verdicts()["one"]["outcome"] == "unchanged"


def test_persona_files_edited_meanwhile_are_not_overwritten(server, project, address):
    set_trap(project, WAIT)
    run = server.start(project, cluster=address)
    assert wait_until((project / "at-1").exists, 120)
    mine = project / "personas/one/p1.yml"
    mine.write_text("name: mine\n", "utf-8")
    (project / "go").touch()
    assert run.wait() == 1
    assert mine.read_text("utf-8") == "name: mine\n"
    assert "changed while it ran" in run.verdicts()["one"]["reason"]
    assert finished(project) == []


def test_a_study_whose_worker_is_killed_is_run_again_and_commits_once(server, project, cluster, address):
    set_trap(project, WAIT)
    run = server.start(project, cluster=address)
    assert wait_until((project / "at-1").exists, 120)
    assert listening(run.pid) == [], "no port is opened"
    (project / "at-1").unlink()
    victims = processes_of(project)
    os.kill(worker_of(pids_of(cluster), project), signal.SIGKILL)
    assert wait_until((project / "at-1").exists, 120)
    assert not [process for process in victims if process.pid != run.pid and lives(process)], "of the first attempt"
    (project / "go").touch()
    assert run.wait() == 0, run.told()
    assert finished(project) == ["one"]
    assert len(effects(project)) == 2
    assert journal_of(project)[-1].facts["attempts"] == 2
    assert not list((project / "reports/one").glob(".*"))


@pytest.mark.soak
def test_a_study_that_ends_its_workers_fails_and_the_others_go_on(server, project, address):
    set_trap(project, KILLER)
    run = server.run(project, grid=["seed=1,2,3"], cluster=address)
    assert run.status == 1
    outcomes = {name: verdict["outcome"] for name, verdict in run.verdicts().items()}
    assert outcomes == {"one seed=1": "made", "one seed=2": "failed", "one seed=3": "made"}, run.told()
    assert re.search("workers that ran this study ended while they ran it. [34] times", _told_of(run, "one seed=2"))
    assert sum("one - 2 " in line and "1_interviews" in line for line in effects(project)) in {3, 4}
    assert (project / "reports/one-seed2/failed.html").is_file()
    (project / "trap.py").unlink()
    assert server.run(project, grid=["seed=1,2,3"]).status == 0
    assert Counter(finished(project)) == Counter({"one-seed1": 1, "one-seed2": 1, "one-seed3": 1})


@pytest.mark.parametrize("code", [DEAF, pytest.param(SLEEP, marks=pytest.mark.soak)])
def test_limits_hold_on_a_cluster(server, project, address, code):
    set_trap(project, code)
    run = server.run(project, cluster=address, limits=(LIMIT, 3600))
    assert run.status == 1
    assert journal_of(project)[-1].facts == {"why": "cell_limit", "notebook": "3_journeys", "cell": 3, "error": ""}
    assert wait_until(lambda: not _at_work(project), 10)


def test_a_failure_says_on_a_cluster_what_it_says_here(server, project, address):
    set_trap(project, "1 / 0")
    here, there = server.run(project), server.run(project, cluster=address)
    assert there.verdicts() == here.verdicts()


@pytest.mark.parametrize("number", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.soak)])
def test_what_nobody_waits_for_any_more_is_ended(server, project, address, number):
    set_trap(project, WAIT)
    run = server.start(project, cluster=address)
    assert wait_until((project / "at-1").exists, 120)
    run.signal(number)
    assert run.wait() == (130 if number == signal.SIGINT else -9)
    assert wait_until(lambda: not _at_work(project), 60)
    (project / "go").touch()
    assert server.run(project).status == 0
    assert finished(project) == ["one"]


@pytest.mark.soak
def test_of_two_runners_at_once_one_is_refused(server, project, address):
    set_trap(project, WAIT)
    first = server.start(project, cluster=address)
    assert wait_until((project / "at-1").exists, 120)
    second = server.run(project, cluster=address, answer=str(project / "second.json"))
    assert second.status == 1
    assert second.verdicts()["one"]["outcome"] == "refused"
    (project / "go").touch()
    assert first.wait() == 0
    assert finished(project) == ["one"]


def _dask(what: str, *words: str, source: Path = ROOT / "src") -> subprocess.Popen:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}"]
    surroundings = os.environ | {
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "15s",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(source)]),
    }
    return subprocess.Popen([*command, *words], env=surroundings, stderr=subprocess.DEVNULL)


@pytest.fixture
def scheduler(tmp_path):
    """Start a scheduler as the documentation says; return its process and its address."""
    found = tmp_path / "scheduler.json"
    process = _dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(found))
    assert wait_until(lambda: found.is_file() and found.stat().st_size, 30)
    yield process, json.loads(found.read_text("utf-8"))["address"]
    process.kill()
    process.wait()


@pytest.fixture
def start_worker(scheduler):
    """Start workers of the scheduler; they end with the test."""
    started = []

    def start(source: Path = ROOT / "src") -> int:
        words = (scheduler[1], "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--no-nanny")
        started.append(_dask("worker", *words, source=source))
        from distributed import Client

        with Client(scheduler[1], set_as_default=False) as client:
            client.wait_for_workers(len(started), timeout=30)
        return started[-1].pid

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_worker_with_another_workbench_is_refused_before_anything_runs(
    project, tmp_path, scheduler, start_worker, monkeypatch, capsys
):
    other = shutil.copytree(ROOT / "src", tmp_path / "other")
    with (other / "workbench/walk.py").open("a", encoding="utf-8") as file:
        file.write("\n# another one\n")
    start_worker(other)
    monkeypatch.chdir(project)
    assert main(["run", "one", "--cluster", scheduler[1]]) == 1
    told = capsys.readouterr()
    assert "would make other reports than this machine: its workbench has another source" in told.err + told.out
    assert "requirements.lock" in told.err + told.out
    assert not (project / "reports/journal.jsonl").exists()


def test_a_worker_that_comes_late_with_other_versions_is_refused_too(project, address, monkeypatch, capsys):
    monkeypatch.setattr("workbench.runner.cluster.Cluster.require_alike", lambda _: None)
    monkeypatch.setattr("workbench.runner.identity.libraries", lambda: {"python": "3.99", "numpy": "1"})
    monkeypatch.chdir(project)
    assert main(["run", "one", "--cluster", address]) == 1
    told = capsys.readouterr()
    assert "python is 3." in told.out
    assert "there and 3.99 here" in told.out
    assert finished(project) == []
    assert effects(project) == []


@pytest.mark.soak
def test_a_worker_that_was_given_up_and_goes_on_changes_nothing(server, project, scheduler, start_worker):
    pids = {start_worker(), start_worker()}
    set_trap(project, WAIT)
    run = server.start(project, cluster=scheduler[1], workers=1)
    assert wait_until((project / "at-1").exists, 120)
    (project / "at-1").unlink()
    lost = worker_of(pids, project)
    os.kill(lost, signal.SIGSTOP)
    assert wait_until((project / "at-1").exists, 90), "another worker has begun"
    assert len(_at_work(project)) >= 2, "and the first goes on"
    (project / "go").touch()
    assert run.wait() == 0, run.told()
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}
    os.kill(lost, signal.SIGCONT)
    assert wait_until(lambda: not _at_work(project))
    time.sleep(1)
    after = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}
    assert {path for path in after if after[path] != before.get(path)} <= {project / "effects.txt"}
    assert finished(project) == ["one"]
    assert sum("1_interviews" in line for line in effects(project)) == 2


def test_a_scheduler_without_workers_is_named(project, scheduler, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["run", "one", "--cluster", scheduler[1]]) == 1
    told = capsys.readouterr()
    assert "has no workers" in told.err + told.out


@pytest.mark.soak
def test_a_scheduler_that_ends_ends_the_batch_with_its_reason(server, project, scheduler, start_worker):
    start_worker()
    set_trap(project, WAIT)
    run = server.start(project, cluster=scheduler[1])
    assert wait_until((project / "at-1").exists, 120)
    scheduler[0].kill()
    began = time.monotonic()
    assert run.wait() == 1
    assert time.monotonic() - began < 30
    assert "The cluster could not run the study" in run.verdicts()["one"]["reason"]
    assert journal_of(project)[-1].facts["why"] == "cluster"
    assert wait_until(lambda: not _at_work(project), 60)


def test_an_address_where_nobody_answers_is_named_in_seconds(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    began = time.monotonic()
    assert main(["run", "one", "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert time.monotonic() - began < 10
    told = capsys.readouterr()
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in told.err + told.out


@pytest.mark.parametrize(
    ("address", "words"),
    [("here", "no address"), ("tcp://here", "no address"), ("tls://127.0.0.1:9", "needs certificates")],
)
def test_an_address_that_cannot_be_used_is_named(project, monkeypatch, capsys, address, words):
    monkeypatch.chdir(project)
    assert main(["run", "one", "--cluster", address]) == 1
    told = capsys.readouterr()
    assert words in told.err + told.out


def test_without_dask_what_to_install_is_named(project, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(project)
    assert main(["run", "one", "--cluster", "tcp://127.0.0.1:8786"]) == 1
    told = capsys.readouterr()
    assert "pip install 'persona-workbench[cluster]'" in told.err + told.out


@pytest.mark.soak
def test_a_real_study_on_a_cluster_makes_the_bytes_of_one_machine(tmp_path, address, monkeypatch):
    made = []
    for name, more in (("here", ()), ("there", ("--cluster", address))):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert main(["run", "startup", "-p", "n_journeys=500", *more]) == 0
        own = tmp_path / name / "reports/startup"
        made.append([(own / file).read_bytes() for file in ("report.html", "card.json", "sharing.json")])
        made[-1].append({path.name: path.read_bytes() for path in (tmp_path / name / "personas").rglob("*.yml")})
        text = (own / "notebooks/4_report.ipynb").read_text("utf-8")
        assert 'persona_files = \\"personas\\"' in text
        assert not [line for line in text.splitlines() if "/personas" in line]
    assert made[0] == made[1]


def _kill_often(server, project: Path, cluster, tasks: int) -> Counter:
    """Run many studies on a cluster whose workers are killed all the time, by the same command until all are made."""
    chance, count = random.Random(9), Counter()  # noqa: S311
    grid = [f"seed={','.join(map(str, range(tasks)))}"]
    while len(set(finished(project))) < tasks and count["runs"] < 20:
        run = server.start(project, grid=grid, cluster=cluster.scheduler_address, workers=4)
        count["runs"] += 1
        done = -1
        runner = psutil.Process(run.pid)  # it stays, as a zombie at least, until it is waited for
        while lives(runner):
            time.sleep(chance.uniform(0.1, 0.6))
            count["ports"] += len(listening(run.pid)) if psutil.pid_exists(run.pid) else 0
            now = len(finished(project))
            whole = len(cluster.scheduler.workers) == 2  # a worker that is killed as it starts does not come back
            if now >= done + 8 and whole:  # so that there is progress
                done = now
                os.kill(chance.choice(sorted(pids_of(cluster))), signal.SIGKILL)
                count["kills"] += 1
        run.wait()
    commits = Counter(finished(project))
    begun = Counter(line.split()[2] for line in effects(project) if "1_interviews" in line)
    count["begun"] = sum(begun.values())
    count["wrong"] = sum(commits[f"one-seed{seed}"] != 1 for seed in range(tasks)) + count["ports"]
    return count


@pytest.mark.soak
def test_studies_whose_workers_are_killed_commit_once(server, project):
    with cluster_of(2) as cluster:
        count = _kill_often(server, project, cluster, 20)
    assert count["wrong"] == 0, count
    assert count["kills"] >= 1
    end_all(project)


@pytest.mark.soak
def test_two_hundred_studies_whose_workers_are_killed_commit_once_each(server, project):
    with cluster_of(2) as cluster:
        count = _kill_often(server, project, cluster, 200)
    note(
        "R9",
        "Each study commits once even if run twice: workers of a cluster killed at any moment; no port is opened",
        measured=count["wrong"],
        of=200,
        anchor=f"Dask ran 120 tasks for 100, one of them 4 times; killed here: {count['kills']} workers, "
        f"{count['begun']} attempts",
    )
    assert count["wrong"] == 0, count
