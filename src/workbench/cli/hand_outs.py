"""Hand-outs: the commands that write a study's tables and slides, and print a page as PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.commands import Commands, add_study_arguments, study_asked
from workbench.disk.whole_file import write_whole, write_whole_bytes

if TYPE_CHECKING:
    from workbench.walk import Results


def add_hand_out_commands(commands: Commands) -> None:
    """Add tables, slides and pdf."""
    tables = commands.add_parser(
        "tables",
        help="write personas, claims, quotes, journeys and results as tidy CSV and one workbook",
        description="Write what a report shows as tables, a row a thing, under the ids of the report. No cell is a "
        "formula, whatever it begins with.",
    )
    add_study_arguments(tables, "tables")
    tables.set_defaults(does=_tables)
    slides = commands.add_parser(
        "slides",
        help="write the answer as a PPTX deck",
        description="Write question, answer, people, journeys, what-ifs and open questions as 16:9 slides: words stay "
        "words, and every picture has an alternative text.",
    )
    add_study_arguments(slides, "slides")
    slides.set_defaults(does=_slides)
    pdf = commands.add_parser(
        "pdf",
        help="print a page as PDF, through a Chromium that is installed",
        description="Print a report, posters or an atlas as a tagged PDF beside it. Needs Chromium, Chrome or Edge; "
        "without one, any browser prints the page.",
    )
    pdf.add_argument("pages", nargs="+", type=Path, metavar="PAGE", help="an HTML file the workbench wrote")
    pdf.set_defaults(does=_pdf)


def _results(options: argparse.Namespace) -> Results:
    from workbench.walk import results  # numpy, pandas and scipy: here alone

    return results(study_asked(options))


def _tables(options: argparse.Namespace) -> int:
    found = _results(options)
    from workbench.language.speech import Speech
    from workbench.report.exports.study_tables import study_tables
    from workbench.report.exports.table_files import csv_of, workbook_of

    tables = study_tables(found, Speech(found.language))
    folder = options.out / found.material.brief.id / "tables"
    book = workbook_of(tables)
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        write_whole(folder / f"{table.name}.csv", csv_of(table))
    write_whole_bytes(folder / "tables.xlsx", book)
    _tell([*(folder / f"{table.name}.csv" for table in tables), folder / "tables.xlsx"], found)
    return 0


def _slides(options: argparse.Namespace) -> int:
    found = _results(options)
    from workbench.language.speech import Speech
    from workbench.report.exports.slides import deck_of, slides_of

    say, brief = Speech(found.language), found.material.brief
    slides = list(slides_of(found, say))
    path = options.out / brief.id / "slides.pptx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole_bytes(path, deck_of(slides, title=say.of(brief.title), language=found.language))
    _tell([path], found)
    print(f"{len(slides)} slides")
    return 0


def _tell(paths: list[Path], found: Results) -> None:
    """Say of each file whether it may be shared, or the first reason why not."""
    from workbench.language.speech import Speech
    from workbench.report.gate.judge import judge_file
    from workbench.report.gate.kept import kept_of

    kept, say = kept_of(found.study), Speech("en")
    for path in paths:
        print(f"{path} ({judge_file(path, kept).headline(say)})")


def _pdf(options: argparse.Namespace) -> int:
    from workbench.report.exports.printed import printed

    for page in options.pages:
        print(printed(page))
    return 0
