"""Command on surveys: survey."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.commands import Commands, tell_notices
from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech
from workbench.reading.survey_file import draft_survey, read_survey_file


def add_survey_command(commands: Commands) -> None:
    """Add survey."""
    survey = commands.add_parser("survey", help="find the groups of a survey's respondents, if there are any")
    survey.add_argument("survey", type=Path, metavar="FILE", help="survey.yml, or a table to draft one from")
    survey.add_argument("--language", choices=("en", "fr"), help="language of the page (that of the survey)")
    survey.add_argument("--seed", type=int, default=1, metavar="N", help="seed of every random draw (1)")
    survey.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where pages go (reports)")
    survey.set_defaults(does=_survey)


def _survey(options: argparse.Namespace) -> int:
    if options.survey.suffix.lower() not in (".yml", ".yaml") and options.survey.is_file():
        path = draft_survey(options.survey)
        print(f"{path}: a first draft, guessed from the table: look at every line, then `workbench survey {path}`")
        return 0
    survey, people, notices = read_survey_file(options.survey)
    tell_notices(notices)
    from workbench.report.survey_page import SurveyPage, survey_results  # numpy, scipy: here alone

    results = survey_results(survey, people, notices, seed=options.seed)
    page = SurveyPage(results, Speech(options.language or survey.language))
    folder = options.out / survey.id
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "survey.html", page.html())
    print(page.headline())
    for profile in results.profiles:
        print(f"{page.names[profile.id]}: {profile.n} of {profile.of}: {page.summary(profile)}")
    print(folder / "survey.html")
    return 0
