"""Sample: what the choice of people interviewed leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.model.brief import Brief, SourceKind
from workbench.model.material import Participant

NOT_CUSTOMERS: frozenset[SourceKind] = frozenset({"stakeholder_interview", "benchmark"})
"""Sources in which no customer speaks."""
CUSTOMERS = frozenset({"customer", "former"})
ONE_SIDED = 4
"""From this many people on, all of one relation is a choice and not a small number."""

Gap = Literal["no_customer", "one_sided", "other"]


@dataclass(frozen=True, slots=True)
class SampleWarning:
    """One thing to know about the sample: `x` of the `n` participants whose relation is stated.

    no_customer: nobody has bought (or no source lets a customer speak); one_sided: all have the same
    `relation`; other: x neither are, were nor may become customers, and should not count.
    """

    gap: Gap
    x: int
    n: int
    relation: str = ""


def sample_warnings(brief: Brief, participants: Iterable[Participant]) -> tuple[SampleWarning, ...]:
    """Return what the composition of the sample warns of; nothing where no relation is stated."""
    relations = Counter(person.relation for person in participants if person.relation)
    n = relations.total()
    found = []
    speak = any(source.kind not in NOT_CUSTOMERS for source in brief.sources)
    if not speak or (n and not any(relations[relation] for relation in CUSTOMERS)):
        found.append(SampleWarning("no_customer", 0, n))
    if n >= ONE_SIDED and len(relations) == 1:
        found.append(SampleWarning("one_sided", n, n, *relations))
    if relations["other"]:
        found.append(SampleWarning("other", relations["other"], n, "other"))
    return tuple(found)
