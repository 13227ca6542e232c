"""Allowed markup: the elements and attributes that a page may hold; nothing here can run, load or send anything."""

from __future__ import annotations

import re


def _names(written: str) -> frozenset[str]:
    return frozenset(written.split())


TEXT = _names(
    "abbr b blockquote br caption cite code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var wbr"
)
"""Elements of written text: a stranger's markup may hold these, links and pictures that lie in the page itself."""
PARTS = _names("article aside details footer header nav section summary")
SHAPES = _names(
    "svg g path circle ellipse rect line polyline polygon text tspan defs symbol use clipPath title desc "
    "linearGradient radialGradient stop pattern marker"
)
STATED = frozenset({"lang", "dir"})
TABLE = frozenset({"colspan", "rowspan", "scope"})
LAID_OUT = frozenset({"id", "class", "style", "role", "tabindex"})
DRAWN = _names(
    "x y x1 y1 x2 y2 cx cy r rx ry dx dy d points width height viewBox transform offset preserveAspectRatio xmlns "
    "version focusable clip-path fill fill-opacity fill-rule opacity stroke stroke-width stroke-opacity "
    "stroke-dasharray stroke-linecap stroke-linejoin stop-color stop-opacity paint-order font-size font-weight "
    "font-family font-style text-anchor text-decoration dominant-baseline letter-spacing marker-end marker-start "
    "gradientUnits gradientTransform patternUnits clipPathUnits markerUnits markerWidth markerHeight orient refX "
    "refY"
)
STRANGERS = {
    "*": STATED,
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start"}),
    **dict.fromkeys(("td", "th", "col", "colgroup"), TABLE),
}
"""Attributes that markup of unknown origin may carry: no name, look or size of its own, so that it cannot pose."""
OURS = (
    STRANGERS
    | {"*": STATED | LAID_OUT, "a": frozenset({"href"}), "details": frozenset({"open"}), "use": frozenset({"href"})}
    | {name: DRAWN | ({"href"} if name == "use" else frozenset()) for name in SHAPES}
)
SPOKEN = frozenset({"aria-", "data-"})
"""Beginnings of attributes that our own markup may carry on any element."""
DROPPED_WHOLE = _names("script style title template noscript iframe object embed textarea select math")
"""Elements whose content goes with them."""
SCHEMES = frozenset({"http", "https", "mailto", "data"})
LINK = re.compile(r"(?:https?://|mailto:|#)[^\s]*", re.IGNORECASE)
PLACE = re.compile(r"#[^\s]*")
DECLARED = re.compile(
    r"\s*(?:--own|--cards|--zoom|fill|stroke|stroke-width|stroke-opacity|stroke-linejoin|stroke-linecap|stroke-dasharray|"
    r"fill-opacity|opacity|font-size|font-family|font-weight|text-anchor|grid-row|position)\s*:"
    r"(?:[\w\s#%.,'-]|var\(--[\w-]+(?:,\s*#[0-9a-fA-F]+)?\))*"
)
"""One declaration of a style attribute: no function but var(), so no address."""
INKED = re.compile(r"[\w\s#%.,-]*|var\(--[\w-]+(?:,\s*#[0-9a-fA-F]+)?\)|url\(#[\w-]+\)")
"""What an attribute that may name another element (a fill, a clip, a marker) may say: one of this page at most."""
INKS = _names("fill stroke clip-path marker-end marker-start stop-color")


def is_plain_style(style: str) -> bool:
    """Say whether every declaration of a style attribute is of those our figures and cards need."""
    return all(DECLARED.fullmatch(one) for one in style.split(";") if one.strip())
