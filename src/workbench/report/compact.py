"""Compact: a page said in fewer bytes; a browser makes the same of it."""

from __future__ import annotations

import re
from functools import lru_cache

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
QUOTE = '"'
OURS = re.compile(r' data-way="[a-z]+"')
"""What nobody reads in a page."""
TEXT = re.compile(r">[^<>]*&#3[49];[^<>]*<")
TAG = re.compile(r"<[a-zA-Z][^<>=]*=[^<>]*>")
"""A tag with attributes that have values."""
QUOTED = re.compile(r'="([\w.%#:()-]+)"(?=[ >])')
"""Values that stand without quotes, too."""
LAST = re.compile(r'="([\w.%#:()-]+)"/>')
"""Such a value right before a slash, which would be part of it but for a space."""
SPEAKING = re.compile(r'="([^"\'<>]*&(?:quot|#34);[^"\'<>]*)"')
"""A value that holds quotes and no apostrophes."""
NAMESPACE = re.compile(r'(<svg) xmlns="http://www\.w3\.org/2000/svg"')
"""Only a file of its own has to say that it is SVG."""


def compact(page: str) -> str:
    """Return a page without blank space, repeated marks and end tags and quotes that nobody needs."""
    pieces = VERBATIM.split(_marks_once(page))
    return "".join(piece if place % 2 else _shorter(piece) for place, piece in enumerate(pieces))


def _shorter(markup: str) -> str:
    markup = NAMESPACE.sub(r"\1", _plain_heads(OURS.sub("", markup)))
    for end in (PARAGRAPHS, ENDS, ITEMS):
        markup = end.sub("", markup)
    markup = BLANK.sub("\n", markup)
    markup = TEXT.sub(lambda text: text[0].replace("&#39;", "'").replace("&#34;", '"'), markup)
    return TAG.sub(lambda tag: _shorter_tag(tag[0]), markup)


@lru_cache(maxsize=2048)
def _shorter_tag(tag: str) -> str:
    tag = QUOTED.sub(r"=\1", tag.replace("&#39;", "'"))
    if tag.endswith('"/>'):
        tag = LAST.sub(r"=\1 />", tag)
    if "&" not in tag:
        return tag
    return SPEAKING.sub(lambda value: f"='{value[1].replace('&quot;', QUOTE).replace('&#34;', QUOTE)}'", tag)


def _plain_heads(markup: str) -> str:
    """Return tables whose heads say no more of their scope than their place does (HTML standard, "auto" scope)."""
    return markup.replace('<th scope="row">', "<th>").replace('<th scope="col">', "<th>")


def _marks_once(page: str) -> str:
    """Return a page where marks of a status point at the one drawing of it, if the page has such a drawing."""
    for status in Status:
        whole = mark(status)
        if f'<symbol id="m-{status}"' in page:
            short = f'<use href="#m-{status}"/></svg>'
            page = page.replace(whole, f'<svg class="mark" aria-hidden="true">{short}')
    return page
