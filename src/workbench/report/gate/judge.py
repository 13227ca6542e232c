"""Judge: a finished page or hand-out held against every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.report.gate import inward_rules, outward_rules
from workbench.report.gate.finished_page import FinishedPage, finished_page
from workbench.report.gate.hand_out import hand_out, is_hand_out
from workbench.report.gate.kept import Kept, kept_of
from workbench.report.gate.verdict import Finding, Verdict
from workbench.study import Study

Rule = Callable[[FinishedPage, Kept], Iterator[Finding]]
RULES: dict[str, Rule] = {
    "name": inward_rules.names,
    "key": inward_rules.keys,
    "parameter": inward_rules.parameters,
    "number": inward_rules.numbers,
    "few": inward_rules.few,
    "fact": inward_rules.facts,
    "team": inward_rules.team,
    "path": outward_rules.paths,
    "trace": outward_rules.traces,
    "widget": outward_rules.widgets,
    "code": outward_rules.code,
    "metadata": outward_rules.metadata,
    "comment": outward_rules.comments,
    "script": outward_rules.scripts,
    "outside": outward_rules.outside,
    "policy": outward_rules.policy,
    "markup": outward_rules.markup,
}
"""Every rule by the name its reasons have in the catalogues."""
OF_PAGES = frozenset({"few", "widget", "code", "policy", "markup"})
"""Rules that look at what only a page has."""
OF_HAND_OUTS = {name: rule for name, rule in RULES.items() if name not in OF_PAGES}


def judge(path: Path, study: Study) -> Verdict:
    """Return whether a page or hand-out may be shared; InputError where the file or the study cannot be read."""
    return judge_file(path, kept_of(study))


def judge_file(path: Path, kept: Kept) -> Verdict:
    """Return the verdict on a page, on slides, a workbook, a table or a printed page, by the file's ending."""
    if is_hand_out(path):
        return _held_against(hand_out(path), kept, OF_HAND_OUTS)
    return judge_text(read_page(path), kept)


def read_page(path: Path) -> str:
    """Return the text of a page's file; InputError where it is none."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), "no page that can be read", type(error).__name__)]) from error


def judge_text(text: str, kept: Kept, rules: Mapping[str, Rule] = RULES) -> Verdict:
    """Return the verdict on a page, each reason once a place."""
    return _held_against(finished_page(text), kept, rules)


def _held_against(page: FinishedPage, kept: Kept, rules: Mapping[str, Rule]) -> Verdict:
    found = (finding for rule in rules.values() for finding in rule(page, kept))
    return Verdict(tuple(dict.fromkeys(found)))
