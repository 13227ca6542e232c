"""Worker check: that a worker of a cluster would make what the runner that asks would make, or what it lacks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.model.brief import Brief
from workbench.privacy.pseudonyms import key_path
from workbench.runner.identity import libraries, workbench_digest

REMEDY = "install the same requirements.lock and the same workbench everywhere, and start the workers again"
MOST = 5
"""Differences that are named."""


def surroundings() -> dict[str, Any]:
    """Return the versions of Python and the libraries and the workbench's own digest, where this is called."""
    return {"libraries": libraries.__wrapped__(), "workbench": workbench_digest.__wrapped__()}


def differences(asked: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Say how what a worker has differs from what was asked for, part by part; nothing where it does not."""
    told = [*_versions(asked, found)]
    if asked["workbench"] != found["workbench"]:
        told.append("its workbench has another source")
    told = [f"{_listed(told)}; {REMEDY}"] if told else []
    if "inputs" in asked and asked["inputs"] != found["inputs"]:
        files = sorted({name for name, _ in _either(asked["inputs"], found["inputs"])})
        told.append(f"it sees other files of the study ({_listed(files)}); all machines need the same folder")
    if asked.get("key") != found.get("key"):
        told.append(lacks_key())
    return "; ".join(told)


def key_is_there(brief: Brief) -> bool:
    """Say whether the pseudonyms' key is here, without making one."""
    return brief.illustrative or key_path().is_file()


def lacks_key() -> str:
    """Say that a worker needs the key of the pseudonyms, which is never sent."""
    return (
        "it has another key of the pseudonyms, or none; the key is never sent: copy its file to the worker yourself "
        "and name it there in WORKBENCH_KEY_FILE"
    )


def _versions(asked: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    mine, its = asked["libraries"], found["libraries"]
    names = [name for name in dict.fromkeys((*mine, *its)) if mine.get(name) != its.get(name)]
    return [f"{name} is {its.get(name, 'missing')} there and {mine.get(name, 'missing')} here" for name in names]


def _either(asked: list[Any], found: list[Any]) -> set[tuple[str, str]]:
    return {tuple(one) for one in asked} ^ {tuple(one) for one in found}


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - MOST} more" if len(words) > MOST else ""
    return ", ".join(words[:MOST]) + more
