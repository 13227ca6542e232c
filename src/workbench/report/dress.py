"""Dress: the style sheet of the pages, with the fonts inside when they are to travel with it."""

from __future__ import annotations

import base64
from importlib.resources import files

from workbench.figures.style import sheet

FONTS = (("Source Serif 4", "source-serif-4.woff2"), ("Source Sans 3", "source-sans-3.woff2"))


def page_style(*, embed_fonts: bool) -> str:
    """Return the style sheet: colours, fonts inside when asked for, rules."""
    template = files("workbench.report") / "template"
    faces = ""
    if embed_fonts:
        for family, name in FONTS:
            data = base64.b64encode((template / "fonts" / name).read_bytes()).decode()
            faces += (
                f'@font-face{{font-family:"{family}";font-weight:400 700;font-display:swap;'
                f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
            )
    return sheet() + faces + (template / "style.css").read_text("utf-8")
