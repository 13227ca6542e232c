"""Command lab: the walk opened in JupyterLab."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

from workbench.cli.commands import Commands
from workbench.lab.workplace import lab_command, lab_environment, user_language
from workbench.runner.own_walk import write_start


def add_lab_command(commands: Commands) -> None:
    """Add lab."""
    lab = commands.add_parser(
        "lab",
        help="open the walk in JupyterLab: begin a study, code, shape, explore, without a line of code",
        description="Open JupyterLab on the walk's first page, in your language.",
    )
    lab.add_argument("folder", nargs="?", type=Path, default=Path(), help="folder of your studies (this one)")
    lab.add_argument("--language", choices=("en", "fr"), help="of JupyterLab and the first page (your system's)")
    passed = "passed on to JupyterLab; for instance --jupyter=--no-browser"
    lab.add_argument("--jupyter", action="append", default=[], metavar="OPTION", help=passed)
    lab.set_defaults(does=_lab)


def _lab(options: argparse.Namespace) -> int:
    language = options.language or user_language()
    write_start(options.folder, language)
    command = lab_command(options.folder, further=tuple(options.jupyter))
    done = subprocess.run(  # noqa: S603  # JupyterLab, with options its user gives
        command, cwd=options.folder, env=lab_environment(language), check=False
    )
    return done.returncode
