"""Stage name: the canonical stage that any spelling of the field stands for, and sets of stages as data.

The spellings are those of the literature the workbench was asked to read, its odd ones included;
letter case, accents, hyphens and underscores make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Literal, get_args

from workbench.model.label import Label, Value

Canonical = Literal["awareness", "consideration", "decision", "retention", "advocacy"]
CANONICAL: tuple[Canonical, ...] = get_args(Canonical)
BEFORE_PURCHASE: frozenset[Canonical] = frozenset({"awareness", "consideration"})

SPELLINGS: Mapping[Canonical, tuple[str, ...]] = MappingProxyType(
    {
        "awareness": (
            *("awareness", "discovery", "inspiration", "need"),
            *("sensibilisation", "conscience", "prise de conscience", "conscience et rigueur", "découverte", "besoin"),
        ),
        "consideration": (
            *("consideration", "evaluation", "research", "comparison"),
            *("considération", "réflexion", "évaluation", "comparaison", "recherche"),
        ),
        "decision": (
            *("decision", "purchase", "buying", "conversion"),
            *("décision", "achat", "décision d’achat"),
        ),
        "retention": (
            *("retention", "use", "usage", "loyalty", "post-purchase", "onboarding", "delivery", "service"),
            *("rétention", "fidélisation", "fidélité", "utilisation", "post-achat"),
        ),
        "advocacy": (
            *("advocacy", "promotion", "referral", "recommendation", "review"),
            *("plaidoyer", "actions de plaidoyer", "ambassadeur", "recommandation", "avis"),
        ),
    }
)


def folded(name: str) -> str:
    """Return a name without what makes no difference: case, accents, hyphens, underscores, outer space."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[-_’'\s]+", " ", bare.casefold()).split())


def canonical_stage(name: str) -> Canonical:
    """Return the canonical stage a spelling stands for; ValueError names those there are."""
    known = {folded(spelling): stage for stage, spellings in SPELLINGS.items() for spelling in spellings}
    wanted = folded(name)
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1)
    hint = f" (did you mean {known[near[0]]}?)" if near else ""
    raise ValueError(f"no stage is called {name!r}{hint}; allowed: {', '.join(CANONICAL)}, or a usual name of theirs")


class StageName(Value):
    """A stage of a set: its id, the canonical stage it stands for, and its name."""

    id: str
    canonical: Canonical
    label: Label


def _stage(id_: str, canonical: Canonical, en: str, fr: str) -> StageName:
    return StageName(id=id_, canonical=canonical, label=Label(en=en, fr=fr))


STAGE_SETS: Mapping[str, tuple[StageName, ...]] = MappingProxyType(
    {
        "three": (
            _stage("discovery", "awareness", "Discovery", "Découverte"),
            _stage("consideration", "consideration", "Consideration", "Considération"),
            _stage("decision", "decision", "Decision", "Décision"),
        ),
        "five": (
            _stage("awareness", "awareness", "Awareness", "Sensibilisation"),
            _stage("consideration", "consideration", "Consideration", "Considération"),
            _stage("decision", "decision", "Decision", "Décision"),
            _stage("retention", "retention", "Retention", "Fidélisation"),
            _stage("advocacy", "advocacy", "Advocacy", "Recommandation"),
        ),
        "need_usage_review": (
            _stage("need", "awareness", "Need", "Besoin"),
            _stage("usage", "retention", "Usage", "Utilisation"),
            _stage("review", "advocacy", "Review", "Avis"),
        ),
    }
)
"""Sets of stages a journey may begin from; any other set is as good."""
