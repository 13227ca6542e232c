"""Picture files: a figure as an SVG that stands alone, and as a PNG for slides."""

from __future__ import annotations

import base64
import re
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
MARGIN = 72.0
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_COLOUR = re.compile(r"var\(--([\w-]+),\s*(#[0-9a-fA-F]+)\)")


def standalone_svg(figure: Figure, *, fonts: bool = True, dark: bool = False) -> str:
    """Return the figure as a whole SVG file: colours as numbers, a ground, a title and a description.

    With `fonts` the page's face is inside, for programs that read it; others show a fallback.
    """
    scheme = DARK if dark else LIGHT
    width, height = _size(figure.svg)
    ground = element("rect", width=width, height=height, fill=scheme["paper"])
    words = f"<title>{escape(figure.alt)}</title><desc>{escape(figure.caption)}</desc>"
    head, body = _parted(figure.svg)
    opened = head[:-1] + f' font-family="{FACES}">'
    return f"{_resolved(opened, scheme)}{words}{_face() if fonts else ''}{ground}{_resolved(body, scheme)}"


def slide_svg(figure: Figure) -> str:
    """Return the figure on a slide of 16:9: its finding above, the picture as large as fits, its caption below."""
    wide, high = SLIDE
    title = block(figure.alt, wide - 2 * MARGIN, 38, bold=True)
    caption = block(figure.caption, wide - 2 * MARGIN, 21)
    width, height = _size(figure.svg)
    top = MARGIN * 0.7 + title.height + 24
    room = high - top - caption.height - MARGIN * 0.6 - 16
    scale = min((wide - 2 * MARGIN) / width, room / height)
    x = (wide - width * scale) / 2
    place = f'x="{x:.2f}" y="{top:.2f}" width="{width * scale:.2f}" height="{height * scale:.2f}"'
    head, body = _parted(figure.svg)
    inner = re.sub(r' width="[\d.]+" height="[\d.]+"', "", head).replace("<svg ", f"<svg {place} ", 1)
    content = "".join(
        [
            element("rect", width=wide, height=high, fill=LIGHT["paper"]),
            *title.at(MARGIN, MARGIN * 0.7),
            inner + body,
            *caption.at(MARGIN, high - MARGIN * 0.6 - caption.height, ink="soft"),
        ]
    )
    return _resolved(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" '
        f'font-family="{FACES}">{content}</svg>',
        LIGHT,
    )


def png_of(svg: str, *, scale: float = 1.0) -> bytes:
    """Return an SVG of `standalone_svg` or `slide_svg` as PNG, `scale` pixels a unit.

    The face is ours on every machine; signs it lacks are taken from DejaVu Sans, which comes with matplotlib.
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
