"""Code names: ids and kinds for codes of programs that know neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from workbench.model.codebook import Kind

LONGEST = 48
NAMED: dict[Kind, str] = {
    Kind.GOAL: "goal, objective, aim, but, objectif, finalite",
    Kind.NEED: "need, expectation, requirement, besoin, attente, exigence",
    Kind.MOTIVATION: "motivation, motive, motif, moteur",
    Kind.TRIGGER: "trigger, declencheur, element declencheur",
    Kind.PAIN_POINT: "pain, pain point, painpoint, frustration, problem, difficulty, difficulties, irritant, douleur, "
    "difficulte, probleme, point de douleur, point de friction, friction",
    Kind.OBJECTION: "objection, barrier, doubt, hesitation, frein, barriere, doute, reticence",
    Kind.DECISION_CRITERION: "criterion, criteria, decision criterion, decision criteria, critere, critere de choix, "
    "critere de decision, critere d achat",
    Kind.BEHAVIOUR: "behaviour, behavior, habit, practice, comportement, habitude, pratique, usage",
    Kind.CHANNEL: "channel, canal, canaux",
    Kind.DEAL_KILLER: "deal killer, deal breaker, dealbreaker, redhibitoire, point de rupture",
    Kind.CONTEXT: "context, situation, background, contexte",
    Kind.DELIGHT: "delight, joy, pleasure, plaisir, enchantement, satisfaction",
}
APART = re.compile(r"\s*(?:::|[:/>|])\s*|\s+[-\u2013\u2014]\s+")


def code_id(name: str, taken: Collection[str]) -> str:
    """Return an id made from a name, in ASCII, that nobody has taken."""
    written = re.sub(r"[^a-z0-9]+", "_", plain(name)).strip("_")[:LONGEST].strip("_") or "code"
    base = written if written[0].isalpha() else f"code_{written}"
    number, made = 1, base
    while made in taken:
        number += 1
        made = f"{base}_{number}"
    return made


def kind_of(names: Sequence[str]) -> Kind | None:
    """Return the kind that the nearest of these names says in French or English, or None.

    `names` begins with the code's own, then come its ancestors' and groups'. A part of a name counts
    (`Pain: late delivery`, `Needs::speed`).
    """
    for name in names:
        for part in (name, *APART.split(name)):
            kind = _kinds().get(_singular(part))
            if kind is not None:
                return kind
    return None


def plain(name: str) -> str:
    """Return a name in lower case without accents and ligatures."""
    spread = unicodedata.normalize("NFKD", name.replace("\u0153", "oe").replace("\u0152", "oe")).casefold()
    return "".join(character for character in spread if not unicodedata.combining(character))


def _singular(name: str) -> str:
    words = re.findall(r"[a-z]+", plain(name))
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in words)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, Kind]:
    return MappingProxyType({_singular(name): kind for kind, names in NAMED.items() for name in names.split(",")})
