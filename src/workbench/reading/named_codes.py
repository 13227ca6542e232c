"""Named codes: codes and steps that a codebook and a journey name in each other, and that are not there."""

from __future__ import annotations

from workbench.errors import Problem
from workbench.model.codebook import Codebook
from workbench.model.journey import Journey
from workbench.reading.yaml_file import YamlFile


def unknown_codes(books: tuple[YamlFile, Codebook], maps: tuple[YamlFile, Journey]) -> list[Problem]:
    """Return a problem for each code the journey names and the codebook lacks, and the other way round for steps."""
    (book, codebook), (map_, journey) = books, maps
    steps = {step.id for step in journey.steps}
    moments = enumerate(journey.day.moments if journey.day else ())
    named: list[tuple[tuple[str | int, ...], str, str]] = [
        *((("drivers", i, "code"), "driver", driver.code) for i, driver in enumerate(journey.drivers)),
        *((("day", "moments", i, "codes"), f"moment {one.time}", code) for i, one in moments for code in one.codes),
    ]
    problems = [
        Problem(map_.where(place), f"{what} names code {code}", allowed="a code of the codebook")
        for place, what, code in named
        if code not in codebook
    ]
    return problems + [
        Problem(book.where(("codes", i, "step")), f"code {code.id} names step {code.step}", allowed="a journey step")
        for i, code in enumerate(codebook.codes)
        if code.step is not None and code.step not in steps
    ]
