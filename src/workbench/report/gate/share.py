"""Share: a report's page or hand-out copied for others when it passes, or a page with the reason written into it."""

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from pathlib import Path

from pydantic import ValidationError

from workbench.disk.whole_file import write_whole, write_whole_bytes
from workbench.errors import InputError, Problem, WorkbenchError
from workbench.language.speech import Speech
from workbench.report.gate.hand_out import is_hand_out
from workbench.report.gate.judge import judge, judge_file, judge_text, read_page
from workbench.report.gate.kept import Kept, kept_of
from workbench.report.gate.verdict import Verdict
from workbench.report.seal import sealed
from workbench.report.sections import environment
from workbench.study import Study

LEFT = "sharing.json"
"""File beside a report that holds the verdict on it, and the parameters it was made with."""
FRENCH = re.compile(r'<html lang="?fr')
TITLE, MAIN = "<title>", re.compile(r"<main\b[^>]*>\n?")


def leave_verdict(report: Path, study: Study) -> Verdict:
    """Judge a report just made and leave the verdict beside it; it names nobody and is the researcher's own."""
    verdict = judge(report, study)
    say = Speech("en")
    content = {
        "page": hashlib.sha256(report.read_bytes()).hexdigest(),
        "shareable": verdict.shareable,
        "told": verdict.headline(say),
        "reasons": [finding.words(say) for finding in verdict.findings],
        "parameters": study.model_dump(mode="json"),
    }
    write_whole(report.parent / LEFT, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return verdict


def share(report: Path, out: Path, *, study: Study | None = None, override: str = "") -> Verdict:
    """Copy a page or hand-out to `out` when it passes; else only a page, with a reason to `override` written into it.

    It is judged anew, as it is now, with the parameters left beside it where no `study` is given. The verdict
    says whether it passed. InputError where page or study cannot be read.
    """
    if out.resolve() == report.resolve():
        raise WorkbenchError(f"{out}: the copy to share needs another name than the report it is judged by")
    if is_hand_out(report):
        return _share_hand_out(report, out, kept_of(study or parameters_of(report)), override)
    text = read_page(report)
    verdict = judge_text(text, kept_of(study or parameters_of(report)))
    if verdict.shareable or override.strip():
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, text if verdict.shareable else overridden(text, verdict, override.strip()))
    return verdict


def _share_hand_out(file: Path, out: Path, kept: Kept, override: str) -> Verdict:
    verdict = judge_file(file, kept)
    if not verdict.shareable and override.strip():
        raise WorkbenchError(f"{file}: a reason can be written into a page alone; mend the reasons, or share the page")
    if verdict.shareable:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole_bytes(out, file.read_bytes())
    return verdict


def folder_of(report: Path) -> Path:
    """Return the folder of the report that a page or hand-out belongs to: where a verdict lies, else its own."""
    folders = report.parent, report.parent.parent
    return next((folder for folder in folders if (folder / LEFT).is_file()), report.parent)


def parameters_of(report: Path) -> Study:
    """Return the parameters left beside a report; InputError where there are none."""
    left = folder_of(report) / LEFT
    try:
        return Study(**json.loads(left.read_text("utf-8"))["parameters"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        remedy = "say whose report it is with --study, or make it anew with `workbench run`"
        raise InputError([Problem(str(left), "does not say what the report was made of", remedy=remedy)]) from error


def overridden(text: str, verdict: Verdict, reason: str) -> str:
    """Return a page that says at its head, to readers and to programs, why it is shared and what was found."""
    say = Speech("fr" if FRENCH.search(text) else "en")
    reasons = {finding.rule: finding.reason(say) for finding in verdict.findings}
    found = [(reasons[rule], n) for rule, n in verdict.counts().items()]
    banner = environment().get_template("overridden.html.j2").render(say=say, reason=reason, found=found)
    noted = json.dumps({"override": reason, "found": verdict.counts()}, ensure_ascii=False)
    meta = f'<meta name="sharing" content="{escape(noted)}">\n'
    main = MAIN.search(text)
    if TITLE not in text or main is None:
        raise WorkbenchError("this is no page of ours: there is no place to say that it was shared against the verdict")
    text = text[: main.end()] + banner + text[main.end() :]
    return sealed(text.replace(TITLE, meta + TITLE, 1))
