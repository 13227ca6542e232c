"""Batch: many runs, several at a time, each in a process of its own; what is finished is not run again.

The journal alone says what is finished: a run counts when its worker said so and ended well, its results lie on disk as
they were made, and all that has been noted.
"""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path

from workbench.errors import RunFailed, WorkbenchError
from workbench.reading.study_folder import find_study
from workbench.report.failure import Failure, clear_failure
from workbench.runner.delivery import Moved
from workbench.runner.failing import disk_failure, leave_failure
from workbench.runner.identity import Identity, identity_of
from workbench.runner.interruption import Interruption
from workbench.runner.job import Job
from workbench.runner.leftovers import clear_files, clear_runs
from workbench.runner.limits import PATIENCE
from workbench.runner.notebooks import NAMES, cells
from workbench.runner.options import Options
from workbench.runner.own_personas import copy_personas
from workbench.runner.places import REPORT, Busy, held, stage_of
from workbench.runner.process import this_process
from workbench.runner.progress import Progress
from workbench.runner.publication import NotAsMade, clear_stages, published
from workbench.runner.record import Record
from workbench.runner.remains import new_run
from workbench.runner.running import Running
from workbench.runner.site import Site
from workbench.runner.verdict import Outcome, Verdict


class Batch:
    """Runs into one output folder."""

    def __init__(self, out: Path, notebooks: Path, options: Options, site: Site) -> None:
        self._record, self._site = Record(out), site
        self._notebooks, self._options = notebooks, options
        self._running: dict[int, Running] = {}
        self._ready = selectors.DefaultSelector()
        self._me = this_process()
        self._stopping = False
        self._total = sum(cells(notebooks / f"{name}.ipynb") for name in NAMES)

    def run(self, jobs: Sequence[Job], stop: Interruption) -> dict[str, Verdict]:
        """Run jobs and return verdicts by folder; those not begun when `stop` came have none."""
        clear_runs(self._record)
        waiting, at_once = deque(jobs), self._options.workers or self._site.places()
        verdicts: dict[str, Verdict] = {}
        self._progress = Progress(len(jobs), self._total)
        self._ready.register(stop.handle, selectors.EVENT_READ)
        try:
            while (waiting or self._running) and not stop.asked:
                while waiting and len(self._running) < at_once and not stop.asked:
                    job = waiting.popleft()
                    self._tell(verdicts, job, self._begun(job))
                self._wait(verdicts)
        finally:
            self._end_all(verdicts)
            self._ready.close()
            self._progress.close()
        return verdicts

    def _tell(self, verdicts: dict[str, Verdict], job: Job, verdict: Verdict | None) -> None:
        if verdict is not None:
            verdicts[job.folder] = verdict
            self._progress.ends(job.folder, verdict.outcome)

    def _begun(self, job: Job) -> Verdict | None:
        """Begin a run; return a verdict where there is nothing to run or it cannot begin."""
        with ExitStack() as locks:
            try:
                handles = self._taken(job, locks)
                with held([job.source] if job.in_grid and job.source.is_dir() else [], to_read=True):
                    identity = self._identity(job)
                    if not self._options.again and self._record.is_done(job, identity):
                        return self._has_report(job, "unchanged")
                    if job.in_grid:
                        copy_personas(job.source, job.personas)
                running = self._started(job, identity, handles)
            except Busy as error:
                return Verdict(job.asked, "refused", reason=str(error))
            except OSError as error:
                return leave_failure(job, disk_failure(error), self._record)
            except WorkbenchError as error:
                return leave_failure(job, Failure("begin", message=str(error)), self._record)
            running.locks = locks.pop_all()
        self._running[running.child.end] = running
        self._ready.register(running.child.messages, selectors.EVENT_READ, running)
        self._ready.register(running.child.end, selectors.EVENT_READ, running)
        self._progress.begins(job.folder)
        return None

    def _taken(self, job: Job, locks: ExitStack) -> list[int]:
        job.personas.mkdir(parents=True, exist_ok=True)
        handles = locks.enter_context(held((job.own, job.personas)))
        self._record.refresh()
        self._record.require_owner(job, job.owner)
        clear_files(job, self._record)
        return handles

    def _identity(self, job: Job) -> Identity:
        parameters = job.study.model_dump(mode="json")
        folder = find_study(job.study.study)
        return identity_of(
            parameters, folder=folder, brief=job.brief, notebooks=self._notebooks, persona_folder=job.source
        )

    def _started(self, job: Job, identity: Identity, handles: list[int]) -> Running:
        run = new_run()
        others = (handle for other in self._running.values() for handle in (*other.child.handles, *other.handles))
        child = self._site.start(job, run, identity, [*others, *handles])
        now = time.monotonic()
        try:
            self._record.journal.note(
                "started",
                run,
                job.folder,
                owner=job.owner,
                parameters=job.study.model_dump(mode="json"),
                temporary=child.temporary.name,
                runner=asdict(self._me),
                guardian=asdict(child.guardian),
                worker=asdict(child.worker),
            )
        except RunFailed:
            child.reap()
            raise
        child.release()
        return Running(job, child, identity, ExitStack(), handles, now, now, self._options.limits)

    def _wait(self, verdicts: dict[str, Verdict]) -> None:
        """Wait until a run says something or goes over a limit, and see to it."""
        if not self._running:
            return
        due = min(running.due() for running in self._running.values())
        for key, _ in self._ready.select(max(0.0, min(due - time.monotonic(), 60.0))):
            running = key.data
            if running is not None and not self._heard(running, key.fd):
                self._tell(verdicts, running.job, self._ended(running))
        for running in self._running.values():
            running.hold_to_limits(time.monotonic())

    def _heard(self, running: Running, handle: int) -> bool:
        """Take in what waits in a pipe; False when it was the last of this run."""
        if running.child.end not in self._running:
            return True
        messages = running.child.read(handle)
        if messages is None:
            self._ready.unregister(handle)
            return handle != running.child.end
        now = time.monotonic()
        for message in messages:
            before = running.moved
            running.hears(message, now)
            if message.get("kind") == "cell":
                self._progress.cell(running.job.folder)
                with suppress(RunFailed):  # a cell's time is worth no study
                    facts = running.place | {"seconds": round(now - before, 3)}
                    self._record.journal.note("cell", running.child.run, running.job.folder, **facts)
        return True

    def _ended(self, running: Running) -> Verdict:
        """Return the verdict on a run whose processes have ended."""
        del self._running[running.child.end]
        for handle in (running.child.messages, running.child.end):
            with suppress(KeyError):
                self._ready.unregister(handle)
        for message in running.child.reap():
            running.hears(message, time.monotonic())
        with running.locks:
            return self._verdict(running)

    def _verdict(self, running: Running) -> Verdict:
        if self._stopping and not running.is_done:
            return self._interrupted(running)
        failure = self._failed_to_publish(running) if running.is_done else running.failure()
        if failure is not None:
            return leave_failure(running.job, failure, self._record, running.child.run)
        return self._has_report(running.job, "made", str(running.last.get("sharing", "")))

    def _failed_to_publish(self, running: Running) -> Failure | None:
        """Let results take their place and note them, or return why not."""
        job, run, outputs = running.job, running.child.run, running.last["outputs"]
        if not self._inputs_stayed(running):
            return Failure("inputs")
        facts = {"identity": running.made_from().plain(), "outputs": outputs}
        facts |= {"seconds": round(time.monotonic() - running.began, 3), "attempts": running.child.attempts}
        try:
            running.child.deliver(job)
            with published(stage_of(job.own, run), job.own, outputs):
                self._record.journal.note("finished", run, job.folder, **facts)
        except NotAsMade:
            return Failure("changed")
        except Moved:
            return Failure("inputs")
        except RunFailed as error:
            return Failure("journal", message=str(error))
        except OSError as error:
            return disk_failure(error)
        return None

    def _has_report(self, job: Job, outcome: Outcome, sharing: str = "") -> Verdict:
        with suppress(OSError):  # a page that says of an earlier run that it failed
            clear_failure(job.own)
        return Verdict(job.asked, outcome, job.own / REPORT, sharing=sharing)

    def _inputs_stayed(self, running: Running) -> bool:
        """Say whether what a run read is still what it was when it began: else its notebooks may have read both."""
        try:
            return self._identity(running.job).fixed == running.identity.fixed
        except (WorkbenchError, OSError):
            return False

    def _interrupted(self, running: Running) -> Verdict:
        with suppress(RunFailed, OSError):
            clear_stages(running.job.own, self._record.is_finished)
            self._record.journal.note("interrupted", running.child.run, running.job.folder)
        return Verdict(running.job.asked, "interrupted")

    def _end_all(self, verdicts: dict[str, Verdict]) -> None:
        """End every run that is still under way."""
        self._stopping = True
        for running in self._running.values():
            running.child.kill()
        for running in list(self._running.values()):
            running.child.wait(PATIENCE)
            self._tell(verdicts, running.job, self._ended(running))
