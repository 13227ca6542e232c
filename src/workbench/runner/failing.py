"""Failing: a run that failed is noted, told and given its page; what an earlier run made stays."""

from __future__ import annotations

import shlex
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from workbench.errors import RunFailed
from workbench.language.speech import Speech
from workbench.report.failure import Failed, Failure, write_failure
from workbench.runner.job import Job
from workbench.runner.places import REPORT
from workbench.runner.publication import clear_stages
from workbench.runner.record import Record
from workbench.runner.trouble import disk_trouble
from workbench.runner.verdict import Verdict
from workbench.study import Study

APART = {"study", "persona_files"}


def leave_failure(job: Job, failure: Failure, record: Record, run: str = "") -> Verdict:
    """Note a failed run, write its page beside what is there and return its verdict.

    Neither the note nor the page is worth more than the truth on the command line: where they cannot be
    written, the run has failed all the same.
    """
    record.refresh()
    with suppress(OSError):  # what cannot be put back now is put back by the next run
        clear_stages(job.own, record.is_finished)
    if run:
        with suppress(RunFailed):
            facts = {"why": failure.why, "notebook": failure.notebook, "cell": failure.cell, "error": failure.error}
            record.journal.note("failed", run, job.folder, **facts)
    with suppress(OSError):
        write_failure(_failed(job, failure, record), job.own, Speech(job.study.language or job.brief.language))
    return Verdict(job.asked, "failed", reason=failure.line())


def disk_failure(error: OSError) -> Failure:
    """Return the failure of a file that could not be read or written."""
    told = disk_trouble(error)
    return Failure(told["why"], error=told["error"], message=told["message"])


def _failed(job: Job, failure: Failure, record: Record) -> Failed:
    say = Speech(job.study.language or job.brief.language)
    vouched = record.vouched(job)
    parameters = {name: value for name, value in job.study.model_dump(mode="json").items() if name != "persona_files"}
    return Failed(
        id=job.brief.id,
        title=say.of(job.brief.title),
        parameters=parameters | {"study": job.brief.id},
        failure=failure,
        earlier=say.day(datetime.fromisoformat(vouched.at).date()) if vouched else "",
        unknown=vouched is None and (job.own / REPORT).exists(),
        again="" if job.in_grid else _command(job.study),
    )


def _command(study: Study) -> str:
    """Return the command for one plain run."""
    plain, usual = study.model_dump(mode="json"), Study().model_dump(mode="json")
    changed = [f"{name}={value}" for name, value in plain.items() if value != usual[name] and name not in APART]
    return shlex.join(["workbench", "run", Path(study.study).name, *(word for one in changed for word in ("-p", one))])
