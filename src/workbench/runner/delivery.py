"""Delivery: what another machine made of a study is written here, by the one runner that asked for it."""

from __future__ import annotations

from workbench.disk.whole_file import write_whole_bytes
from workbench.errors import RunFailed
from workbench.runner.job import Job
from workbench.runner.order import Files, Made, read_personas, write_files
from workbench.runner.own_personas import is_persona_file
from workbench.runner.places import stage_of


class Moved(RunFailed):
    """What a run began with has changed here while it ran elsewhere."""


def deliver(made: Made, job: Job, run: str, began_with: Files) -> None:
    """Write results into the stage of their run, and persona files where those of the study lie.

    Moved where persona files are no longer those that the run began with: a person has edited them.
    """
    if read_personas(job.personas) != began_with:
        raise Moved("persona files were changed while the study ran elsewhere")
    write_files(stage_of(job.own, run), made.outputs)
    for name, content in made.personas.items():
        if began_with.get(name) != content:
            write_whole_bytes(job.personas / name, content)
    for path in job.personas.iterdir():
        if is_persona_file(path) and path.name not in made.personas:
            path.unlink()
