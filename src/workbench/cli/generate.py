"""Commands that make things up and say so: customers, proto, perception."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from workbench.cli.commands import Commands
from workbench.study import Study

FEW, MANY = 10, 1_000
"""Customers a persona, shown and written, unless told."""


def add_generating_commands(commands: Commands) -> None:
    """Add customers, proto and perception."""
    customers = commands.add_parser(
        "customers",
        help="invent customers of a study's personas, marked synthetic",
        description="Invent customers who are as the members of each persona are, as far as so few people can tell. "
        "Every row says that it is synthetic. The same seed gives the same customers; the first 1,000 of 100,000 are "
        "those of a run of 1,000.",
    )
    customers.add_argument("study", metavar="STUDY")
    customers.add_argument("--persona", action="append", default=[], metavar="p1", help="of this persona (all)")
    customers.add_argument("-n", type=_number, metavar="N", help=f"customers a persona ({MANY}; {FEW} without --out)")
    customers.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, other customers (1)")
    customers.add_argument("--out", type=Path, metavar="FILE", help=".csv, .json or .parquet; without it, shown as CSV")
    customers.set_defaults(does=_customers)
    _add_proto(commands)


def _add_proto(commands: Commands) -> None:
    proto = commands.add_parser(
        "proto",
        help="make proto personas and an interview guide of assumptions",
        description="Before any interview: make personas in which everything is marked assumed, and a guide of open "
        "questions that would confirm or refute each assumption. Start with `workbench proto --example > "
        "assumptions.yml`.",
    )
    proto.add_argument("assumptions", type=Path, nargs="?", metavar="FILE", help="file of assumptions (.yml)")
    proto.add_argument("--example", action="store_true", help="show a commented file to start from")
    proto.add_argument("--language", choices=("en", "fr"), default="en", help="language of the example (en)")
    proto.add_argument("--seed", type=int, default=1, metavar="N", help="seed of invented names (1)")
    proto.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="where pages go (reports)")
    proto.set_defaults(does=_proto)
    _add_perception(commands)


def _add_perception(commands: Commands) -> None:
    perception = commands.add_parser("perception", help="ask how people see the personas, and score their answers")
    does = perception.add_subparsers(required=True, metavar="template | score")
    template = does.add_parser("template", help="write the table that respondents fill in")
    template.add_argument("study", metavar="STUDY")
    template.add_argument("--language", choices=("en", "fr"), help="language of the statements (that of the study)")
    template.add_argument("--out", type=Path, metavar="FILE", help="table to write (.csv); without it, shown")
    template.set_defaults(does=_template)
    score = does.add_parser("score", help="score a filled-in table, by persona and construct")
    score.add_argument("answers", type=Path, metavar="FILE", help="filled-in table (.csv), all respondents in it")
    score.set_defaults(does=_score)


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"a whole number from 1 to 1,000,000 is needed, got {text!r}")
    return int(text)


def _customers(options: argparse.Namespace) -> int:
    from workbench.generating.customer_file import customers_csv, write_customers  # numpy and pandas: here alone
    from workbench.generating.population import population

    n = options.n or (MANY if options.out else FEW)
    parts = population(options.study, n=n, seed=options.seed, personas=tuple(dict.fromkeys(options.persona)))
    if options.out is None:
        sys.stdout.write(customers_csv(parts))
        return 0
    write_customers(parts, options.out)
    told = ", ".join(str(part["persona"].iloc[0]) for part in parts)
    print(f"{options.out}: {n:,} synthetic customers each of {told}; invented, never evidence")
    return 0


def _proto(options: argparse.Namespace) -> int:
    from workbench.disk.whole_file import write_whole
    from workbench.generating.assumptions import example, read_assumptions
    from workbench.generating.proto_persona import proto_personas, write_proto_personas

    if options.example or options.assumptions is None:
        if options.example:
            sys.stdout.write(example(options.language))
            return 0
        print("which FILE? `workbench proto --example > assumptions.yml` gives one to start from", file=sys.stderr)
        return 2
    made, digest = read_assumptions(options.assumptions)
    from workbench.generating.proto_page import proto_page  # the figures' style: here alone

    personas = proto_personas(made, digest, seed=options.seed)
    written = write_proto_personas(personas, Study().persona_folder(made.study))
    folder = options.out / made.study
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "proto.html", proto_page(made, personas))
    print(f"{len(personas)} proto personas, {made.count} assumptions, nobody asked yet: {written[0].parent}")
    print(folder / "proto.html")
    return 0


def _template(options: argparse.Namespace) -> int:
    from workbench.disk.whole_file import write_whole
    from workbench.generating.perception_survey import template
    from workbench.generating.population import personas_of_study
    from workbench.language.speech import Speech

    personas, language = personas_of_study(options.study)
    text = template(personas, Speech(options.language or language))
    if options.out is None:
        sys.stdout.write(text)
        return 0
    write_whole(options.out, text)
    print(f"{options.out}: {len(personas)} personas; a copy a respondent, all below each other for the score")
    print("in the column respondent write a code such as R1, not a name")
    return 0


def _score(options: argparse.Namespace) -> int:
    from workbench.generating.perception_score import perception_scores
    from workbench.generating.perception_survey import read_answers
    from workbench.generating.perception_table import perception_table

    print(perception_table(perception_scores(read_answers(options.answers))))
    return 0
