"""Seal: a page's digest of itself, which tells whether anybody changed it since it was written."""

from __future__ import annotations

import hashlib
import re

SEAL = re.compile(r'<meta name=workbench-seal content="([0-9a-f]{64}|)">')
BLANK = '<meta name=workbench-seal content="">'
CHARSET = re.compile(r'<meta charset="?utf-8"?>')


def sealed(page: str) -> str:
    """Return a page with its digest in its head, after what a browser must read first; sealed again if it was."""
    page = SEAL.sub(BLANK, page, count=1)
    if not SEAL.search(page):
        page = CHARSET.sub(lambda found: found[0] + BLANK, page, count=1)
    return page.replace(BLANK, BLANK.replace('""', f'"{_digest(page)}"'), 1)


def is_unbroken(page: str) -> bool | None:
    """Say whether a page is as it was sealed; None for a page without a seal."""
    found = SEAL.search(page)
    return None if found is None else found[1] == _digest(SEAL.sub(BLANK, page, count=1))


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode("utf-8")).hexdigest()
