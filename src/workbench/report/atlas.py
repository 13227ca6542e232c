"""Atlas: every map and picture of a journey on one page, which needs nothing else and asks nobody for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.disk.whole_file import write_whole
from workbench.figures.drawing import Figure
from workbench.figures.map_paper import on_paper
from workbench.figures.style import persona_colour
from workbench.language.speech import Speech
from workbench.model.evidence import Evidence
from workbench.report.atlas_plates import BESIDE, KINDS, Plate, plates_of
from workbench.report.dress import atlas_style
from workbench.report.journey_subject import Subject
from workbench.report.sections import environment

_CITED = re.compile(r'href="#(E-[^"]+)"')


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pictures of one kind; `missing` says why there is none, "" where there is one."""

    kind: str
    plates: tuple[Plate, ...]
    missing: str = ""

    @property
    def id(self) -> str:
        """Name of the chapter on the page."""
        return f"k-{self.kind.replace('_', '-')}"


def chapters(subject: Subject, say: Speech, *, persona: str = "") -> tuple[Chapter, ...]:
    """Return every kind of picture in the order of the page; ParameterError for a persona there is not.

    A life cycle is no map of the journey: without one there is no chapter of it.
    """
    kinds = [kind for kind in KINDS if kind != BESIDE or subject.lifecycle is not None]
    return tuple(_chapter(kind, subject, say, persona) for kind in kinds)


def _chapter(kind: str, subject: Subject, say: Speech, persona: str) -> Chapter:
    if kind == "comparison" and len(subject.personas) < 2:
        reason = "one" if subject.personas else "nobody"
        return Chapter(kind, (), say(f"atlas_no_comparison_{reason}"))
    plates = plates_of(kind, subject, say, persona=persona)
    if not plates:
        return Chapter(kind, (), say("atlas_no_flow"))
    absent = [plate.sheet for plate in plates if plate.sheet is not None and not plate.is_there]
    if absent:
        return Chapter(kind, (), " ".join((absent[0].title, *absent[0].notes)))
    return Chapter(kind, plates)


def atlas_page(subject: Subject, say: Speech, *, persona: str = "") -> str:
    """Return the page of a journey in the language of `say`."""
    found = chapters(subject, say, persona=persona)
    journey, material = subject.journey, subject.material
    spoken = material.brief.language if material else say.language
    template = environment().get_template("atlas.html.j2")
    return template.render(
        subject=subject,
        journey=journey,
        title=say.of(material.brief.title if material else journey.title),
        say=say,
        chapters=found,
        absent=[chapter.kind for chapter in found if chapter.missing],
        parts=lambda plate: printed(plate, say),
        quotes=cited(found),
        spoken=f' lang="{spoken}"' if spoken != say.language else "",
        colour=lambda plate: persona_colour(plate.persona) if plate.persona else "var(--accent)",
        style=atlas_style(),
    )


def write_atlas(subject: Subject, folder: Path, say: Speech, *, persona: str = "") -> Path:
    """Write `maps.html` into a folder, made where it is missing, whole or not at all; return its path."""
    page = atlas_page(subject, say, persona=persona)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "maps.html", page)
    return folder / "maps.html"


def printed(plate: Plate, say: Speech) -> tuple[Figure, ...]:
    """Return what a plate is printed as: itself where it fits a sheet of A3, else its parts."""
    return (plate.figure,) if plate.sheet is None else on_paper(plate.sheet, say)


def cited(found: Sequence[Chapter]) -> tuple[Evidence, ...]:
    """Return every quote a picture leads to, once, by who said it and where."""
    plates = [plate for chapter in found for plate in chapter.plates]
    wanted = {name for plate in plates for name in _CITED.findall(plate.figure.svg)}
    known = {evidence.id: evidence for plate in plates for evidence in _evidence(plate)}
    quotes = [known[name] for name in wanted]
    return tuple(sorted(quotes, key=lambda quote: (quote.participant, quote.document, quote.start, quote.id)))


def _evidence(plate: Plate) -> Iterator[Evidence]:
    for lane in plate.sheet.lanes if plate.sheet else ():
        for cell in lane.cells:
            for item in cell.items:
                yield from item.evidence
