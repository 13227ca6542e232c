"""Journey maps: the page of maps, and files for other programs."""

from __future__ import annotations

import argparse

from workbench.analysis.mind_tree import mind_tree
from workbench.errors import ParameterError
from workbench.language.speech import Speech
from workbench.report.atlas import write_atlas
from workbench.report.atlas_plates import KINDS, LEAVES, plates_of
from workbench.report.exports.export import FORMATS, export_journey
from workbench.report.journey_subject import Subject, read_subject

SHORT = {"lucid": "lucidchart"}


def write_maps(options: argparse.Namespace) -> int:
    """Write maps.html and what else is asked for; print the path of each file."""
    formats = _chosen(options.format, (*FORMATS, *SHORT), "format")
    kinds = _chosen(options.kind, KINDS, "kind")
    if kinds and not formats:
        raise ParameterError(f"--kind says what to write with --format: add --format {','.join(FORMATS)} or some of it")
    subject = read_subject(options.name)
    say = Speech(options.language or subject.language)
    folder = options.out / subject.id
    print(write_atlas(subject, folder, say, persona=options.persona))
    if formats:
        for path in _files(subject, options, say, formats=formats, kinds=kinds or KINDS):
            print(path)
    if subject.material is None:
        print("hypothesis: nobody was asked")
    return 0


def _files(
    subject: Subject, options: argparse.Namespace, say: Speech, *, formats: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[object, ...]:
    plates = [plate for kind in kinds for plate in plates_of(kind, subject, say, persona=options.persona)]
    there = [plate for plate in plates if plate.is_there]
    named = options.persona or next(iter(subject.names), "")
    own = next((one for one in subject.maps if one.persona == named), None)
    book = subject.material.codebook if subject.material else None
    return export_journey(
        subject.journey,
        options.out / subject.id / "maps",
        say=say,
        formats=[SHORT.get(name, name) for name in formats],
        tree=mind_tree(subject.journey, book, own, most=LEAVES),
        sheets=[plate.sheet for plate in there if plate.sheet],
        figures={plate.id: plate.figure for plate in there},
    )


def _chosen(text: str, allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Return the names in a list with commas between; ParameterError for one that is not allowed."""
    names = tuple(dict.fromkeys(name.strip().replace("-", "_") for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in allowed]
    if unknown:
        raise ParameterError(f"--{what}: no {what} {', '.join(unknown)}; allowed: {', '.join(allowed)}")
    return names
