"""Command that runs studies to their reports: run."""

from __future__ import annotations

import argparse
import shlex
import sys
from functools import partial
from pathlib import Path
from signal import SIGINT
from typing import TYPE_CHECKING, Any

from workbench.cli.commands import Commands
from workbench.errors import ParameterError
from workbench.study import Study, parse_parameter, study_from

if TYPE_CHECKING:
    from workbench.runner.jobs import Asked
    from workbench.runner.studies import Told

CELL, STUDY = 600, 3_600
"""Seconds a cell and a study may take unless told."""


def add_run_command(commands: Commands) -> None:
    """Add run."""
    known = "; ".join(f"{name}: {field.description}" for name, field in Study.model_fields.items() if name != "study")
    run = commands.add_parser(
        "run",
        help="run studies to their reports",
        description="Run studies, several at a time. What is finished and unchanged is not run again, so the same "
        "command goes on after a failure, Ctrl-C or a crash.",
        epilog=f"Parameters: {known}.",
    )
    run.add_argument("studies", nargs="*", metavar="STUDY", help="sample name or study folder")
    run.add_argument("-p", dest="parameters", action="append", default=[], metavar="name=value", help="set a parameter")
    run.add_argument(
        "--grid",
        nargs="+",
        default=[],
        metavar="name=a,b",
        help="a run for each combination, each in a folder of its own such as travel-fr-seed2: "
        "--grid language=fr,en seed=1,2,3 (study= or sector= names studies)",
    )
    run.add_argument(
        "--out",
        default="reports",
        metavar="DIR",
        help="where reports go (reports), or an address such as s3://bucket/dir",
    )
    run.add_argument(
        "--work",
        type=Path,
        metavar="DIR",
        help="where runs work if --out is an address (reports)",
    )
    run.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="studies at a time (as many as processors, or threads of workers)",
    )
    run.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="have a Dask scheduler's workers run the studies, such as tcp://127.0.0.1:8786 (docs/runs.md)",
    )
    run.add_argument("--again", action="store_true", help="also run what is finished and unchanged")
    run.add_argument("--cell-limit", type=_seconds, default=CELL, metavar="S", help=f"seconds a cell may take ({CELL})")
    run.add_argument(
        "--study-limit", type=_seconds, default=STUDY, metavar="S", help=f"seconds a study may take ({STUDY})"
    )
    run.add_argument(
        "--engine",
        choices=("fork", "jupyter"),
        default="fork",
        help="how notebooks are executed: fork (fast, in the study's own process) or jupyter (papermill and a kernel)",
    )
    run.set_defaults(does=_run)


def _run(options: argparse.Namespace) -> int:
    from workbench.runner.execution import engine  # with nbconvert: here alone
    from workbench.runner.limits import Limits
    from workbench.runner.options import Options
    from workbench.runner.store import is_address
    from workbench.runner.studies import run_studies

    asked = _asked(options)
    if options.work and not is_address(options.out):
        raise ParameterError("--work goes with an address, such as --out s3://bucket/dir; else --out names the folder")
    chosen = Options(
        prepare=partial(engine, options.engine),
        workers=options.workers or 0,
        limits=Limits(options.cell_limit, options.study_limit),
        again=options.again,
        store=options.out if is_address(options.out) else "",
        cluster=options.cluster,
    )
    try:
        told = run_studies(asked, (options.work or Path("reports")) if chosen.store else Path(options.out), chosen)
    except KeyboardInterrupt:
        print("stopped before anything was run")
        return 128 + SIGINT
    _tell(told)
    return told.status


def _asked(options: argparse.Namespace) -> list[Asked]:
    from workbench.runner.grid import combinations, parse_grid
    from workbench.runner.jobs import Asked

    chosen: dict[str, Any] = dict(parse_parameter(text) for text in options.parameters)
    grid = parse_grid(options.grid)
    twice = sorted(set(grid) & set(chosen))
    if twice:
        raise ParameterError(f"{', '.join(twice)} is both set by -p and in the grid")
    names = [*options.studies, *grid.pop("study", [])]
    if not names:
        raise ParameterError("no study is named; see `workbench list`")
    points = combinations(grid)
    return [
        Asked(study_from({**chosen, **point, "study": name}), point if options.grid else None)
        for name in dict.fromkeys(names)
        for point in points
    ]


def _tell(told: Told) -> None:
    from workbench.runner.verdict import MISSING, summary_line

    for verdict in told.verdicts:
        if verdict.has_report:
            print(f"{verdict.study}: {verdict.sent or verdict.report} ({verdict.sharing or 'unchanged'})")
        elif verdict.outcome in MISSING:
            print(f"{verdict.study}: {MISSING[verdict.outcome].upper()}\n{verdict.reason}")
    if told.stopped:
        print(f"stopped; to go on, run the same command again: {_same_command()}")
    print(summary_line(list(told.verdicts), told.asked, told.index))


def _same_command() -> str:
    return shlex.join(["workbench", *sys.argv[1:]])


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to 256 is needed, got {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 10**7:
        raise argparse.ArgumentTypeError(f"a number of seconds above 0 is needed, got {text!r}")
    return seconds
