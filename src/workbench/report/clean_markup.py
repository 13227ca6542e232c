"""Clean markup: HTML in which nothing can run, load, or look like what it is not.

Parsed and written anew by nh3 (the sanitizer ammonia on html5ever, which parses as browsers do).
"""

from __future__ import annotations

import re

import nh3

from workbench.report.allowed_markup import (
    DROPPED_WHOLE,
    INKED,
    INKS,
    LINK,
    OURS,
    PARTS,
    PLACE,
    SCHEMES,
    SHAPES,
    SPOKEN,
    STRANGERS,
    TEXT,
    is_plain_style,
)
from workbench.report.still_picture import still_address

LINKED = frozenset({"a", "img"})
EMPTY = re.compile(rf"<({'|'.join(sorted(SHAPES))})((?: [^<>]*)?)></\1>")
"""A shape without content, which may be written shorter."""


def clean_strangers(markup: str) -> str:
    """Return HTML of unknown origin as text, tables, lists, links and pictures that lie in the page, and no more."""
    return nh3.clean(
        markup,
        tags=set(TEXT | LINKED),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in STRANGERS.items()},
        attribute_filter=_as_allowed,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )


def clean_ours(markup: str) -> str:
    """Return HTML that our templates and figures made, with all it may hold and nothing else.

    What they make holds nothing else already, so it comes out as the same elements, attributes and words.
    """
    cleaned = nh3.clean(
        markup,
        tags=set(TEXT | LINKED | PARTS | SHAPES),
        clean_content_tags=set(DROPPED_WHOLE - {"title"}),
        attributes={tag: set(names) for tag, names in OURS.items()},
        generic_attribute_prefixes=set(SPOKEN),
        attribute_filter=_as_allowed,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return EMPTY.sub(r"<\1\2/>", cleaned).replace("&nbsp;", "\u00a0")


def _as_allowed(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, or None where it is not of the form its kind allows."""
    if name == "href":
        form = LINK if tag == "a" else PLACE
    elif name == "src":
        return still_address(value) or None
    elif name == "style":
        return value if is_plain_style(value) else None
    elif name in INKS:
        form = INKED
    else:
        return value
    return value if form.fullmatch(value) else None
