"""File kind: a journey and a life cycle are told apart before either is checked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from workbench.errors import InputError, Problem
from workbench.reading.yaml_file import YamlFile

Kind = Literal["journey", "lifecycle"]
OWN: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {"journey": ("steps", "stages", "conversion"), "lifecycle": ("states", "period")}
)
"""Parts only one of the two has."""
NAMES: Mapping[Kind, str] = MappingProxyType({"journey": "a journey", "lifecycle": "a life cycle"})
MEANT: Mapping[Kind, str] = MappingProxyType(
    {
        "journey": "a journey is one episode with steps: keep it in journey.yml and read it with read_journey",
        "lifecycle": "a life cycle is a relation over years with states: keep it in lifecycle.yml "
        "and read it with read_lifecycle",
    }
)


def require_kind(file: YamlFile, wanted: Kind) -> None:
    """Raise InputError for a file of the other kind, or one that mixes the two."""
    other: Kind = "lifecycle" if wanted == "journey" else "journey"
    strange = [part for part in OWN[other] if part in file.content]
    if not strange:
        return
    mixed = any(part in file.content for part in OWN[wanted])
    what = f"this is {NAMES[other]}, not {NAMES[wanted]}"
    if mixed:
        what = f"{NAMES[wanted]} and {NAMES[other]} cannot be mixed in one file"
    where = file.where((strange[0],))
    raise InputError([Problem(where, what, f"{', '.join(strange)}", ", ".join(OWN[wanted]), MEANT[other])])
