"""Scenario file: scenarios.yml of a study, read, and written one scenario at a time."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.model.journey import Journey
from workbench.model.scenario import Scenario, Scenarios
from workbench.reading.yaml_file import YamlFile

FILE = "scenarios.yml"
HEADER = "# Interventions tried together and kept for the report; each by its id in journey.yml.\n"


def read_scenarios(path: Path, journey: Journey) -> tuple[Scenario, ...]:
    """Return the scenarios of a study, none when there is no file; InputError lists every fault with its line."""
    if not path.exists():
        return ()
    file = YamlFile(path)
    found = file.model(Scenarios).scenarios
    known = {action.id for action in journey.interventions}
    problems = [
        Problem(file.where(("scenarios", i, "interventions")), f"no intervention is called {name}", allowed=_all(known))
        for i, scenario in enumerate(found)
        for name in scenario.interventions
        if name not in known
    ]
    names = [scenario.name for scenario in found]
    problems += [
        Problem(file.where(("scenarios", i, "name")), "another one is called so", name, remedy="rename one of them")
        for i, name in enumerate(names)
        if name in names[:i]
    ]
    if problems:
        raise InputError(problems)
    return found


def keep_scenario(path: Path, scenario: Scenario, journey: Journey) -> None:
    """Write a scenario into the file, over the one of its name; comments and the others stay."""
    read_scenarios(path, journey)
    yaml, content = _loaded(path)
    own: dict[str, object] = {"name": scenario.name, "interventions": list(scenario.interventions)}
    own |= {"note": scenario.note} if scenario.note else {}
    kept = content["scenarios"]
    place = _place(kept, scenario.name)
    if place is None:
        kept.append(own)
    else:
        kept[place] = own
    _write(path, yaml, content)


def drop_scenario(path: Path, name: str, journey: Journey) -> None:
    """Take a scenario out of the file, if it is there."""
    read_scenarios(path, journey)
    yaml, content = _loaded(path)
    place = _place(content["scenarios"], name)
    if place is not None:
        del content["scenarios"][place]
        _write(path, yaml, content)


def _loaded(path: Path) -> tuple[YAML, dict[str, list[dict[str, object]]]]:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(path.read_text("utf-8") if path.exists() else f"{HEADER}scenarios: []\n") or {}
    if not content.get("scenarios"):
        content["scenarios"] = []
    return yaml, content


def _write(path: Path, yaml: YAML, content: object) -> None:
    out = StringIO()
    yaml.dump(content, out)
    write_whole(path, out.getvalue())


def _place(kept: Sequence[dict[str, object]], name: str) -> int | None:
    return next((i for i, one in enumerate(kept) if one["name"] == name), None)


def _all(known: set[str]) -> str:
    return ", ".join(sorted(known)) or "none, since the journey has no interventions"
