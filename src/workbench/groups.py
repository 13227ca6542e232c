"""Groups: who goes with whom in a study, and what questions that; the same for every seed and language of a run."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.analysis.behaviour import Behaviour, behaviour_of
from workbench.analysis.decided import decided
from workbench.analysis.second_opinion import Opinion, second_opinions
from workbench.analysis.segmentation import Segmentation, fit_segments
from workbench.analysis.sensitivity import Sensitivity, sensitivity
from workbench.analysis.variables import behavioural, holders
from workbench.memory import remembered
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.study import Study

GROUPING_SEED = 1
"""Luck of shuffled tables and subsamples, the same for every run: no choice of a seed chooses the groups."""


def segment(material: Material, codings: Sequence[Coding], study: Study) -> Segmentation:
    """Group the participants by their behavioural codes; as a person decided it, where somebody did."""
    found = _grouped(material, codings, study.max_segments, study.resamples)
    if material.decided is None:
        return found
    return _as_decided(found, material, codings, study.max_segments, study.resamples)


@remembered(shared=True)
def _as_decided(
    found: Segmentation, material: Material, codings: Sequence[Coding], most: int, resamples: int
) -> Segmentation:
    groups = material.decided.groups if material.decided else ()
    table = variables(material, codings)
    return decided(found, groups, table, max_segments=most, resamples=resamples, seed=GROUPING_SEED)


@remembered(shared=True)
def _grouped(material: Material, codings: Sequence[Coding], most: int, resamples: int) -> Segmentation:
    return fit_segments(variables(material, codings), max_segments=most, resamples=resamples, seed=GROUPING_SEED)


def behaviour(material: Material, codings: Sequence[Coding]) -> Behaviour:
    """Return everybody on every behavioural variable."""
    people = [participant.pseudonym for participant in material.participants]
    return behaviour_of(people, codings, material.codebook, material.ratings)


@remembered(shared=True)
def opinions(material: Material, codings: Sequence[Coding], segments: Segmentation, most: int) -> tuple[Opinion, ...]:
    """Return what other methods find among the same people."""
    table, behaved = variables(material, codings), behaviour(material, codings)
    return second_opinions(table, behaved, segments, max_segments=most, seed=GROUPING_SEED)


@remembered(shared=True)
def what_groups_hang_on(material: Material, codings: Sequence[Coding], most: int) -> Sensitivity:
    """Return what becomes of at most so many groups without one participant or one code."""
    return sensitivity(variables(material, codings), max_segments=most)


def variables(material: Material, codings: Sequence[Coding]) -> pd.DataFrame:
    """Return every participant, silent ones too, on every behavioural code that tells people apart."""
    table = holders(codings, material.codebook)
    people = sorted(participant.pseudonym for participant in material.participants)
    return behavioural(table.reindex(people, fill_value=False), material.codebook)
