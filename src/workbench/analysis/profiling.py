"""Profiling: from a segment to a persona whose every claim has its n and its quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from workbench.analysis.facts import facts_of, spread
from workbench.analysis.identity import invent
from workbench.analysis.intervals import difference
from workbench.analysis.moved_quotes import as_moved, taken_from, with_moved
from workbench.analysis.provenance import provenance_of
from workbench.analysis.quotes import typical_quotes
from workbench.analysis.segmentation import Segmentation
from workbench.analysis.variables import holders
from workbench.language.speech import catalogue
from workbench.model.codebook import Code, Codebook, Kind
from workbench.model.evidence import Coding, Status
from workbench.model.label import Label
from workbench.model.material import Material, Participant
from workbench.model.persona import Claim, Fact, Gap, Identity, Moved, Persona
from workbench.study import Study

EXPECTED = (
    Kind.TRIGGER,
    Kind.GOAL,
    Kind.NEED,
    Kind.MOTIVATION,
    Kind.DECISION_CRITERION,
    Kind.OBJECTION,
    Kind.PAIN_POINT,
    Kind.BEHAVIOUR,
    Kind.CHANNEL,
    Kind.DEAL_KILLER,
)
"""Fields a persona should have; one without support becomes a gap."""


def profile(
    material: Material,
    codings: Sequence[Coding],
    segments: Segmentation,
    *,
    seed: int,
    kept: Mapping[str, Identity] | None = None,
    k: int | None = None,
    moved: Sequence[Moved] = (),
) -> tuple[Persona, ...]:
    """Return a persona for each segment.

    A claim is made where at least half of the members, and at least two of them (or all, in a
    segment of one), hold a code. `kept` holds identities invented earlier; they are never
    invented again. No two personas bear the same name. Facts tell of at least `k` people (by default
    `k_team` of a study); an illustrative study has nobody to protect. `moved` are the quotes a person put
    elsewhere: claims rest on what is left.
    """
    said = as_moved(codings, moved, material.codebook)
    table = holders(said, material.codebook)
    fewest = None if material.brief.illustrative else k or Study().k_team
    identities = _identities(material, segments, seed=seed, kept=kept or {}, k=fewest)
    released = spread(material.participants, segments.groups, fewest)
    return tuple(
        _persona(
            material,
            codings,
            segments=segments,
            name=name,
            identity=identities[name],
            facts=tuple(fact for fact in facts_of(name, released) if fact.values),
            claims=_claims(material, said, table, members=segments.groups[name], name=name, moved=moved),
        )
        for name in segments.groups
    )


def distinction(claim: Claim) -> float:
    """Return how much more often members hold the claim than the others: -1 to 1."""
    if claim.others_size == 0:
        return 0.0
    return difference(claim.holders, claim.size, x2=claim.others, n2=claim.others_size)[0]


def _persona(
    material: Material,
    codings: Sequence[Coding],
    *,
    segments: Segmentation,
    name: str,
    identity: Identity,
    facts: tuple[Fact, ...],
    claims: tuple[Claim, ...],
) -> Persona:
    found = {claim.kind for claim in claims}
    return Persona(
        id=name,
        study=material.brief.id,
        level="qualitative",
        illustrative=material.brief.illustrative,
        identity=identity,
        summary=_summary(claims, material.codebook),
        members=segments.groups[name],
        of=len(material.participants),
        claims=claims,
        gaps=tuple(_gap(kind, material.codebook) for kind in EXPECTED if kind not in found),
        facts=facts,
        provenance=provenance_of(material, codings, segments, name),
    )


def _claims(
    material: Material,
    codings: Sequence[Coding],
    table: pd.DataFrame,
    *,
    members: tuple[str, ...],
    name: str,
    moved: Sequence[Moved],
) -> tuple[Claim, ...]:
    inside = table.loc[[person for person in members if person in table.index]].sum()
    outside = table.sum() - inside
    others = len(material.participants) - len(members)
    needed = min(len(members), max(2, -(-len(members) // 2)))
    claims = [
        _claim(
            material,
            codings,
            code,
            name=name,
            members=members,
            counts=(int(inside[code.id]), int(outside[code.id]), others),
            moved=moved,
        )
        for code in material.codebook.codes
        if inside[code.id] >= needed
    ]
    return tuple(sorted(claims, key=lambda claim: (-distinction(claim), -claim.holders, claim.id)))


def _claim(
    material: Material,
    codings: Sequence[Coding],
    code: Code,
    *,
    name: str,
    members: tuple[str, ...],
    counts: tuple[int, int, int],
    moved: Sequence[Moved],
) -> Claim:
    own = [c for c in codings if c.evidence.participant in members]
    supporting = [c for c in own if c.code == code.id and c.stance == "for"]
    opposites = _opposites(code, material.codebook)
    taken = taken_from(moved, code.id, "against")
    contrary = [
        c
        for c in own
        if ((c.code == code.id and c.stance == "against") or (c.code in opposites and c.stance == "for"))
        and c.evidence.id not in taken
    ]
    language = material.brief.language
    return Claim(
        id=f"{name}.{code.id}",
        kind=code.kind,
        code=code.id,
        text=code.claim,
        status=Status.REPORTED,
        reviewed=any(c.origin == "person" for c in supporting),
        holders=counts[0],
        size=len(members),
        others=counts[1],
        others_size=counts[2],
        evidence=with_moved(typical_quotes(supporting, language), moved, code.id, "for", members=members),
        against=with_moved(typical_quotes(contrary, language), moved, code.id, "against", members=members),
    )


def _opposites(code: Code, codebook: Codebook) -> set[str]:
    """Return the codes that contradict a code: being opposites works both ways, whichever side names it."""
    return {other.id for other in codebook.codes if other.id == code.opposite or other.opposite == code.id}


def _summary(claims: Sequence[Claim], codebook: Codebook) -> Label:
    telling = [codebook[claim.code].label for claim in claims[:2]]
    if not telling:
        return Label(en="Nothing in common", fr="Rien en commun")
    return Label(en=" · ".join(label.en for label in telling), fr=" · ".join(label.fr for label in telling))


def _gap(kind: Kind, codebook: Codebook) -> Gap:
    key = f"ask_{kind}"
    coded = any(code.kind == kind for code in codebook.codes)
    return Gap(
        kind=kind,
        reason="unsupported" if coded else "uncoded",
        ask=Label(en=catalogue("en")[key], fr=catalogue("fr")[key]),
    )


def _ages(people: Sequence[Participant], members: Sequence[str], k: int | None) -> list[int]:
    """Return the ages an invented one lies between: of the members; of everybody, or none, where fewer than k say."""
    ages = {p.pseudonym: int(p.facts["age"]) for p in people if p.facts.get("age", "").isdigit()}
    own = [ages[name] for name in members if name in ages]
    if k is None or len(own) >= k:
        return own
    return list(ages.values()) if len(ages) >= k else []


def _identities(
    material: Material, segments: Segmentation, *, seed: int, kept: Mapping[str, Identity], k: int | None
) -> dict[str, Identity]:
    """Return the identity of each segment: those kept first, then invented ones whose names are still free."""
    found = {name: kept[name] for name in segments.groups if name in kept}
    for name, members in segments.groups.items():
        if name not in found:
            found[name] = invent(
                material.brief.id,
                name,
                language=material.brief.language,
                seed=seed,
                ages=_ages(material.participants, members, k),
                taken={identity.name for identity in found.values()},
            )
    return found
