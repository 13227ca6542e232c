"""Batch: several studies one after the other, each to its report; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from workbench.errors import WorkbenchError
from workbench.language.speech import Speech
from workbench.reading.study_folder import read_material
from workbench.report.gate.share import leave_verdict
from workbench.report.index import write_card, write_index
from workbench.report.page import card_of, write_page
from workbench.runner.notebooks import NAMES, cells, execute, notebooks_folder
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one study: its report, or why there is none."""

    study: str
    report: Path | None
    reason: str = ""
    sharing: str = ""
    """Whether the report may be shared, or the first reason why not."""


def run_studies(studies: Sequence[Study], out: Path) -> list[Verdict]:
    """Run studies in order into `out`/<id>/ and write the index; return a verdict for each."""
    folder = notebooks_folder()
    total = sum(cells(folder / f"{name}.ipynb") for name in NAMES) * len(studies)
    verdicts = []
    with tqdm(total=total, unit="cell", desc="study", disable=None) as bar:
        for study in studies:
            bar.set_description(study.study)
            verdicts.append(_run_one(study, out, folder, bar))
    out.mkdir(parents=True, exist_ok=True)
    write_index(out)
    return verdicts


def _run_one(study: Study, out: Path, folder: Path, bar: tqdm) -> Verdict:
    try:
        material = read_material(study.study)  # all problems at once, before a kernel is started
        own = out / material.brief.id
        parameters = study.model_dump(mode="json")
        # Kernels run in the folder of the command, so relative paths mean the same to both.
        *_, last = [
            execute(folder / f"{name}.ipynb", own / "notebooks" / f"{name}.ipynb", parameters, tick=bar.update)
            for name in NAMES
        ]
        report = own / "report.html"
        write_page(last, report)
        sharing = leave_verdict(report, study).headline(Speech("en"))
        write_card(card_of(last), own)
    except WorkbenchError as error:
        return Verdict(study.study, None, str(error))
    return Verdict(study.study, report, sharing=sharing)
