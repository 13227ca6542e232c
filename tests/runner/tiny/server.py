"""Server: a process that has imported everything and forks a runner for each line it reads."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path

from runner.tiny.engine import execute_plainly
from runner.tiny.faults import break_disk, switch_off
from workbench.cli import main as command_line
from workbench.language.speech import Speech
from workbench.runner.execution import engine
from workbench.runner.grid import combinations, parse_grid
from workbench.runner.identity import libraries, workbench_digest
from workbench.runner.jobs import Asked
from workbench.runner.limits import Limits
from workbench.runner.options import Options
from workbench.runner.prepared import prepare
from workbench.runner.studies import run_studies
from workbench.study import study_from


def _tell_into(*names):
    """Write what is printed, and what goes wrong, into files of these names."""
    for handle, name in zip((1, 2), names, strict=True):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND), handle)


def _command(request):
    os.chdir(request["folder"])
    _tell_into("told.txt", "wrong.txt")
    return command_line(request["command"])


def _run(request):
    os.chdir(request["folder"])
    _tell_into("told.txt", "told.txt")
    points = combinations(parse_grid(request["grid"])) if request["grid"] else [None]
    asked = [
        Asked(study_from({**request["parameters"], **(point or {}), "study": name}), point)
        for name in request["studies"]
        for point in points
    ]
    own = request["engine"] == "plain"
    ready = partial(nullcontext, execute_plainly) if own else partial(engine, request["engine"])
    options = Options(
        ready, request["workers"], Limits(*request["limits"]), request["again"], cluster=request["cluster"]
    )
    switch_off(request["without"])
    break_disk(request["fault"])
    told = run_studies(asked, Path(request["out"]), options)
    verdicts = [asdict(verdict) | {"report": str(verdict.report)} for verdict in told.verdicts]
    Path(request["answer"]).write_text(
        json.dumps({"status": told.status, "verdicts": verdicts, "index": str(told.index)}), "utf-8"
    )
    return told.status


def _end_of(pid, within):
    """Return the exit status of a runner, or "late" where it had to be killed after so many seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "late"


def main():
    """Fork a runner for each request; tell its number, and how it ended when asked."""
    for warm in (workbench_digest, libraries, partial(Speech, "en"), prepare):
        warm()
    for line in sys.stdin:
        request = json.loads(line)
        if "wait" in request:
            print(_end_of(request["wait"], request["within"]), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            status = 99
            try:
                status = _command(request) if "command" in request else _run(request)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
