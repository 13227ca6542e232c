"""Stores: where words of a study's people lie, and the reports and backups that go with a person."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.errors import ParameterError
from workbench.forgetting.plan import Plan
from workbench.forgetting.search import Store, files_in, hits, is_backup
from workbench.forgetting.traces import Traces
from workbench.privacy.pseudonyms import key_path
from workbench.study import Study, study_from, workspace

CARDS = ("card.json", "failed.json")
MADE = ("report.html", "failed.html", "sharing.json", "posters.html", "slides.html", *CARDS)
"""What commands write beside each other for a study, and write again when asked."""


def stores_of(plan: Plan, reports: Path, chosen: Study) -> list[Store]:
    """Return every place to be searched: study, personas, reports, the notebooks' folder, the key's folder."""
    name = plan.leaver.brief.id
    return [
        Store(plan.folder.absolute()),
        Store(chosen.persona_folder(name).absolute()),
        *(Store(own) for own in report_folders(reports, name)),
        *(Store((reports / made).absolute(), documents=False) for made in ("index.html", "journal.jsonl")),
        Store((workspace() / "notebooks").absolute(), documents=False),
        Store(key_path().parent.absolute(), documents=False, deep=False),
    ]


def report_folders(reports: Path, study_id: str) -> list[Path]:
    """Return the folders of a study's reports: its own, and those of runs with other parameters, by their cards."""
    others = {
        path.parent.absolute() for card in CARDS for path in reports.glob(f"*/{card}") if _id_on(path) == study_id
    }
    return [reports.absolute() / study_id, *sorted(others - {reports.absolute() / study_id})]


def _id_on(card: Path) -> str:
    try:
        return str(json.loads(card.read_text("utf-8"))["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def last_parameters(reports: Path, study_id: str, study: str) -> Study:
    """Return the parameters of the last run, from its executed notebook; the defaults where there is none."""
    notebook = reports / study_id / "notebooks" / "2_personas.ipynb"
    try:
        given = json.loads(notebook.read_text("utf-8"))["metadata"]["papermill"]["parameters"]
        return study_from({**given, "study": study})
    except (OSError, ValueError, KeyError, TypeError, ParameterError):
        return Study(study=study)


def plan_reports(plan: Plan, reports: Path) -> None:
    """Plan the removal of the study's report and notebooks, and of what else beside them holds the person."""
    for path in (path for own in report_folders(reports, plan.leaver.brief.id) for path in files_in(Store(own))):
        made = path.name in MADE or path.suffix == ".ipynb"
        if made or hits(plan.traces, path):
            plan.remove(path, "report, made again by `workbench run`")


def plan_backups(plan: Plan, stores: list[Store], traces: Traces) -> None:
    """Plan the removal of editors' and notebook servers' copies that hold the person."""
    for store in stores:
        for path in files_in(store):
            if is_backup(path) and path not in plan.deletions and hits(traces, path, documents=store.documents):
                plan.remove(path, "copy left by a program")
