"""Outpost: a process on a worker of a cluster that runs the studies it is handed, one after the other.

    runner ── scheduler ── worker of the cluster ── outpost ── guardian ── worker ── whatever the notebooks start

It stands where the runner stands on one machine: it prepares once, forks a guardian for each study and holds it to its
limits. It ends with the worker of the cluster, whose end of a pipe closes with it, and when it has idled.
"""

from __future__ import annotations

import os
import pickle
import select
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from workbench.errors import WorkbenchError
from workbench.reading.study_folder import find_study
from workbench.runner.child import start
from workbench.runner.identity import contents_of, digest_of_contents
from workbench.runner.job import Job
from workbench.runner.limits import PATIENCE
from workbench.runner.messages import send
from workbench.runner.notebooks import Execute
from workbench.runner.order import NOTEBOOKS, OWN, Order, personas_of, write_files
from workbench.runner.remains import new_run
from workbench.runner.running import Running
from workbench.runner.work import Work
from workbench.runner.worker_check import differences, key_is_there, lacks_key

IDLE = 30.0
"""Seconds an outpost waits for the next study."""
ORDERS = 0
"""Handle that orders are read from."""


def main() -> None:
    """Run studies until nobody wants one."""
    says = os.dup(1)
    os.dup2(2, 1)
    with ExitStack() as prepared:
        execute: Execute | None = None
        while select.select([ORDERS], [], [], IDLE)[0]:
            folder, order = _received()
            send(says, {"kind": "taken"})
            try:
                os.chdir(order.here)
                job = _own_job(order, folder)
                refused = _refused(order, job, folder)
                if not refused:
                    execute = execute or prepared.enter_context(order.prepare())
                    _run(order, job, folder, execute, says)
            except OSError as error:
                refused = f"{error.strerror}: {error.filename}; all machines need the same folders"
            except WorkbenchError as error:
                refused = str(error)
            if refused:
                send(says, {"kind": "refused", "message": refused})


def _own_job(order: Order, folder: Path) -> Job:
    """Return the job with folders of its own: nothing that others see is written."""
    personas = personas_of(order, folder)
    personas.mkdir(parents=True)
    write_files(personas, order.personas)
    write_files(folder / NOTEBOOKS, {f"{name}.ipynb": content for name, content in order.notebooks.items()})
    study = order.job.study.model_copy(update={"persona_files": str(personas.parent)})
    return replace(order.job, study=study, own=folder / OWN, source=personas)


def _refused(order: Order, job: Job, folder: Path) -> str:
    """Return why this machine would make something else than was asked for, if it would."""
    if not key_is_there(job.brief):
        return lacks_key()
    parameters = job.study.model_dump(mode="json")
    found = contents_of(parameters, folder=find_study(job.study.study), brief=job.brief, notebooks=folder / NOTEBOOKS)
    if digest_of_contents(found) == order.identity.fixed:
        return ""
    return differences(order.contents, found) or "the study changed since it was asked for; run the command again"


def _run(order: Order, job: Job, folder: Path, execute: Execute, says: int) -> None:
    work = Work(job, order.run, folder / NOTEBOOKS, execute, told=order.job.study)
    child = start(work, new_run(), close=[says])
    now = time.monotonic()
    running = Running(job, child, order.identity, ExitStack(), [], now, now, order.limits)
    child.release()
    open_pipes = {child.messages, child.end}
    while child.end in open_pipes:
        ready, _, _ = select.select([*open_pipes, ORDERS], [], [], max(0.0, min(running.due() - time.monotonic(), 60)))
        if ORDERS in ready:  # while a study runs nothing is sent: this is the end of the worker, or of its wish
            child.kill()
            child.wait(PATIENCE)
            child.reap()
            os._exit(0)
        for handle in open_pipes.intersection(ready):
            messages = child.read(handle)
            if messages is None:
                open_pipes.discard(handle)
            _hear(running, messages or [], says)
        running.hold_to_limits(time.monotonic())
    _hear(running, child.reap(), says)
    send(says, {"kind": "ended", "facts": running.facts()})


def _hear(running: Running, messages: list[dict[str, Any]], says: int) -> None:
    for message in messages:
        running.hears(message, time.monotonic())
        if message.get("kind") in {"notebook", "cell"}:
            send(says, message)


def _received() -> tuple[Path, Order]:
    size = int.from_bytes(_bytes(8), "big")
    folder, order = pickle.loads(_bytes(size))  # noqa: S301 from the worker that started this process
    return Path(folder), order


def _bytes(size: int) -> bytes:
    content = b""
    while len(content) < size:
        more = os.read(ORDERS, size - len(content))
        if not more:
            _end()
        content += more
    return content


def _end() -> NoReturn:
    sys.exit(0)


if __name__ == "__main__":
    main()
