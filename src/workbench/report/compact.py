"""Compact: a page said in fewer bytes; a browser makes the same of it."""

from __future__ import annotations

import re

from workbench.figures.style import mark
from workbench.model.evidence import Status

BLANK = re.compile(r"[ \t]*\n\s*")
VERBATIM = re.compile(r"(<(?:pre|style|textarea)\b.*?</(?:pre|style|textarea)>)", re.DOTALL)
ENDS = re.compile(r"</(?:td|th)>(?=\s*(?:<t[dh]\b|</tr>))|</tr>(?=\s*(?:<tr\b|</t(?:head|body)>))")
PARAGRAPHS = re.compile(
    r"</p>(?=\s*(?:<(?:p|[uod]l|div|blockquote|h[1-6]|table|figure|details|section)\b"
    r"|</(?:li|dd|div|t[dh]|blockquote|figure|section|article|details)>))"
)
ITEMS = re.compile(r"</li>(?=\s*(?:<li\b|</[uo]l>))|</d[td]>(?=\s*(?:<d[td]\b|</dl>))")
"""End tags HTML lets one leave out where these follow (HTML standard, "Optional tags")."""
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
QUOTED = re.compile(r'="([\w.%#:()-]+)"(?=[ >])')
"""Values that stand without quotes, too; none right before a slash."""
NAMESPACE = re.compile(r'(<svg) xmlns="http://www\.w3\.org/2000/svg"')
"""Only a file of its own has to say that it is SVG."""


def compact(page: str) -> str:
    """Return a page without blank space, repeated marks and end tags and quotes that nobody needs."""
    pieces = VERBATIM.split(_marks_once(page))
    return "".join(piece if place % 2 else _shorter(piece) for place, piece in enumerate(pieces))


def _shorter(markup: str) -> str:
    markup = BLANK.sub("\n", NAMESPACE.sub(r"\1", markup))
    for end in (PARAGRAPHS, ENDS, ITEMS):
        markup = end.sub("", markup)
    return TAG.sub(lambda tag: QUOTED.sub(r"=\1", tag[0]), markup)


def _marks_once(page: str) -> str:
    """Return a page where marks of a status point at the one drawing of it, if the page has such a drawing."""
    for status in Status:
        whole = mark(status)
        if f'<symbol id="m-{status}"' in page:
            short = f'<use href="#m-{status}"/></svg>'
            page = page.replace(whole, whole.partition(">")[0].replace(' viewBox="0 0 16 16"', "") + ">" + short)
    return page
