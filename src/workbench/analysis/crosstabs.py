"""Crosstabs: who said what how often, and which codes go together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from workbench.analysis.coverage import code_counts
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.transcript import Transcript


def passages(codings: Iterable[Coding], codebook: Codebook, people: Sequence[str]) -> pd.DataFrame:
    """Return the number of passages of each code and participant: codes x `people`, silent ones too.

    Codes have the codebook's order. Passages coded "against" do not count, as in the table that personas
    are built from: the participants of a code are the columns of its row that are not 0.
    """
    return code_counts(codings, codebook).reindex(columns=list(people), fill_value=0)


def held_together(counts: pd.DataFrame) -> pd.DataFrame:
    """Return how many participants hold both of two codes, from codes x participants: codes x codes.

    The table is symmetric; its diagonal has the participants who hold the code at all.
    """
    held = (counts.to_numpy() > 0).astype(np.int64)
    return pd.DataFrame(held @ held.T, index=counts.index, columns=counts.index)


def said_together(codings: Iterable[Coding], transcripts: Iterable[Transcript], codebook: Codebook) -> pd.DataFrame:
    """Return in how many turns of speech both of two codes are: codes x codes.

    The table is symmetric; its diagonal has the turns that hold the code at all. A passage in no turn stands
    for itself; passages coded "against" do not count.
    """
    places = {transcript.id: transcript for transcript in transcripts}
    names = [code.id for code in codebook.codes]
    row = {name: at for at, name in enumerate(names)}
    turns: dict[tuple[str, int], set[int]] = {}
    for coding in codings:
        if coding.stance == "for":
            evidence = coding.evidence
            turn = places[evidence.document].utterance_at(evidence.start, evidence.end)
            unit = evidence.document, turn.start if turn else evidence.start
            turns.setdefault(unit, set()).add(row[coding.code])
    both = np.zeros((len(names), len(names)), dtype=np.int64)
    for held in turns.values():
        own = sorted(held)
        both[np.ix_(own, own)] += 1
    return pd.DataFrame(both, index=names, columns=names)
