"""Journey check: faults, reviews overdue, what is filled in and which claims are used, of many journeys at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from workbench.analysis.map_sheet import MapKind
from workbench.analysis.map_sheets import kinds_of, map_sheet_of
from workbench.errors import InputError
from workbench.language.speech import Speech
from workbench.model.claim import claim_register
from workbench.model.journey import Journey
from workbench.model.journey_check import days_overdue
from workbench.model.lifecycle import Lifecycle
from workbench.model.stage_names import SPELLINGS, STAGE_SETS
from workbench.reading.file_kind import OWN
from workbench.reading.journey_files import find_journey
from workbench.reading.lifecycle_files import read_lifecycle
from workbench.reading.study_folder import read_journey
from workbench.reading.yaml_file import YamlFile


def check_journeys(names: Sequence[str]) -> int:
    """Print what there is to say of each; return 1 where one has a fault, else 0."""
    faulty, kinds = 0, dict.fromkeys(("journey", "life cycle"), 0)
    for name in names:
        try:
            path = find_journey(name)
            found = read_lifecycle(path) if is_lifecycle(path) else read_journey(path)
        except InputError as error:
            faulty += 1
            print("\n".join(str(problem) for problem in error.problems))
            print(f"{name}: {len(error.problems)} to mend")
            continue
        kinds["journey" if isinstance(found, Journey) else "life cycle"] += 1
        print(f"{name}: {_journey(found) if isinstance(found, Journey) else _lifecycle(found)}")
    sound = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in kinds.items() if n)
    if sound:
        print(f"{sound} without a fault")
    return 1 if faulty else 0


def is_lifecycle(path: Path) -> bool:
    """Say whether a file holds a life cycle and nothing of a journey."""
    content = YamlFile(path).content
    return any(part in content for part in OWN["lifecycle"]) and not any(part in content for part in OWN["journey"])


def list_stages() -> int:
    """Print the sets of stages and the spellings a file may use."""
    for name, stages in STAGE_SETS.items():
        print(f"{name}: {', '.join(stage.id for stage in stages)}")
    print("what each of the five may be called (case, accents and hyphens make no difference):")
    for stage, spellings in SPELLINGS.items():
        print(f"{stage:14} {', '.join(spellings)}")
    return 0


def _journey(journey: Journey) -> str:
    sheet = map_sheet_of(MapKind.CURRENT_STATE, journey, say=Speech("en"))
    kinds = ", ".join(str(kind).replace("_", " ") for kind in kinds_of(journey))
    lines = [
        f"{len(journey.stages)} stages, {len(journey.steps)} steps, {len(journey.exits)} exits; {journey.market}, "
        f"{journey.scope}; version {journey.version}",
        f"  maps: {kinds}; {sheet.filled} of {sheet.required} cells of the current state hold something",
        f"  claims used: {_claims(journey)}",
    ]
    late = days_overdue(journey, date.today())
    if late:
        lines.append(f"  review overdue: it was due by {journey.review_due}, {late} days ago")
    if journey.illustrative:
        lines.append("  illustrative: made up to show the method")
    return "\n".join(lines)


def _claims(journey: Journey) -> str:
    known = claim_register().by_id
    used = dict.fromkeys(claim for action in journey.interventions for claim in action.claims)
    return ", ".join(f"{name} ({known[name].grade})" for name in used) or "none"


def _lifecycle(lifecycle: Lifecycle) -> str:
    return (
        f"life cycle of {len(lifecycle.states)} states, {len(lifecycle.exits)} exits, a period of "
        f"{lifecycle.years:g} years"
    )
