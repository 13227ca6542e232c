"""Timeless: an archive without the moment it was made, so that the same content is the same bytes on any day."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive knows."""
ABOUT = "docProps/core.xml"
"""The part that says when an office file was made and last changed."""
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
CONTENTS = "[Content_Types].xml"
"""The part an office file begins with."""


def archive_of(parts: Mapping[str, bytes]) -> bytes:
    """Return parts by their names as a zip archive that tells no time, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            item = zipfile.ZipInfo(name, EARLIEST)
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = 0o644 << 16
            archive.writestr(item, content)
    return out.getvalue()


def timeless(archive: bytes) -> bytes:
    """Return an office file with the same parts that tells no time."""
    with zipfile.ZipFile(BytesIO(archive)) as made:
        parts = {name: made.read(name) for name in sorted(made.namelist(), key=lambda name: (name != CONTENTS, name))}
    if ABOUT in parts:
        parts[ABOUT] = MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", parts[ABOUT])
    return archive_of(parts)
