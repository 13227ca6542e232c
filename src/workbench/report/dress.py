"""Dress: the style sheet of the pages, with the fonts inside when they are to travel with it."""

from __future__ import annotations

import base64
from importlib.resources import files

from workbench.figures.style import DARK, LIGHT, sheet

FONTS = (("Source Serif 4", "source-serif-4.woff2"), ("Source Sans 3", "source-sans-3.woff2"))


def page_style(*, embed_fonts: bool) -> str:
    """Return the style sheet: colours, fonts inside when asked for, rules."""
    return sheet() + (_faces() if embed_fonts else "") + _rules("style.css")


def notebook_style() -> str:
    """Return the style sheet for a notebook on screen: colours follow JupyterLab's theme, not the system's.

    Its rules hold in sections of the report alone, not in what else JupyterLab shows. JupyterLab has rules of its own
    for tables and terms, which are undone.
    """
    themes = "".join(
        f'body[data-jp-theme-light="{light}"]{{{"".join(f"--{name}:{value};" for name, value in colours.items())}}}'
        for light, colours in (("true", LIGHT), ("false", DARK))
    )
    return f"{sheet()}{themes}@scope (:has(> .wb)){{{_rules('style.css')}{_rules('notebook.css')}}}"


def atlas_style() -> str:
    """Return the style sheet of a page of maps, fonts inside."""
    return page_style(embed_fonts=True) + _rules("atlas.css")


def card_style(size: str) -> str:
    """Return the style sheet of posters or of slides, fonts inside."""
    return sheet() + _faces() + _rules("cards.css") + _rules(f"{size}.css")


def font_data() -> tuple[str, ...]:
    """Return the embedded fonts in base64, in the order of FONTS."""
    folder = files("workbench.report") / "template" / "fonts"
    return tuple(base64.b64encode((folder / name).read_bytes()).decode() for _, name in FONTS)


def _faces() -> str:
    faces = ""
    for (family, _), data in zip(FONTS, font_data(), strict=True):
        faces += (
            f'@font-face{{font-family:"{family}";font-weight:400 700;font-display:swap;'
            f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        )
    return faces


def _rules(name: str) -> str:
    return (files("workbench.report") / "template" / name).read_text("utf-8")
