"""Identity: an invented name and age for a persona, drawn apart from everything it says."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

import numpy as np
from faker import Faker

from workbench.analysis.stability import jaccard
from workbench.model.persona import Identity

T = TypeVar("T")
LOCALES = {"en": "en_GB", "fr": "fr_FR"}


def invent(
    study: str, persona: str, *, language: str, seed: int, ages: Collection[int] = (), taken: Collection[str] = ()
) -> Identity:
    """Return a synthetic identity that depends on the names of study and persona and the seed alone.

    The age lies within the range of the members' ages, when they are known. A name that is
    `taken` is drawn again from the next seed; the identity says which seed its name came from.
    """
    found = _drawn(study, persona, language=language, seed=seed, ages=ages)
    while found.name in taken:
        found = _drawn(study, persona, language=language, seed=found.seed + 1, ages=ages)
    return found


def inherit(groups: Mapping[str, Sequence[str]], earlier: Sequence[tuple[Sequence[str], T]]) -> dict[str, T]:
    """Return the identity, or whatever else is kept, of each group in an earlier run: that of those most alike.

    At least half of the members together must be shared; nobody's identity is given twice.
    """
    likeness = sorted(
        (
            (-jaccard(set(members), set(own)), name, i)
            for name, own in groups.items()
            for i, (members, _) in enumerate(earlier)
        )
    )
    kept: dict[str, T] = {}
    given: set[int] = set()
    for less, name, i in likeness:
        if -less >= 0.5 and name not in kept and i not in given:
            kept[name] = earlier[i][1]
            given.add(i)
    return kept


def _drawn(study: str, persona: str, *, language: str, seed: int, ages: Collection[int]) -> Identity:
    digest = hashlib.sha256(f"{seed}:{study}:{persona}".encode()).digest()
    own = int.from_bytes(digest[:6], "big")
    faker = Faker(LOCALES[language])
    faker.seed_instance(own)
    name = f"{faker.first_name()} {faker.last_name()}"
    rng = np.random.default_rng(np.random.SeedSequence(own))
    age = int(rng.integers(min(ages), max(ages) + 1)) if ages else None
    return Identity(name=name, age=age, seed=seed, locale=LOCALES[language])
