"""Commands on whole studies: new, check, run, list, diff."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from workbench.analysis.facts import banded
from workbench.cli.commands import Commands, tell_notices
from workbench.cli.running import add_run_command
from workbench.cli.versions import add_diff_command
from workbench.errors import InputError
from workbench.privacy.near_unique import near_unique_notices
from workbench.reading.buying_check import check_buying_group
from workbench.reading.persona_check import overdue_reviews, stale_quotes
from workbench.reading.starter import SECTORS, start_study
from workbench.reading.study_folder import find_study, read_brief, read_material, samples_folder
from workbench.study import Study


def add_study_commands(commands: Commands) -> None:
    """Add new, check, run, list and diff."""
    new = commands.add_parser("new", help="start a study folder of one's own")
    new.add_argument("name", help="folder to make; its last part is the study's id")
    new.add_argument(
        "--sector", choices=SECTORS, default=SECTORS[0], help="sample whose journey and codes to start from"
    )
    new.add_argument("--language", choices=("en", "fr"), default="en", help="language of the interviews")
    new.set_defaults(does=_new)
    check = commands.add_parser("check", help="list all problems and notices of a study, with file and line")
    check.add_argument("studies", nargs="+", metavar="STUDY")
    check.set_defaults(does=_check)
    add_run_command(commands)
    list_ = commands.add_parser("list", help="list the sample studies and the reports made")
    list_.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports are (reports)")
    list_.set_defaults(does=_list)
    add_diff_command(commands)


def _new(options: argparse.Namespace) -> int:
    folder = start_study(Path(options.name), sector=options.sector, language=options.language)
    print(f"{folder} is ready: put interviews into {folder / 'interviews'}, then `workbench check {folder}`")
    return 0


def _check(options: argparse.Namespace) -> int:
    faulty = 0
    for name in options.studies:
        try:
            material = read_material(name)
            folder = Study().persona_folder(material.brief.id)
            stale = stale_quotes(folder, material.transcripts)
            check_buying_group(find_study(name), material, [path.stem for path in folder.glob("*.yml")])
        except InputError as error:
            faulty += 1
            print("\n".join(str(problem) for problem in error.problems))
            print(f"{name}: {len(error.problems)} to mend")
            continue
        private = near_unique_notices(material, Study().k_team, banded)
        notices = (*material.notices, *stale, *overdue_reviews(folder, date.today()), *private)
        tell_notices(notices)
        coded = f"{len(material.transcripts)} interviews, {len(material.codings)} codings"
        print(f"{name}: ready ({coded}, {len(notices)} notices)")
    return 1 if faulty else 0


def _list(options: argparse.Namespace) -> int:
    for path in sorted(samples_folder().glob("*/study.yml")):
        brief = read_brief(find_study(path.parent.name))
        print(f"{path.parent.name:12} {brief.title.in_(brief.language)}")
    for report in sorted(options.out.glob("*/report.html")):
        print(report)
    return 0
