"""Version diff: what changed between two versions of a study's personas, claim by claim and quote by quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.identity import inherit
from workbench.analysis.version_change import (
    ClaimChange,
    FeelingChange,
    Move,
    PersonaChange,
    Quote,
    Support,
    Version,
    VersionDiff,
)
from workbench.model.persona import Claim, Persona

NONE = ""
"""Where participants are who fit no persona."""
NOWHERE = "no persona"
"""What that is called."""


def version_diff(old: Version, new: Version) -> VersionDiff:
    """Compare two versions.

    Personas are matched by members as identities are (`inherit`): at least half of the members together are
    shared, the most alike first, nobody matched twice.
    """
    pairs = matched(old.personas, new.personas)
    feelings = old.maps is not None and new.maps is not None
    before = {persona.id: persona for persona in old.personas}
    changes = []
    for persona in new.personas:
        earlier = before.pop(pairs[persona.id]) if persona.id in pairs else None
        changes.append(_persona(earlier, persona, _feelings(old, new, earlier, persona) if feelings else ()))
    gone = [_persona(persona, None, ()) for persona in before.values()]
    was, is_ = _homes(old), _homes(new)
    goes_on = pairs | {NONE: NONE}
    names, earlier_names = _names(new), _names(old)
    moves = [
        Move(person, earlier_names[was[person]], names[is_[person]])
        for person in sorted(was.keys() & is_.keys())
        if goes_on.get(is_[person]) != was[person]
    ]
    return VersionDiff(
        old=old.name,
        new=new.name,
        personas=tuple(change for change in (*changes, *gone) if change.differs),
        moves=tuple(moves),
        came=tuple(sorted(is_.keys() - was.keys())),
        went=tuple(sorted(was.keys() - is_.keys())),
        feelings_compared=feelings,
        shared=len(was.keys() & is_.keys()),
    )


def matched(old: Sequence[Persona], new: Sequence[Persona]) -> dict[str, str]:
    """Return the old id of each new persona that goes on from one."""
    groups = {persona.id: persona.members for persona in new}
    return inherit(groups, [(persona.members, persona.id) for persona in old])


def _homes(version: Version) -> dict[str, str]:
    """Return the persona of each participant, NONE for those known to fit none."""
    homes = {member: persona.id for persona in version.personas for member in persona.members}
    return dict.fromkeys(version.people, NONE) | homes


def _names(version: Version) -> dict[str, str]:
    return {persona.id: f"{persona.id} {persona.identity.name}" for persona in version.personas} | {NONE: NOWHERE}


def _persona(old: Persona | None, new: Persona | None, feelings: tuple[FeelingChange, ...]) -> PersonaChange:
    was, is_ = set(old.members if old else ()), set(new.members if new else ())
    what = "came" if old is None else "went" if new is None else _sized(was, is_)
    known = new or old
    assert known is not None  # noqa: S101  # one of them is there
    return PersonaChange(
        what=what,
        name=known.identity.name,
        before=old.id if old else None,
        after=new.id if new else None,
        size_before=old.size if old else None,
        size_after=new.size if new else None,
        joined=tuple(sorted(is_ - was)),
        left=tuple(sorted(was - is_)),
        name_before=old.identity.name if old and new and old.identity.name != new.identity.name else None,
        summary_before=old.summary.en if old else None,
        summary_after=new.summary.en if new else None,
        claims=_claims(old.claims if old else (), new.claims if new else ()),
        feelings=feelings,
    )


def _sized(was: set[str], is_: set[str]) -> str:
    if was == is_:
        return "same"
    return "grew" if len(is_) > len(was) else "shrank" if len(is_) < len(was) else "changed"


def _claims(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[ClaimChange, ...]:
    before, after = _keyed(old), _keyed(new)
    found = [_claim(before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before))]
    return tuple(change for change in found if change is not None)


def _keyed(claims: Sequence[Claim]) -> Mapping[tuple[str, int], Claim]:
    """Return claims by code; a code that stands twice, by a person's hand, by its place among its like too."""
    keyed: dict[tuple[str, int], Claim] = {}
    for claim in claims:
        keyed[claim.code, sum(code == claim.code for code, _ in keyed)] = claim
    return keyed


def _claim(old: Claim | None, new: Claim | None) -> ClaimChange | None:
    known = new or old
    assert known is not None  # noqa: S101  # one of them is there
    was = {quote.id: Quote(quote.id, quote.participant, quote.text) for quote in (old.evidence if old else ())}
    is_ = {quote.id: Quote(quote.id, quote.participant, quote.text) for quote in (new.evidence if new else ())}
    gained = tuple(quote for name, quote in is_.items() if was.get(name) != quote)
    lost = tuple(quote for name, quote in was.items() if is_.get(name) != quote)
    reworded = old is not None and new is not None and old.text != new.text
    what = _what(old, new, reworded=reworded, quotes=bool(gained or lost))
    if what is None:
        return None
    return ClaimChange(
        code=known.code,
        what=what,
        text=known.text.en,
        before=_support(old),
        after=_support(new),
        text_before=_wording(old, known) if reworded else None,
        by_person=new is not None and (new.by is not None or new.made is not None),
        quotes_gained=gained,
        quotes_lost=lost,
    )


def _wording(old: Claim | None, new: Claim) -> str:
    """Return the earlier wording in English, or in French where only the French one changed."""
    assert old is not None  # noqa: S101  # only what was there is reworded
    return old.text.en if old.text.en != new.text.en else old.text.fr


def _what(old: Claim | None, new: Claim | None, *, reworded: bool, quotes: bool) -> str | None:
    if old is None or new is None:
        return "came" if old is None else "went"
    share = new.holders * old.size - old.holders * new.size
    if share or new.holders != old.holders or new.status != old.status:
        return _direction(old, new, share)
    return "moved" if quotes else "reworded" if reworded else None


def _direction(old: Claim, new: Claim, share: int) -> str:
    """Say gained or lost by share; by number where the shares are equal; by status where both are."""
    less = share or new.holders - old.holders
    if less == 0:
        return "gained" if new.status in ("observed", "reported") else "lost"
    return "gained" if less > 0 else "lost"


def _support(claim: Claim | None) -> Support | None:
    return None if claim is None else Support(str(claim.status), claim.holders, claim.size)


def _feelings(old: Version, new: Version, before: Persona | None, after: Persona) -> tuple[FeelingChange, ...]:
    if before is None:
        return ()
    was = next(found.feelings for found in old.maps or () if found.persona == before.id)
    is_ = next(found.feelings for found in new.maps or () if found.persona == after.id)
    changes = (
        FeelingChange(step, was[step].mean if step in was else None, is_[step].mean if step in is_ else None)
        for step in dict.fromkeys((*is_, *was))
    )
    return tuple(change for change in changes if change.before != change.after)
