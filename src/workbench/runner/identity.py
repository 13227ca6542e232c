"""Identity: what a run was made from, as digests, so that only what has changed is run again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from workbench.model.brief import Brief
from workbench.privacy.pseudonyms import secret_key
from workbench.reading.study_inputs import input_files
from workbench.runner.notebooks import NAMES

DISTRIBUTION = "persona-workbench"


@dataclass(frozen=True, slots=True)
class Identity:
    """Digests of what a run reads and does not write, and of the persona files, which it does."""

    fixed: str
    personas: str

    def plain(self) -> dict[str, str]:
        """Return the digests by name, for the journal."""
        return {"fixed": self.fixed, "personas": self.personas}


def identity_of(
    parameters: Mapping[str, Any], *, folder: Path, brief: Brief, notebooks: Path, persona_folder: Path
) -> Identity:
    """Return the identity of a run: files of the study, parameters, notebooks, workbench, libraries, key; personas.

    OSError where a file cannot be read.
    """
    content = contents_of(parameters, folder=folder, brief=brief, notebooks=notebooks)
    return Identity(digest_of_contents(content), personas_digest(persona_folder))


def contents_of(parameters: Mapping[str, Any], *, folder: Path, brief: Brief, notebooks: Path) -> dict[str, Any]:
    """Return, part by part, what a run reads and does not write; OSError where a file cannot be read."""
    key = secret_key(illustrative=brief.illustrative, study=brief.id)
    return {
        "inputs": [[_name(path, folder), digest_of(path)] for path in input_files(folder, brief)],
        "parameters": {name: value for name, value in parameters.items() if name != "persona_files"},
        "notebooks": [digest_of(notebooks / f"{name}.ipynb") for name in NAMES],
        "workbench": workbench_digest(),
        "libraries": libraries(),
        "key": hashlib.sha256(b"identity of a run" + key).hexdigest(),
    }


def digest_of_contents(contents: Mapping[str, Any]) -> str:
    """Return the digest that stands for the parts of an identity."""
    return _digest(json.dumps(contents, sort_keys=True).encode())


def personas_digest(folder: Path) -> str:
    """Return a digest of the persona files of a folder; of nothing where there are none."""
    return _digest_of_all(sorted((*folder.glob("*.yml"), *folder.glob(".made.json"))), folder)


def digest_of(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def workbench_digest() -> str:
    """Return a digest of the workbench's own source, texts and templates, samples left out: they are inputs."""
    root = Path(str(files("workbench")))
    own = (path for path in root.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return _digest_of_all(sorted(path for path in own if path.relative_to(root).parts[0] != "samples"), root)


@lru_cache(maxsize=1)
def libraries() -> dict[str, str]:
    """Return the versions of Python and of the libraries the workbench names as its own."""
    asked = (one for one in importlib.metadata.requires(DISTRIBUTION) or [] if "extra ==" not in one)
    needed = (found[0] for one in asked if (found := re.match(r"[\w.-]+", one)))
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in needed}


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def _digest_of_all(paths: Iterable[Path], root: Path) -> str:
    return _digest(json.dumps([[_name(path, root), digest_of(path)] for path in paths]).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
