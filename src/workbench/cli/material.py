"""Commands that bring material in and out: import, export, repair, comments, suggest."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.commands import Commands, tell_notices
from workbench.reading.comment_codings import comments_as_codings
from workbench.reading.letters.repair import repair_file
from workbench.reading.projects.study_export import export_codebook, export_project
from workbench.reading.projects.study_import import import_project
from workbench.reading.starter import SECTORS


def add_material_commands(commands: Commands) -> None:
    """Add import, export, repair, comments and suggest."""
    import_ = commands.add_parser("import", help="make a study of a project: REFI-QDA, QualCoder, Taguette")
    import_.add_argument("project", type=Path, metavar="FILE", help=".qdpx, .qdc, .qda folder or .sqlite3")
    import_.add_argument("folder", type=Path, metavar="FOLDER", help="study folder to make")
    import_.add_argument("--sector", choices=SECTORS, default=SECTORS[0], help="sample whose journey to start from")
    import_.add_argument("--language", choices=("en", "fr"), default="en", help="language of the interviews")
    import_.set_defaults(does=_import)
    export = commands.add_parser("export", help="write a study, names replaced, as REFI-QDA for other programs")
    export.add_argument("study", metavar="STUDY")
    export.add_argument("file", type=Path, metavar="FILE", help=".qdpx, or .qdc for the codebook alone")
    export.set_defaults(does=_export)
    repair = commands.add_parser("repair", help="repair a text with damaged letters; guesses are marked ⟦so⟧")
    repair.add_argument("file", type=Path, metavar="FILE")
    repair.add_argument("--out", type=Path, required=True, metavar="FILE", help="repaired copy; its log lies beside it")
    repair.add_argument("--language", choices=("en", "fr"), default="fr", help="language of the text")
    repair.add_argument("--encoding", default=None, help="its encoding when it is not UTF-8")
    repair.set_defaults(does=_repair)
    comments = commands.add_parser("comments", help="make codings of the comments in Word interviews that name a code")
    comments.add_argument("study", metavar="STUDY")
    comments.set_defaults(does=_comments)
    suggest = commands.add_parser("suggest", help="propose codings in suggestions.csv, to accept or reject")
    suggest.add_argument("study", metavar="STUDY")
    suggest.set_defaults(does=_suggest)


def _import(options: argparse.Namespace) -> int:
    folder, notices = import_project(options.project, options.folder, language=options.language, sector=options.sector)
    tell_notices(notices)
    print(f"{folder} is ready ({len(notices)} notices): `workbench check {folder}`")
    return 0


def _export(options: argparse.Namespace) -> int:
    if options.file.suffix.lower() == ".qdc":
        export_codebook(options.study, options.file)
    else:
        tell_notices(export_project(options.study, options.file))
    print(options.file)
    return 0


def _repair(options: argparse.Namespace) -> int:
    made = repair_file(options.file, options.out, language=options.language, encoding=options.encoding)
    told = f"{made.restored.total()} restored exactly, {len(made.guessed)} guessed and marked, {len(made.left)} left"
    print(f"{options.out}: {told}; each guess and what is left: {options.out}.repair.csv")
    return 0


def _comments(options: argparse.Namespace) -> int:
    path, written, notices = comments_as_codings(options.study)
    tell_notices(notices)
    print(f"{path}: {written} codings added from comments ({len(notices)} notices)")
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from workbench.suggesting import suggest_codings  # scikit-learn costs a second: here alone

    path, rows = suggest_codings(options.study)
    waiting = [row for row in rows if not row.decision]
    learned = sum(row.origin == "learned" for row in waiting)
    decided = len(rows) - len(waiting)
    told = f"{len(waiting)} suggestions to accept or reject ({learned} learned from codings), {decided} decided"
    print(f"{path}: {told}")
    if waiting:
        print("write accept or reject in the column decision, who you are in coder; then `workbench suggest` again")
    return 0
