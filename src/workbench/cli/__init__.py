"""The command `workbench`: start, check and run studies; bring material in and out; keep people private."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from workbench.cli.cards import add_cards_command
from workbench.cli.generate import add_generating_commands
from workbench.cli.hand_outs import add_hand_out_commands
from workbench.cli.journeys import add_journey_commands
from workbench.cli.lab import add_lab_command
from workbench.cli.material import add_material_commands
from workbench.cli.people import add_people_commands
from workbench.cli.sharing import add_share_command
from workbench.cli.studies import add_study_commands
from workbench.cli.surveys import add_survey_command
from workbench.cli.verifying import add_verify_command
from workbench.errors import WorkbenchError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when all went well, 1 when something is to be mended, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.does(options))
    except WorkbenchError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads, `head` for instance, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="workbench", description="From interviews to personas, journeys and reports.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_study_commands(commands)
    add_lab_command(commands)
    add_verify_command(commands)
    add_share_command(commands)
    add_cards_command(commands)
    add_hand_out_commands(commands)
    add_material_commands(commands)
    add_people_commands(commands)
    add_generating_commands(commands)
    add_survey_command(commands)
    add_journey_commands(commands)
    return parser
