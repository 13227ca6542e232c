"""Studies: the batch as a command asks for it: planned, run, and led to by an index."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.disk.disk_error import words_of
from workbench.errors import RunFailed, WorkbenchError
from workbench.report.index import write_index
from workbench.runner.batch import Batch
from workbench.runner.interruption import Interruption, interruptible
from workbench.runner.jobs import Asked, planned
from workbench.runner.notebooks import notebooks_folder
from workbench.runner.options import Options
from workbench.runner.record import Record
from workbench.runner.sending import Sender
from workbench.runner.site import site_of
from workbench.runner.store import NotSent, require_answer
from workbench.runner.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a batch: a verdict for each run that has one, the index, and the signal that stopped it."""

    verdicts: tuple[Verdict, ...]
    asked: int
    index: Path | str | None
    stopped: int = 0

    @property
    def status(self) -> int:
        """Exit status: 0 where every report is made, 128 and the signal where it was stopped, else 1."""
        if self.stopped:
            return 128 + self.stopped
        complete = self.index is not None and sum(verdict.has_report for verdict in self.verdicts) == self.asked
        return 0 if complete else 1


def _sent(became: Mapping[str, Verdict], sender: Sender, out: Path, stop: Interruption) -> dict[str, Verdict]:
    """Send what has been made, and return the verdicts with what became of that."""
    record = Record(out)
    told = dict(became)
    for folder, verdict in became.items():
        if not verdict.has_report:
            continue
        try:
            if stop.asked:
                raise NotSent("stopped before it was")
            report, n = sender.send(out / folder, record.finished(folder))
            told[folder] = replace(verdict, sent=report)
            print(f"{folder}: {n} files sent", file=sys.stderr, flush=True)
        except (WorkbenchError, OSError) as error:
            told[folder] = replace(verdict, outcome="unsent", reason=f"made in {out / folder}, not sent: {error}")
    return told


def run_studies(asked: Sequence[Asked], out: Path, options: Options) -> Told:
    """Run studies into folders of `out` and write the index; RunFailed where nothing can be written there."""
    notebooks = notebooks_folder()
    if options.store:
        require_answer(options.store)
    with interruptible() as stop, site_of(notebooks, options) as site:
        try:
            out.mkdir(parents=True, exist_ok=True)
            batch = Batch(out, notebooks, options, site)
        except OSError as error:
            raise RunFailed(f"{out} cannot be used: {words_of(error)}") from error
        jobs, verdicts = planned(asked, out)
        became = batch.run(jobs, stop)
        index: Path | str | None
        try:
            index = write_index(out)
        except OSError:
            index = None
        if options.store:
            sender = Sender(options.store)
            became = _sent(became, sender, out, stop)
            index = index if stop.asked or index is None else sender.send_index()
    verdicts += became.values()
    order = [one.words for one in asked]
    verdicts.sort(key=lambda verdict: order.index(verdict.study))
    return Told(tuple(verdicts), len(asked), index, stop.asked)
