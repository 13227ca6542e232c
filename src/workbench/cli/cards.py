"""Cards: the command that writes personas for the wall and for slides."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.commands import Commands
from workbench.study import parse_parameter, study_from

FEW = 100
"""Simulated customers where no card shows any."""


def add_cards_command(commands: Commands) -> None:
    """Add cards."""
    cards = commands.add_parser(
        "cards",
        help="write the personas one a page, as A4 posters and as 16:9 slides",
        description="Walk a study and write posters.html (A4) and slides.html (16:9), a persona a page, each one file "
        "to print or to save as PDF from any browser. They are made anew each time, from the study as it is now.",
    )
    cards.add_argument("study", metavar="STUDY", help="sample name or study folder")
    cards.add_argument("--language", choices=("en", "fr"), default="", help="language of the cards (as spoken)")
    cards.add_argument("-p", dest="parameters", action="append", default=[], metavar="name=value", help="as for run")
    cards.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports go (reports)")
    cards.set_defaults(does=_cards)


def _cards(options: argparse.Namespace) -> int:
    chosen = dict(parse_parameter(text) for text in options.parameters)
    named = {"language": options.language} if options.language else {}
    study = study_from({"n_journeys": FEW, **chosen, **named, "study": options.study})
    from workbench.report.cards import write_cards  # numpy, pandas, scipy and jinja2: here alone
    from workbench.walk import results

    found = results(study)
    for path in write_cards(found, options.out / found.material.brief.id):
        print(path)
    print(f"{len(found.personas)} personas, one a page")
    return 0
