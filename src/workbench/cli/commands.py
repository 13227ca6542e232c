"""Commands: what the groups of commands share."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.language.speech import Speech
from workbench.model.material import Notice
from workbench.study import Study, parse_parameter, study_from

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction


def tell_notices(notices: Iterable[Notice]) -> None:
    """Print notices with their numbers."""
    say = Speech("en")
    for number, notice in enumerate(notices, 1):
        print(f"notice {number}: {say.notice(notice)}")


def add_study_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """Add a study, its parameters, the language of what is made of it, and where that goes."""
    parser.add_argument("study", metavar="STUDY", help="sample name or study folder")
    parser.add_argument("--language", choices=("en", "fr"), default="", help=f"language of the {what} (as spoken)")
    parser.add_argument("-p", dest="parameters", action="append", default=[], metavar="name=value", help="as for run")
    parser.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports go (reports)")


def study_asked(options: argparse.Namespace, **defaults: object) -> Study:
    """Return the study that such arguments ask for; ParameterError for a parameter there is not."""
    chosen = dict(parse_parameter(text) for text in options.parameters)
    named = {"language": options.language} if options.language else {}
    return study_from({**defaults, **chosen, **named, "study": options.study})
