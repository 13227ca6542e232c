"""Verification: whether a report still stands: its page, the files it came from, the versions, and its personas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import InputError, ParameterError, Problem
from workbench.language.speech import Speech
from workbench.report.run_record import Record, record_in, run_record
from workbench.report.seal import is_unbroken
from workbench.study import study_from
from workbench.walk import results


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one kind of thing: names of those that are `same`, `changed`, `gone` since, and `new`."""

    name: str
    same: tuple[str, ...]
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is otherwise."""
        return not (self.changed or self.gone or self.new)

    def __str__(self) -> str:
        """Say it in one line."""
        told = [f"{len(self.same)} of {len(self.same) + len(self.changed) + len(self.gone)} the same"]
        others = {"changed": self.changed, "gone": self.gone, "new": self.new}
        return "; ".join([*told, *(f"{word}: {', '.join(names)}" for word, names in others.items() if names)])


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: `unbroken` (None: the page has no seal) and each part of what it was made from."""

    unbroken: bool | None
    parts: tuple[Part, ...]

    @property
    def stands(self) -> bool:
        """Whether the page is as it was written, and the same study would say the same today."""
        return self.unbroken is True and all(part.holds for part in self.parts)


def verify(page: Path, study: str = "") -> Verification:
    """Walk the study a report came from once more, with its parameters, and compare digests.

    `study` is its folder, where that is not a sample and not a folder of the study's name here. InputError
    for a page that carries no record, ParameterError for parameters nobody knows any more.
    """
    try:
        text = page.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(page), "cannot be read as a page", got=str(error))]) from error
    record = record_in(text)
    if record is None:
        raise InputError(
            [
                Problem(
                    str(page), "carries no record of a run", allowed="a report of `workbench run`", remedy="choose one"
                )
            ]
        )
    now = _today(record, study)
    parts = tuple(_compared(name, record[name], now[name]) for name in ("inputs", "versions", "personas"))
    return Verification(is_unbroken(text), parts)


def _today(record: Record, study: str) -> Record:
    chosen = dict(record["parameters"])
    if study:
        chosen["study"] = study
    found = results(study_from(chosen))
    if study and found.material.brief.id != record["parameters"].get("study"):
        raise ParameterError(
            f"{study} is the study {found.material.brief.id}, the report is of {record['parameters'].get('study')}"
        )
    return run_record(found, Speech(found.language))


def _compared(name: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Part:
    both = sorted(then.keys() & now.keys())
    changed = [own for own in both if then[own] != now[own]]
    shown = [f"{own} {then[own]} → {now[own]}" if name == "versions" else own for own in changed]
    return Part(
        name,
        tuple(own for own in both if then[own] == now[own]),
        tuple(shown),
        tuple(sorted(then.keys() - now.keys())),
        tuple(sorted(now.keys() - then.keys())),
    )
