"""Timeless: an office file without the moment it was made, so that the same content is the same bytes on any day."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive knows."""
ABOUT = "docProps/core.xml"
"""The part that says when an office file was made and last changed."""
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
CONTENTS = "[Content_Types].xml"
"""The part an office file begins with."""


def timeless(archive: bytes) -> bytes:
    """Return the same parts in a zip archive that tells no time."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as told:
        for name in sorted(made.namelist(), key=lambda name: (name != CONTENTS, name)):
            item = zipfile.ZipInfo(name, EARLIEST)
            item.compress_type = zipfile.ZIP_DEFLATED
            content = made.read(name)
            told.writestr(item, MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content) if name == ABOUT else content)
    return out.getvalue()
