"""Imported brief: study.yml and journey.yml of a study made from a project."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from workbench.model.brief import Brief
from workbench.model.journey import Journey
from workbench.model.journey_check import journey_faults
from workbench.model.material import Notice
from workbench.reading.projects.carried import UNFIT
from workbench.reading.projects.project import Project


def write_yaml(path: Path, value: Mapping[str, Any]) -> None:
    """Write a value of plain dicts, lists and scalars as YAML."""
    yaml = YAML(typ="rt", pure=True)
    yaml.allow_unicode = True
    yaml.width = 110
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(CommentedMap(value), file)


def write_brief(folder: Path, project: Project, sources: Sequence[Mapping[str, Any]], notices: list[Notice]) -> None:
    """Write study.yml: what the project carries of it, else the starter's with the project's name for a title."""
    path = folder / "study.yml"
    carried = project.carried.get("brief")
    if carried is not None:
        content = {**carried, "id": folder.name, "sources": [dict(source) for source in sources]}
        try:
            brief = Brief.model_validate(content)
        except UNFIT:
            notices.append(Notice("study.yml", "project_note_unfit", {"name": "brief"}))
        else:
            write_yaml(path, brief.model_dump(mode="json", by_alias=True, exclude_unset=True))
            return
    text = path.read_text("utf-8")
    title = _quoted(project.name)
    text = re.sub(r"(?m)^title:\n(?:[ ].*\n)+", lambda _: f"title:\n  en: {title}\n  fr: {title}\n", text, count=1)
    lines = "".join(
        "  - " + "\n    ".join(f"{name}: {_flow(value)}" for name, value in source.items()) + "\n" for source in sources
    )
    text = re.sub(r"(?m)^sources:\n(?:[ ].*\n)+", lambda _: f"sources:\n{lines}", text, count=1)
    path.write_text(text, "utf-8")


def _quoted(text: str) -> str:
    return '"' + re.sub(r'[\\"]', lambda found: "\\" + found[0], " ".join(text.split()) or "?") + '"'


def _flow(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_quoted(str(each)) for each in value) + "]"
    return str(value).lower() if isinstance(value, bool) else _quoted(str(value))


def carried_journey(project: Project, notices: list[Notice]) -> Journey | None:
    """Return the journey a project carries; None when it has none that holds."""
    carried = project.carried.get("journey")
    if carried is None:
        return None
    try:
        journey = Journey.model_validate(dict(carried))
    except UNFIT:
        journey = None
    if journey is None or any(True for _ in journey_faults(journey)):
        notices.append(Notice("journey.yml", "project_note_unfit", {"name": "journey"}))
        return None
    return journey


def write_journey(folder: Path, journey: Journey | None, codes: Collection[str], notices: list[Notice]) -> None:
    """Write journey.yml: the one carried, or the sample's; what names other codes than `codes` is left out."""
    path = folder / "journey.yml"
    if journey is not None:
        journey = _of_codes(journey, codes, notices)
        write_yaml(path, journey.model_dump(mode="json", by_alias=True, exclude_unset=True))
        return
    text = path.read_text("utf-8")
    text = re.sub(r"(?m)^drivers:.*\n(?:[ #-].*\n|\n)*", "", text, count=1)
    path.write_text(re.sub(r"(?m)^ +codes: \[.*\]\n", "", text), "utf-8")
    notices.append(Notice("journey.yml", "project_journey_sample"))


def _of_codes(journey: Journey, codes: Collection[str], notices: list[Notice]) -> Journey:
    """Return the journey without drivers and quotes of the day that other codes than these would give."""
    for code in (driver.code for driver in journey.drivers if driver.code not in codes):
        notices.append(Notice("journey.yml", "project_driver_gone", {"code": code}))
    kept: dict[str, Any] = {}
    if any(driver.code not in codes for driver in journey.drivers):
        kept["drivers"] = tuple(driver for driver in journey.drivers if driver.code in codes)
    if journey.day and any(code not in codes for moment in journey.day.moments for code in moment.codes):
        moments = []
        for moment in journey.day.moments:
            for code in (code for code in moment.codes if code not in codes):
                notices.append(Notice("journey.yml", "project_moment_gone", {"time": moment.time, "code": code}))
            own = tuple(code for code in moment.codes if code in codes)
            moments.append(moment.model_copy(update={"codes": own}) if own != moment.codes else moment)
        kept["day"] = journey.day.model_copy(update={"moments": tuple(moments)})
    return journey.model_copy(update=kept) if kept else journey
