"""Command share: a report copied for others, once it holds nothing that is not theirs to see."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.commands import Commands
from workbench.language.speech import Speech
from workbench.study import Study


def add_share_command(commands: Commands) -> None:
    """Add share."""
    share = commands.add_parser("share", help="copy a report for others, when nothing in it is private or unsafe")
    share.add_argument(
        "report", type=Path, metavar="REPORT", help="report.html, other pages, slides, tables, PDF; or the folder"
    )
    share.add_argument("--out", type=Path, default=None, metavar="FILE", help="where to (beside it)")
    share.add_argument("--study", default=None, metavar="STUDY", help="whose report it is, where no run says so")
    share.add_argument(
        "--override", default="", metavar="REASON", help="share it all the same; the reason is written into the copy"
    )
    share.set_defaults(does=_share)


def _share(options: argparse.Namespace) -> int:
    from workbench.report.gate.share import folder_of, share  # nbconvert costs a second: here alone

    report = options.report / "report.html" if options.report.is_dir() else options.report
    folder = folder_of(report)
    name = folder.resolve().name + ("" if report.stem == "report" else f"-{report.stem}")
    out = options.out or folder / f"{name}{report.suffix or '.html'}"
    study = Study(study=options.study) if options.study else None
    verdict, say = share(report, out, study=study, override=options.override), Speech("en")
    for finding in verdict.findings:
        print(f"{report}: {finding.words(say)}")
    if verdict.shareable:
        print(f"{out}: {verdict.headline(say)}")
        return 0
    if options.override.strip():
        print(f"{out}: shared against the check; the reason and what was found stand at its head")
        return 0
    print(f"{report}: not shared ({len(verdict.findings)} reasons); mend them, or give a reason with --override")
    if out.exists():
        print(f"{out}: an earlier copy, not of this report as it is now")
    return 1
