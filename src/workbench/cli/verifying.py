"""Verifying: the command that says whether a report still stands."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.commands import Commands


def add_verify_command(commands: Commands) -> None:
    """Add verify."""
    verify = commands.add_parser(
        "verify",
        help="say whether a report is as it was written, and whether its study would say the same today",
        description="Compare a report with its own seal, walk its study again with its parameters, and say which input "
        "files, versions and personas are not what they were. Ends with 1 when anything is.",
    )
    verify.add_argument("report", type=Path, metavar="REPORT", help="report.html of `workbench run`")
    verify.add_argument("--study", default="", metavar="FOLDER", help="where its study lies now, if not where it was")
    verify.set_defaults(does=_verify)


def _verify(options: argparse.Namespace) -> int:
    from workbench.report.verification import verify  # numpy, pandas and scipy: here alone

    found = verify(options.report, options.study)
    told = {True: "as it was written", False: "changed since it was written", None: "has no seal"}[found.unbroken]
    print(f"page: {told}")
    for part in found.parts:
        print(f"{part.name}: {part}")
    print(f"{options.report}: {'stands' if found.stands else 'does not stand as it is'}")
    return 0 if found.stands else 1
