"""Study: the parameters of one run, checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from workbench.errors import ParameterError

PRIVATE: dict[str, JsonValue] = {"private": True}
"""Mark, as `json_schema_extra` of a parameter's field, of what never reaches a page."""


class Study(BaseModel):
    """Parameters of a run; the only home of their defaults.

    An empty `language` means the language of the interviews. Parameters marked PRIVATE never reach a page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    study: str = Field(default="travel", min_length=1, description="sample name (startup, travel...) or study folder")
    language: Literal["", "en", "fr"] = Field(default="", description="report language: en or fr; empty: as spoken")
    seed: int = Field(default=1, ge=0, lt=2**63, description="seed of invented identities and simulated customers")
    n_journeys: int = Field(default=10_000, ge=100, le=5_000_000, description="simulated customers a persona")
    max_segments: int = Field(default=5, ge=1, le=12, description="most personas to look for")
    resamples: int = Field(default=100, ge=20, le=2_000, description="subsamples for stability")
    persona_files: str = Field(
        default="personas", min_length=1, description="folder of the persona files", json_schema_extra=PRIVATE
    )
    sharing: Literal["shared", "team"] = Field(
        default="shared", description="who reads the report: shared (anybody) or team, who see facts of fewer people"
    )
    k_team: int = Field(default=5, ge=2, le=50, description="fewest people a fact may tell of within the team")
    k_shared: int = Field(default=10, ge=2, le=50, description="fewest people a fact may tell of in a shared report")
    as_of: str = Field(
        default="",
        pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$",
        description="day of the report, YYYY-MM-DD: reviews due before it are called overdue; empty: none is",
    )

    def persona_folder(self, study_id: str) -> Path:
        """Return where the persona files of a study lie."""
        return workspace() / self.persona_files / study_id

    def public(self) -> dict[str, Any]:
        """Return the parameters that a page may show, by their names."""
        return {name: value for name, value in self.model_dump(mode="json").items() if not self._is_private(name)}

    def private(self) -> dict[str, str]:
        """Return the values somebody chose for the parameters that no page may show."""
        fields = type(self).model_fields
        return {
            name: str(value)
            for name, value in self.model_dump().items()
            if self._is_private(name) and value != fields[name].default and str(value)
        }

    def _is_private(self, name: str) -> bool:
        extra = type(self).model_fields[name].json_schema_extra
        return isinstance(extra, dict) and extra.get("private") is True

    @property
    def k_report(self) -> int:
        """Fewest people of whom a fact in the report may tell."""
        return max(self.k_shared, self.k_team) if self.sharing == "shared" else self.k_team


def workspace() -> Path:
    """Return the folder that holds `notebooks/`, from here upwards; here when there is none.

    A notebook opened in JupyterLab runs in `notebooks/` or a study's folder there, the command in the folder above.
    """
    here = Path.cwd()
    pages = ("0_start.ipynb", "2_personas.ipynb")
    holds = (
        folder for folder in (here, *here.parents) if any((folder / "notebooks" / page).is_file() for page in pages)
    )
    return next(holds, here)


def study_from(values: Mapping[str, Any]) -> Study:
    """Return the checked parameters; ParameterError names each one that is unknown or not allowed."""
    unknown = sorted(set(values) - set(Study.model_fields))
    if unknown:
        raise ParameterError(
            f"unknown parameter {', '.join(unknown)}; known are {', '.join(Study.model_fields)}; "
            "see `workbench run --help`"
        )
    try:
        return Study(**values)
    except ValidationError as error:
        raise ParameterError(
            "; ".join(f"parameter {e['loc'][0]}: {e['msg']}, got {e['input']!r}" for e in error.errors())
        ) from error


def parse_parameter(text: str) -> tuple[str, Any]:
    """Turn `name=value` from a command line into a name and a JSON-typed value.

    The type is the declared one: `seed=007` is refused, `study=007` stays a text.
    """
    name, separator, value = text.partition("=")
    if not separator or not name.isidentifier():
        raise ParameterError(f"a parameter is written name=value, got {text!r}")
    declared = Study.model_fields.get(name)
    if declared is None or declared.annotation is not int:
        return name, value
    if not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,30})", value):
        raise ParameterError(f"parameter {name}: a whole number is needed, got {value!r}")
    return name, int(value)
