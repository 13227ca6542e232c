"""Versions: two of a study, from study folders or folders of persona files, and their difference in words."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from workbench.analysis.version_change import ClaimChange, PersonaChange, Support, Version, VersionDiff
from workbench.cli.commands import Commands
from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem, WorkbenchError
from workbench.reading.persona_files import numbered_files, read_persona
from workbench.reading.study_folder import find_study
from workbench.study import Study

CLAIM = {"came": "+", "went": "-", "gained": "^", "lost": "v", "moved": "~", "reworded": "w"}
LEGEND = "claims: + came, - went, ^ gained support, v lost support, ~ other quotes, w reworded; 3/4: 3 of 4 members"


def add_diff_command(commands: Commands) -> None:
    """Add diff."""
    diff = commands.add_parser(
        "diff",
        help="tell what changed between two versions of a study",
        description="Compare two versions: study folders (or sample names), or folders of persona files such as "
        "personas/travel. As diff does, it ends with 0 where nothing differs, 1 where something does, 2 on an error.",
    )
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    diff.add_argument("--json", action="store_true", help="as JSON, for programs")
    diff.add_argument("--page", type=Path, metavar="FILE", help="write it as a page to read and to send, too")
    diff.add_argument("--language", choices=("en", "fr"), default="en", help="language of the page (en)")
    diff.set_defaults(does=_diff)


def _diff(options: argparse.Namespace) -> int:
    from workbench.analysis.version_diff import version_diff  # numpy and scipy: here alone

    try:
        old, new = read_version(options.old), read_version(options.new)
        found = version_diff(old, new)
        if options.page:
            from workbench.language.speech import Speech
            from workbench.report.diff_page import diff_page  # jinja2: here alone

            write_whole(options.page, diff_page(old, new, Speech(options.language)))
    except WorkbenchError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(found.plain(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(told(found)))
    return 1 if found.differs else 0


def read_version(name: str) -> Version:
    """Return a version from a folder of persona files, or from a study walked anew; InputError where it is neither."""
    folder = Path(name)
    files = numbered_files(folder)
    if files and not (folder / "study.yml").is_file():
        return Version(name, tuple(read_persona(path) for path in files))
    if (folder / "report.html").is_file():
        remedy = "name the folder of its persona files, such as personas/travel, or the study's own"
        raise InputError([Problem(name, "a folder of reports: they hold pages, no personas to compare", remedy=remedy)])
    find_study(name)  # InputError before anything heavy is imported
    return _walked(name)


def _walked(name: str) -> Version:
    from workbench.reading.study_folder import read_material  # with the walk: numpy, pandas and scipy
    from workbench.walk import build_personas, code, map_personas, segment

    study = Study(study=name)
    material = read_material(name)
    codings = code(material)
    personas = build_personas(material, codings, segment(material, codings, study), study)
    people = frozenset(participant.pseudonym for participant in material.participants)
    return Version(name, personas, map_personas(material, codings, personas), people)


def told(diff: VersionDiff) -> Iterator[str]:
    """Return the difference as lines of English text."""
    yield f"{diff.old} -> {diff.new}: {diff.shared} participants in both, {len(diff.came)} came, {len(diff.went)} went"
    if not diff.differs:
        yield "no difference"
        return
    if not diff.shared:
        yield "nobody is in both: these are two studies, or their pseudonyms were made with different keys"
    if diff.came:
        yield f"  came: {', '.join(diff.came)}"
    if diff.went:
        yield f"  went: {', '.join(diff.went)}"
    for move in diff.moves:
        anew = " (another persona by that name)" if move.before == move.after else ""
        yield f"  {move.participant} moved from {move.before} to {move.after}{anew}"
    if not diff.feelings_compared:
        yield "feelings are not compared: persona files do not hold them, study folders do"
    if any(persona.claims for persona in diff.personas):
        yield LEGEND
    for persona in diff.personas:
        yield ""
        yield from _persona(persona)


def _persona(change: PersonaChange) -> Iterator[str]:
    size = " -> ".join(str(size) for size in (change.size_before, change.size_after) if size is not None)
    what = {"same": "the same members", "changed": "other members"}.get(change.what, change.what)
    number = "" if change.before == change.after else f" ({change.before or 'new'} -> {change.after or 'gone'})"
    yield f"{change.name}{number}: {what}, {size} members"
    if change.name_before is not None:
        yield f"  name: was {change.name_before}"
    if change.what not in ("came", "went"):
        if change.joined or change.left:
            people = [*(f"+{person}" for person in change.joined), *(f"-{person}" for person in change.left)]
            yield f"  members: {' '.join(people)}"
        if change.summary_before != change.summary_after:
            yield f"  summary: {change.summary_before} -> {change.summary_after}"
    for claim in change.claims:
        yield from _claim(claim, quotes=change.what not in ("came", "went"))
    for felt in change.feelings:
        yield f"  step {felt.step}: feeling {_mean(felt.before)} -> {_mean(felt.after)}"


def _claim(claim: ClaimChange, *, quotes: bool) -> Iterator[str]:
    support = " -> ".join(_support(each, claim) for each in (claim.before, claim.after) if each is not None)
    person = " (a person's words)" if claim.by_person else ""
    yield f"  {CLAIM[claim.what]} {claim.code} {support}: {claim.text}{person}"
    if claim.text_before is not None:
        yield f"      was: {claim.text_before}"
    if quotes:
        for quote in claim.quotes_gained:
            yield f"      + {quote.participant}: “{_short(quote.text)}”"
        for quote in claim.quotes_lost:
            yield f"      - {quote.participant}: “{_short(quote.text)}”"


def _support(support: Support, claim: ClaimChange) -> str:
    status = "" if claim.before and claim.after and claim.before.status == claim.after.status else f" {support.status}"
    return f"{support.holders}/{support.size}{status}"


def _mean(value: float | None) -> str:
    return "none" if value is None else f"{value:+.1f}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 100 else line[:99] + "…"
