"""Picture files: a figure as an SVG that stands alone, and as a PNG for slides."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from html import escape
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from workbench.figures.block import block
from workbench.figures.drawing import Figure, element
from workbench.figures.style import DARK, LIGHT

FACES = "'Source Sans 3','Workbench Sans','Segoe UI',Helvetica,Arial,sans-serif"
"""The page's face, the same face as rasterisers know it, and what stands in for it."""
SLIDE = (1920.0, 1080.0)
MARGIN, EDGE = 56.0, 20.0
"""Space around what stands on a slide, and around a picture that stands alone."""
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SHARED = re.compile(r' (?:font-size|fill)="[^"]+"')
"""What all texts of a picture have in common, said at its opening."""
_COLOUR = re.compile(r"var\(--([\w-]+),\s*(#[0-9a-fA-F]+)\)")


def standalone_svg(figure: Figure, *, fonts: bool = True, dark: bool = False) -> str:
    """Return the figure as a whole SVG file: colours as numbers, a ground, a title and a description.

    With `fonts` the page's face is inside, for programs that read it; others show a fallback.
    """
    scheme = DARK if dark else LIGHT
    wide, high = (side + 2 * EDGE for side in _size(figure.svg))
    ground = element("rect", width=wide, height=high, fill=scheme["paper"])
    words = f"<title>{escape(figure.alt)}</title><desc>{escape(figure.caption)}</desc>"
    head, body = _parted(figure.svg)
    inner = _resolved(f"<g{''.join(_SHARED.findall(head))}>{body.removesuffix('</svg>')}</g>", scheme)
    drawn = element("g", inner, transform=f"translate({EDGE:g} {EDGE:g})")
    return _opened(wide, high) + f"{words}{_face() if fonts else ''}{ground}{drawn}</svg>"


def slide_svg(figure: Figure) -> str:
    """Return the figure on a slide of 16:9, as large as fits: under its finding, or beside it where that is larger."""
    wide, high = SLIDE
    width, height = _size(figure.svg)
    layout = max((_stacked(figure), _beside(figure)), key=lambda one: one.scale(width, height))
    scale = layout.scale(width, height)
    x, y = layout.x + (layout.width - width * scale) / 2, layout.y + (layout.height - height * scale) / 2
    place = f'x="{x:.2f}" y="{y:.2f}" width="{width * scale:.2f}" height="{height * scale:.2f}"'
    head, body = _parted(figure.svg)
    inner = re.sub(r' width="[\d.]+" height="[\d.]+"', "", head).replace("<svg ", f"<svg {place} ", 1)
    ground = element("rect", width=wide, height=high, fill=LIGHT["paper"])
    content = "".join([ground, *layout.words, inner, body])
    return f"{_opened(wide, high)}{_resolved(content, LIGHT)}</svg>"


@dataclass(frozen=True, slots=True)
class _Layout:
    """The words of a slide, and the room they leave for the picture."""

    words: list[str]
    x: float
    y: float
    width: float
    height: float

    def scale(self, width: float, height: float) -> float:
        return max(min(self.width / width, self.height / height), 0.0)


def _stacked(figure: Figure) -> _Layout:
    wide, high = SLIDE
    title = block(figure.alt, wide - 2 * MARGIN, 38, bold=True)
    caption = block(figure.caption, wide - 2 * MARGIN, 21)
    words = title.at(MARGIN, MARGIN) + caption.at(MARGIN, high - MARGIN - caption.height, ink="soft")
    top = MARGIN + title.height + 24
    return _Layout(words, MARGIN, top, wide - 2 * MARGIN, high - MARGIN - caption.height - 20 - top)


def _beside(figure: Figure) -> _Layout:
    wide, high = SLIDE
    column = wide * 0.3
    title = block(figure.alt, column, 36, bold=True)
    caption = block(figure.caption, column, 21)
    words = title.at(MARGIN, MARGIN) + caption.at(MARGIN, high - MARGIN - caption.height, ink="soft")
    if title.height + caption.height + 2 * MARGIN + 24 > high:
        return _Layout(words, 0.0, 0.0, 0.0, 0.0)
    left = MARGIN + column + 48
    return _Layout(words, left, MARGIN, wide - MARGIN - left, high - 2 * MARGIN)


def png_of(svg: str, *, scale: float = 1.0) -> bytes:
    """Return an SVG of `standalone_svg` or `slide_svg` as PNG, `scale` pixels a unit.

    The face is ours on every machine; a line with a sign it lacks is set whole in DejaVu
    Sans, which comes with matplotlib.
    """
    from resvg_py import svg_to_bytes  # a native library: only when a picture is asked for

    width, _ = _size(svg)
    with as_file(_font("workbench-sans.ttf")) as face:
        return bytes(
            svg_to_bytes(
                svg_string=svg,
                width=round(width * scale),
                skip_system_fonts=True,
                font_files=[str(face), *map(str, _stand_in())],
                sans_serif_family="Workbench Sans",
                font_family="Workbench Sans",
            )
        )


def _stand_in() -> list[Path]:
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        return []
    fonts = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
    return [path for path in (fonts / "DejaVuSans.ttf", fonts / "DejaVuSans-Bold.ttf") if path.is_file()]


def _font(name: str) -> Traversable:
    return files("workbench.report") / "template" / "fonts" / name


def _face() -> str:
    data = base64.b64encode(_font("source-sans-3.woff2").read_bytes())
    return (
        '<style>@font-face{font-family:"Source Sans 3";font-weight:400 700;'
        f'src:url(data:font/woff2;base64,{data.decode()}) format("woff2")}}</style>'
    )


def _opened(wide: float, high: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" '
        f'role="img" font-family="{FACES}">'
    )


def _parted(svg: str) -> tuple[str, str]:
    """Return an SVG's opening tag and the rest."""
    end = svg.index(">") + 1
    return svg[:end], svg[end:]


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a figure has a viewBox that begins at 0 0")
    return float(found[1]), float(found[2])


def _resolved(svg: str, scheme: dict[str, str]) -> str:
    return _COLOUR.sub(lambda found: scheme.get(found[1], found[2]), svg)
