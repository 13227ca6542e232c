"""Cross-check: what other methods say of the groups, and what single people and codes they hang on, in words."""

from __future__ import annotations

from typing import Literal

from workbench.analysis.second_opinion import Opinion
from workbench.analysis.sensitivity import Omission
from workbench.language.speech import Speech
from workbench.walk import Results

TOLD = 3
"""Omissions told for participants, and for codes: those that change most."""
NAMED = 6
"""People named at most; more are counted."""


def verdict(results: Results, say: Speech) -> str:
    """Return in a sentence whether the other methods find the same groups."""
    opinions = results.opinions
    found = [opinion for opinion in opinions if opinion.reason == "found"]
    n = len(opinions)
    if results.segments.reason != "found":
        return say("second_found_some", x=len(found), n=n) if found else say("second_found_none", n=n)
    same = sum(not opinion.elsewhere for opinion in found)
    if same == n:
        return say("second_same", n=n)
    away = sorted({person for opinion in found for person in opinion.elsewhere})
    told = [say("second_part", x=same, n=n) if same else say("second_part_none", n=n)]
    if away and all(opinion.agreement == 1 for opinion in found):
        told.append(say("second_only_left", x=len(away), who=_who(away, say)))
    elif away:
        told.append(say("second_elsewhere", x=len(away), who=_who(away, say)))
    if len(found) < n:
        told.append(say("second_without", x=n - len(found)))
    return " ".join(told)


def opinion_row(opinion: Opinion, say: Speech) -> tuple[str, str, str, str, str]:
    """Return method, sizes of its groups, who fits none, agreement and who is elsewhere."""
    if opinion.reason != "found":
        return say(f"method_{opinion.method}"), say(f"second_{opinion.reason}"), *("\u2013",) * 3
    sizes = " + ".join(str(len(group)) for group in opinion.groups)
    agreement = "\u2013"
    if opinion.agreement_all is not None:
        first = "\u2013" if opinion.agreement is None else say.number(opinion.agreement, 2)
        agreement = say("second_agreement_cell", a=first, x=opinion.both, all=say.number(opinion.agreement_all, 2))
    rest, away = (_who(people, say) if people else "\u2013" for people in (opinion.left_over, opinion.elsewhere))
    return say(f"method_{opinion.method}"), f"{opinion.k} ({sizes})", rest, agreement, away


def hanging(results: Results, say: Speech) -> tuple[str, tuple[str, ...]]:
    """Return in a sentence how often leaving out one participant or code moves somebody, and the worst cases."""
    found = results.sensitivity
    people, codes = found.of("participant"), found.of("code")
    moving = [[one for one in kind if one.moved] for kind in (people, codes)]
    n, m = len(people), len(codes)
    lead = say("hangs_some", x=len(moving[0]), n=n, y=len(moving[1]), m=m)
    if not any(moving):
        lead = say("hangs_none", n=n, m=m)
    if (n, m) != (found.participants, found.codes):
        lead += " " + say("hangs_capped", n=found.participants, m=found.codes)
    kinds: tuple[Literal["participant", "code"], ...] = ("participant", "code")
    worst = [_case(one, kind, results, say) for kind, own in zip(kinds, moving, strict=True) for one in own[:TOLD]]
    return lead, tuple(worst)


def _case(one: Omission, kind: str, results: Results, say: Speech) -> str:
    name = one.left_out if kind == "participant" else say.of(results.material.codebook[one.left_out].label)
    key = "hangs_case" if one.groups > 1 else "hangs_case_none"
    said = name if kind == "participant" else say("hangs_code", code=name)
    return say(key, what=said, who=_who(one.moved, say), k=one.groups, a=say.number(one.agreement, 2))


def _who(people: tuple[str, ...] | list[str], say: Speech) -> str:
    return ", ".join(people) if len(people) <= NAMED else say("hangs_people", n=len(people))
