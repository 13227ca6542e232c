"""Commands on journeys: check, maps, simulate, what-if, sensitivity, value, repeat, stages."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from workbench.cli.commands import Commands

SIMULATED, COMPARED = 100_000, 50_000
"""Customers simulated and compared unless told."""
NAME = "sector (travel, retail...), study folder, or file in YAML"


def add_journey_commands(commands: Commands) -> None:
    """Add journey with its commands."""
    journey = commands.add_parser(
        "journey",
        help="check, map and simulate journeys: of a sector, a study, or a file",
        description="All that can be asked of a journey. A study's journey comes with its personas, where people "
        "were interviewed; any other is a hypothesis, and every answer says so.",
    )
    does = journey.add_subparsers(required=True, metavar="ACTION")
    check = does.add_parser("check", help="list all faults with file and line, reviews overdue, claims used")
    check.add_argument("names", nargs="+", metavar="NAME", help=f"{NAME}, or a life cycle")
    check.set_defaults(does=_check)
    _add_maps(does)
    _add_simulate(does)
    _add_what_if(does)
    _add_sensitivity(does)
    _add_value(does)
    _add_repeat(does)
    stages = does.add_parser("stages", help="list the five stages and every spelling a file may use for them")
    stages.set_defaults(does=_stages)


def _add_maps(does: Commands) -> None:
    maps = does.add_parser(
        "maps",
        help="write every map on one page, or as files for other programs",
        description="Write maps.html: one page, one file, to read or to print on A3. With --format, write files too: "
        "csv and json of the maps, mermaid, opml, freemind, lucidchart of the journey, svg and png (slides) of the "
        "pictures.",
    )
    maps.add_argument("name", metavar="NAME", help=NAME)
    maps.add_argument("--language", choices=("en", "fr"), default="", help="language of the page (as spoken, or en)")
    maps.add_argument("--persona", default="", metavar="p1", help="from this persona's point of view alone (all)")
    maps.add_argument("--format", default="", metavar="svg,png...", help="files to write too, with commas between")
    maps.add_argument("--kind", default="", metavar="KIND,...", help="kinds of picture to write as files (all)")
    maps.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where reports go (reports)")
    maps.set_defaults(does=_maps)


def _add_simulate(does: Commands) -> None:
    simulate = does.add_parser(
        "simulate",
        help="walk customers through a journey: what becomes of them, what it costs and brings",
        description="Every line has the simulated value with the luck of the draw (95 %), the exact expectation, and "
        "the range over what the assumptions may be (90 %). The same seed gives the same numbers on any machine.",
    )
    simulate.add_argument("name", nargs="?", default="", metavar="NAME", help=f"{NAME}; none: the market's generic one")
    _walked(simulate, SIMULATED)
    simulate.add_argument("--market", choices=("b2c", "b2b"), help="usual times of a market for steps that have none")
    simulate.add_argument("--cost", choices=("low", "high"), default="high", help="price level of that market (high)")
    simulate.add_argument("--events", type=Path, metavar="FILE.parquet", help="write every visit to a file")
    simulate.add_argument("--cluster", default="", metavar="ADDRESS", help="Dask scheduler, tcp://127.0.0.1:8786")
    simulate.add_argument("--json", action="store_true", help="as JSON, for programs")
    simulate.set_defaults(does=_simulate)


def _add_what_if(does: Commands) -> None:
    what_if = does.add_parser(
        "what-if",
        help="compare a journey with and without interventions, the same customers in both",
        description="ID is an intervention of the journey, or several joined by + to act together; none: each of "
        "them. --catalogue adds templates that fit the journey; `all` adds every one that does.",
    )
    what_if.add_argument("name", metavar="NAME", help=NAME)
    what_if.add_argument("ids", nargs="*", metavar="ID", help="interventions (all); a+b acts together")
    what_if.add_argument("--catalogue", nargs="+", default=[], metavar="ENTRY", help="templates to fit, or all")
    _walked(what_if, COMPARED)
    what_if.add_argument("--json", action="store_true", help="as JSON, for programs")
    what_if.set_defaults(does=_what_if)


def _add_sensitivity(does: Commands) -> None:
    sensitivity = does.add_parser(
        "sensitivity",
        help="tell which assumption a result depends on most",
        description="One number at a time (tornado), each whatever the others are (Morris), or the share of the "
        "variance owed to each, alone and with the others (Sobol).",
    )
    sensitivity.add_argument("name", metavar="NAME", help=NAME)
    sensitivity.add_argument("--measure", default="conversion", metavar="MEASURE", help="what to explain (conversion)")
    sensitivity.add_argument("--method", choices=("tornado", "morris", "sobol"), default="tornado", help="(tornado)")
    sensitivity.add_argument("--persona", default="", metavar="p1", help="as this persona walks (as described)")
    sensitivity.add_argument("--language", choices=("en", "fr"), default="en", help="language of the answer (en)")
    sensitivity.add_argument("--picture", type=Path, metavar="FILE.svg|png", help="draw the answer, too")
    sensitivity.add_argument("--seed", type=_seed, default=1, metavar="N", help="seed of Morris and Sobol (1)")
    sensitivity.set_defaults(does=_sensitivity)


def _add_value(does: Commands) -> None:
    value = does.add_parser("value", help="tell what a journey brings, and a customer over a life cycle")
    value.add_argument("name", metavar="NAME", help=f"{NAME}, or a life cycle")
    value.add_argument("--discount", type=_share, default=0.1, metavar="SHARE", help="a year; 0.1 is 10 %% (0.1)")
    value.add_argument("--persona", default="", metavar="p1", help="as this persona walks (as described)")
    value.set_defaults(does=_value)


def _add_repeat(does: Commands) -> None:
    repeat = does.add_parser(
        "repeat",
        help="tell from purchases so far who is still a customer, and what they will buy again",
        description="FILE.csv has a row a purchase, with the columns customer and date (2026-01-31). Purchases of one "
        "day count as one, and the first is no repeat.",
    )
    repeat.add_argument("file", type=Path, metavar="FILE.csv", help="who bought when")
    repeat.add_argument("--until", type=_day, metavar="DATE", help="end of what was observed (the last purchase)")
    repeat.add_argument("--days", type=_days, default=365, metavar="N", help="days to look ahead (365)")
    repeat.add_argument("--out", type=Path, metavar="OUT.csv", help="write a row a customer, too")
    repeat.set_defaults(does=_repeat)


def _walked(parser: argparse.ArgumentParser, many: int) -> None:
    parser.add_argument("-n", type=_number, default=many, metavar="N", help=f"customers to walk ({many:,})")
    parser.add_argument("--seed", type=_seed, default=1, metavar="N", help="another seed, other luck (1)")
    parser.add_argument("--persona", default="", metavar="p1", help="as this persona walks (as described)")


def _number(text: str) -> int:
    digits = text.replace(",", "").replace("_", "")
    if not digits.isdecimal() or not 100 <= int(digits) <= 1_000_000_000:
        raise argparse.ArgumentTypeError(f"a whole number from 100 to 1,000,000,000 is needed, got {text!r}")
    return int(digits)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"a whole number from 0 on is needed, got {text!r}")
    return int(text)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 10:
        raise argparse.ArgumentTypeError(f"a share a year is needed, such as 0.1 for 10 %, got {text!r}")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"a date such as 2026-01-31 is needed, got {text!r}") from error


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 36_525:
        raise argparse.ArgumentTypeError(f"a whole number of days from 1 to 36,525 is needed, got {text!r}")
    return int(text)


def _check(options: argparse.Namespace) -> int:
    from workbench.cli.journey_check import check_journeys  # what follows is costly to import: each here alone

    return check_journeys(options.names)


def _maps(options: argparse.Namespace) -> int:
    from workbench.cli.journey_maps import write_maps

    return write_maps(options)


def _simulate(options: argparse.Namespace) -> int:
    from workbench.cli.journey_runs import simulate_journey

    return simulate_journey(options)


def _what_if(options: argparse.Namespace) -> int:
    from workbench.cli.journey_what_ifs import compare_journey

    return compare_journey(options)


def _sensitivity(options: argparse.Namespace) -> int:
    from workbench.cli.journey_influence import explain_journey

    return explain_journey(options)


def _value(options: argparse.Namespace) -> int:
    from workbench.cli.journey_answers import value_journey

    return value_journey(options)


def _repeat(options: argparse.Namespace) -> int:
    from workbench.cli.journey_repeat import repeat_purchases

    return repeat_purchases(options)


def _stages(_: argparse.Namespace) -> int:
    from workbench.cli.journey_check import list_stages

    return list_stages()
