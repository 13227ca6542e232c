"""Export: a journey written into a folder in the formats asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from workbench.analysis.map_sheet import MapSheet
from workbench.analysis.mind_tree import Branch, mind_tree
from workbench.disk.whole_file import write_whole_bytes
from workbench.errors import ParameterError
from workbench.figures.drawing import Figure
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.report.exports.lucidchart import lucidchart_csv
from workbench.report.exports.mermaid import mermaid_flow, mermaid_journey, mermaid_mindmap
from workbench.report.exports.outlines import freemind, opml
from workbench.report.exports.picture_files import png_of, slide_svg, standalone_svg
from workbench.report.exports.sheet_files import csv_of_sheet, json_of_sheet

Format = Literal["csv", "json", "mermaid", "opml", "freemind", "lucidchart", "svg", "png"]
FORMATS: tuple[Format, ...] = get_args(Format)


def export_journey(
    journey: Journey,
    folder: Path,
    *,
    say: Speech,
    formats: Collection[str] = FORMATS,
    tree: Branch | None = None,
    sheets: Sequence[MapSheet] = (),
    figures: Mapping[str, Figure] | None = None,
) -> tuple[Path, ...]:
    """Write the journey into `folder`, made where it is missing, and return the files in the order of their names.

    `tree` is the journey's mind tree, the bare one where none is given; `sheets` become CSV and JSON,
    `figures`, by the names of their files, SVG and PNG slides. Everything is made before anything is
    written. Raises ParameterError for a format there is not.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ParameterError(f"formats: no format {', '.join(unknown)}; allowed: {', '.join(FORMATS)}; leave it out")
    contents = _contents(journey, tree or mind_tree(journey), sheets, figures=figures or {}, say=say)
    made = {name: make() for kind, files in contents.items() if kind in formats for name, make in files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(made.items()):
        write_whole_bytes(folder / name, content.encode("utf-8") if isinstance(content, str) else content)
    return tuple(folder / name for name in sorted(made))


Maker = Callable[[], str | bytes]


def _contents(
    journey: Journey, tree: Branch, sheets: Sequence[MapSheet], *, figures: Mapping[str, Figure], say: Speech
) -> dict[Format, dict[str, Maker]]:
    """Return what makes each file, by format and name."""
    named = {_sheet_name(sheet): sheet for sheet in sheets}
    return {
        "csv": {f"{name}.csv": partial(csv_of_sheet, own) for name, own in named.items()},
        "json": {f"{name}.json": partial(json_of_sheet, own) for name, own in named.items()},
        "mermaid": {
            "journey.mmd": partial(mermaid_journey, journey, say),
            "flow.mmd": partial(mermaid_flow, journey, say),
            "mind-map.mmd": partial(mermaid_mindmap, tree, say),
        },
        "opml": {"mind-map.opml": partial(opml, tree, say)},
        "freemind": {"mind-map.mm": partial(freemind, tree, say)},
        "lucidchart": {"flow-lucidchart.csv": partial(lucidchart_csv, journey, say)},
        "svg": {f"{name}.svg": partial(standalone_svg, own) for name, own in figures.items()},
        "png": {f"{name}.png": partial(_slide, own) for name, own in figures.items()},
    }


def _slide(figure: Figure) -> bytes:
    return png_of(slide_svg(figure))


def _sheet_name(sheet: MapSheet) -> str:
    kind = str(sheet.kind).replace("_", "-")
    return f"{kind}-{sheet.persona}" if sheet.persona else kind
