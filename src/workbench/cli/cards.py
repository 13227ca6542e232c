"""Cards: the command that writes personas for the wall and for slides."""

from __future__ import annotations

import argparse

from workbench.cli.commands import Commands, add_study_arguments, study_asked

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
    add_study_arguments(cards, "cards")
    cards.set_defaults(does=_cards)


def _cards(options: argparse.Namespace) -> int:
    study = study_asked(options, n_journeys=FEW)
    from workbench.report.cards import write_cards  # numpy, pandas, scipy and jinja2: here alone
    from workbench.walk import results

    found = results(study)
    for path in write_cards(found, options.out / found.material.brief.id):
        print(path)
    print(f"{len(found.personas)} personas, one a page")
    return 0
