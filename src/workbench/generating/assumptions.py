"""Assumptions: what a team believes about its people before any interview, in the team's own words."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from workbench.errors import InputError, Problem
from workbench.generating.avoided import folded
from workbench.model.codebook import Kind
from workbench.model.label import Language, Value
from workbench.model.persona import Sureness
from workbench.reading.yaml_file import YamlFile

WORDS = r"\S"
"""A text that holds more than white space."""


class Assumption(Value):
    """One sentence somebody assumes, without its subject, and how sure they are."""

    kind: Kind
    text: str = Field(pattern=WORDS, description="what is assumed, in the researcher's words")
    who: str = Field(pattern=WORDS, description="who assumes it: a function or a team, not a name")
    sure: Sureness


class AssumedPersona(Value):
    """One kind of person as a team imagines it."""

    name: str | None = Field(default=None, pattern=WORDS, description="invented name; one is drawn where it is absent")
    assumptions: tuple[Assumption, ...] = Field(min_length=1)


class Assumptions(Value):
    """The file `assumptions.yml`."""

    study: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", description="short name; that of the study to come")
    language: Language
    sector: str = Field(pattern=WORDS)
    personas: tuple[AssumedPersona, ...] = Field(min_length=1, max_length=12)

    @property
    def count(self) -> int:
        """How many sentences are assumed in all."""
        return sum(len(persona.assumptions) for persona in self.personas)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who assumes something, in order of appearance."""
        return tuple(dict.fromkeys(one.who for persona in self.personas for one in persona.assumptions))


def read_assumptions(path: Path) -> tuple[Assumptions, str]:
    """Return the checked assumptions and the SHA-256 of their file; InputError lists every fault with its line."""
    file = YamlFile(path)
    made = file.model(Assumptions)
    problems = _repeated(file, made)
    if problems:
        raise InputError(problems)
    return made, hashlib.sha256(path.read_bytes()).hexdigest()


def example(language: Language) -> str:
    """Return a commented file of assumptions to start from."""
    return files("workbench").joinpath("starter", f"assumptions.{language}.yml").read_text("utf-8")


def _repeated(file: YamlFile, made: Assumptions) -> list[Problem]:
    """Return sentences said twice of one persona, and names borne twice."""
    problems = []
    names: dict[str, str] = {}
    for p, persona in enumerate(made.personas):
        seen: dict[str, str] = {}
        for a, one in enumerate(persona.assumptions):
            where, key = file.where(("personas", p, "assumptions", a, "text")), folded(one.text).rstrip(" .")
            if key in seen:
                remedy = "keep one, with the surer of the two"
                problems.append(Problem(where, f"the sentence of {seen[key]} again", one.text[:80], remedy=remedy))
            seen.setdefault(key, where)
        if persona.name:
            where, key = file.where(("personas", p, "name")), folded(persona.name)
            if key in names:
                problems.append(Problem(where, f"the name of {names[key]} again", persona.name[:80]))
            names.setdefault(key, where)
    return problems
