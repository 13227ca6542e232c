"""Jobs: what was asked for, made into runs, each with a folder of its own inside the output folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import RunFailed, WorkbenchError
from workbench.reading.study_folder import find_study, read_brief
from workbench.runner.grid import folder_name
from workbench.runner.job import Job
from workbench.runner.own_personas import own_personas
from workbench.runner.parameters import as_data, persona_place
from workbench.runner.places import own_folder
from workbench.runner.verdict import Verdict
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class Asked:
    """A study with its parameters, and the point of a grid it stands at: None for a plain run."""

    study: Study
    point: Mapping[str, Any] | None = None

    @property
    def words(self) -> str:
        """What was asked for, as text."""
        values = (f"{name}={value}" for name, value in (self.point or {}).items() if name != "study")
        return " ".join([self.study.study, *values])


def planned(asked: Sequence[Asked], out: Path) -> tuple[list[Job], list[Verdict]]:
    """Return the runs to be done, and verdicts on what cannot be run at all."""
    jobs: dict[str, Job] = {}
    verdicts: list[Verdict] = []
    for one in asked:
        try:
            job = _job(one, out)
            twin = jobs.setdefault(job.folder, job)
            if twin is not job:
                raise Twice(f"{one.words} and {twin.asked} would both write into {job.own}")
        except Twice as error:
            verdicts.append(Verdict(one.words, "refused", reason=str(error)))
        except (WorkbenchError, OSError) as error:
            verdicts.append(Verdict(one.words, "failed", reason=str(error)))
    return list(jobs.values()), verdicts


class Twice(RunFailed):
    """Two runs of one batch would write into one folder."""


def _job(asked: Asked, out: Path) -> Job:
    study = persona_place(as_data(asked.study.model_dump()), out)
    brief = read_brief(find_study(study.study))
    name = folder_name(brief.id, asked.point or {})
    own = own_folder(out, name)
    source = study.persona_folder(brief.id)
    if asked.point is not None:
        study = own_personas(study, own)
    if source.is_symlink():
        raise RunFailed(f"{source} is a link: persona files are not written through links; remove it")
    return Job(asked.words, study, brief, name, own, source)
