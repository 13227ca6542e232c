"""Commands that keep people private: names, forget."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.commands import Commands
from workbench.reading.name_listing import list_names


def add_people_commands(commands: Commands) -> None:
    """Add names and forget."""
    names = commands.add_parser("names", help="list the names said in a study in its names.csv, to keep or replace")
    names.add_argument("study", metavar="STUDY")
    names.set_defaults(does=_names)
    forget = commands.add_parser("forget", help="remove a participant from a study, its personas and reports")
    forget.add_argument("study", metavar="STUDY")
    forget.add_argument("participant", metavar="PARTICIPANT", help="pseudonym, document id, or name as in the table")
    forget.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
    forget.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports are (reports)")
    forget.set_defaults(does=_forget)


def _names(options: argparse.Namespace) -> int:
    found, listed, log = list_names(options.study)
    told = f"{len(found.rows)} names, {len(found.replaced)} replaced, {len(found.waiting)} wait for a decision"
    print(f"{listed}: {told}")
    print(f"{log}: what stands for what; keep it apart from the study" if log else "illustrative: no log is kept")
    return 0


def _forget(options: argparse.Namespace) -> int:
    from workbench.forgetting.forgetting import forget  # it walks the study again: numpy and pandas
    from workbench.forgetting.forgotten import forgotten_text

    found = forget(options.study, options.participant, reports=options.out, dry_run=options.dry_run)
    print(forgotten_text(found))
    return 0 if found.complete else 1
