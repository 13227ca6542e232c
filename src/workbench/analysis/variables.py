"""Variables: the participants x behavioural codes table that personas are built from (Cooper)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from workbench.model.codebook import BEHAVIOURAL, Codebook
from workbench.model.evidence import Coding


def holders(codings: Iterable[Coding], codebook: Codebook) -> pd.DataFrame:
    """Return who said what: a row a participant, a column a code, True where it was said at least once.

    A quote coded "against" does not count, nor does one coder's lone opinion where that
    coder's codings of the interview are a second reading: the first coder in the file leads.
    """
    said = {(c.evidence.participant, c.code) for c in leading(codings) if c.stance == "for"}
    people = sorted({person for person, _ in said})
    table = pd.DataFrame(False, index=people, columns=[code.id for code in codebook.codes])
    for person, code in said:
        table.loc[person, code] = True
    return table


def leading(codings: Iterable[Coding]) -> list[Coding]:
    """Return, for each document, the codings by hand of the coder who comes first in the study's file.

    Suggestions, accepted or not yet looked at, are no second reading and stay.
    """
    first: dict[str, str] = {}
    kept = []
    for coding in codings:
        if not coding.by_hand or coding.coder == first.setdefault(coding.evidence.document, coding.coder):
            kept.append(coding)
    return kept


def behavioural(table: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return the columns that can separate people: behavioural kinds held by some and not by all.

    At least two must hold a code and at least one must not.
    """
    kinds = {code.id: code.kind for code in codebook.codes}
    counts = table.sum()
    useful = [c for c in table.columns if kinds[c] in BEHAVIOURAL and 2 <= counts[c] <= len(table) - 1]
    return table[useful]
