"""Disk error: what the system says of a file it cannot read or write, in words; a full disk is named as such."""

from __future__ import annotations

import errno

NO_ROOM = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the quota of the disk is used up"}


def words_of(error: OSError) -> str:
    """Return why a file could not be read or written."""
    return NO_ROOM.get(error.errno or 0, error.strerror or str(error))
