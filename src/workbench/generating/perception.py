"""Perception: how people who work with a persona see it, by 28 statements on eight constructs.

The constructs are those of the Persona Perception Scale (Salminen et al., 2018; Salminen et al., 2020): credibility,
consistency, completeness, clarity, empathy, likability, similarity and willingness to use. The statements are NOT the
published ones: wordings, their share among the constructs (three or four each) and the reversed ones are the
workbench's own, so scores compare personas and waves of one study, never with published figures.
"""

from __future__ import annotations

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 7
"""Ends of the scale: disagree completely, agree completely."""
REVERSED = frozenset(
    {
        "credibility_c",
        "consistency_c",
        "completeness_b",
        "clarity_c",
        "empathy_c",
        "likability_c",
        "similarity_d",
        "willingness_d",
    }
)
"""Statements with which a high answer speaks against the persona: 8 minus the answer counts."""
SIZES = {
    "credibility": 4,
    "consistency": 3,
    "completeness": 4,
    "clarity": 3,
    "empathy": 3,
    "likability": 3,
    "similarity": 4,
    "willingness": 4,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One statement: its name in tables, its construct, and whether agreeing speaks against the persona."""

    id: str
    construct: str
    reversed: bool

    def points(self, answer: int) -> int:
        """Return what an answer counts, 1 to 7, turned round where the statement is reversed."""
        return LOWEST + HIGHEST - answer if self.reversed else answer


ITEMS = tuple(
    Item(f"{construct}_{letter}", construct, f"{construct}_{letter}" in REVERSED)
    for letter in "abcd"
    for construct, size in SIZES.items()
    if "abcd".index(letter) < size
)
"""All statements in the order they are asked: the constructs take turns, so that none is answered in one go."""
CONSTRUCTS = tuple(SIZES)
