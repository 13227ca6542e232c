"""Variables: the participants x behavioural codes table that personas are built from (Cooper)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.model.codebook import BEHAVIOURAL, Codebook
from workbench.model.evidence import Coding


def holders(codings: Iterable[Coding], codebook: Codebook) -> pd.DataFrame:
    """Return who said what: a row a participant, a column a code, True where it was said at least once.

    A quote coded "against" does not count, nor does one coder's lone opinion where that
    coder's codings of the interview are a second reading (see `leading`).
    """
    said = {(c.evidence.participant, c.code) for c in leading(codings) if c.stance == "for"}
    people, codes = sorted({person for person, _ in said}), [code.id for code in codebook.codes]
    held = [[(person, code) in said for code in codes] for person in people]
    return pd.DataFrame(np.array(held, dtype=np.bool_).reshape(len(people), len(codes)), index=people, columns=codes)


def leading(codings: Iterable[Coding]) -> list[Coding]:
    """Return, for each document, the codings by hand of one coder: of the one who coded most documents.

    Of two who coded as many, the first by name. Suggestions, accepted or not yet looked at, are no second
    reading and stay. The order of the codings plays no part.
    """
    codings = list(codings)
    read: defaultdict[str, set[str]] = defaultdict(set)
    for coding in codings:
        if coding.by_hand:
            read[coding.coder].add(coding.evidence.document)
    leads: dict[str, str] = {}
    for coder in sorted(read, key=lambda name: (-len(read[name]), name)):
        for document in read[coder]:
            leads.setdefault(document, coder)
    return [c for c in codings if not c.by_hand or c.coder == leads[c.evidence.document]]


def behavioural(table: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the columns that can separate people: behavioural kinds held by some and not by all.

    At least two must hold a code and at least one must not.
    """
    kinds = {code.id: code.kind for code in codebook.codes}
    return telling(table[[c for c in table.columns if kinds[c] in BEHAVIOURAL]])


def telling(table: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that at least two hold and at least one does not."""
    counts = table.sum()
    return table[[c for c in table.columns if 2 <= counts[c] <= len(table) - 1]]
