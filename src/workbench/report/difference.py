"""Difference: what changed between two versions of a study, in the words of one language."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from workbench.analysis.version_change import ClaimChange, Move, PersonaChange, Support, Version
from workbench.analysis.version_diff import NOWHERE, version_diff
from workbench.language.speech import Speech
from workbench.walk import Results

MARKS = {"came": "+", "went": "−", "gained": "↑", "lost": "↓", "moved": "~", "reworded": "“"}
"""What a change is to the eye; a word stands beside it."""


class Difference:
    """A difference in the words of one language."""

    def __init__(self, old: Version, new: Version, say: Speech) -> None:
        self.diff, self.say = version_diff(old, new), say
        claims = (claim for version in (old, new) for persona in version.personas for claim in persona.claims)
        self._labels = {claim.code: claim.text for claim in claims}
        self.old, self.new = (PurePath(version.name).name or version.name for version in (old, new))

    def headline(self) -> str:
        """Return how many personas and claims came, went and changed, in a sentence."""
        say, personas = self.say, Counter(own.what for own in self.diff.personas)
        if not self.diff.differs:
            return say("diff_none")
        claims = Counter(own.what for persona in self.diff.personas for own in persona.claims)
        same = sum(count for what, count in personas.items() if what not in ("came", "went"))
        told = say("diff_personas", same=same, came=personas["came"], went=personas["went"])
        return say(
            "diff_headline",
            personas=told,
            claims=say("diff_claims", **{what: claims[what] for what in ("came", "went", "gained", "lost")}),
        )

    def moved(self, move: Move) -> str:
        """Return where a participant was and is."""
        where = (self.say("diff_nowhere") if name == NOWHERE else name for name in (move.before, move.after))
        before, after = where
        told = self.say("diff_moved", participant=move.participant, before=before, after=after)
        return f"{told} ({self.say('diff_anew')})" if move.before == move.after else told

    def size(self, change: PersonaChange) -> str:
        """Return how many members a persona had and has."""
        before, after = change.size_before, change.size_after
        if before is None:
            return self.say("diff_members_now", after=after)
        if after is None:
            return self.say("diff_members_then", before=before)
        return self.say("diff_members", before=before, after=after)

    def claim(self, change: ClaimChange) -> str:
        """Return a claim's wording in this language, as far as it has one."""
        label = self._labels.get(change.code)
        return self.say.of(label) if label else change.text

    def support(self, support: Support | None) -> str:
        """Return "x of n" with the status in words; a dash where there was none."""
        if support is None:
            return "–"
        counted = self.say("x_of_n", x=support.holders, n=support.size)
        return f"{counted}, {self.say(f'status_{support.status}')}"

    def felt(self, mean: float | None) -> str:
        """Return a mean feeling."""
        return self.say("diff_unsaid") if mean is None else self.say.signed(mean, 1)


def since(results: Results, say: Speech) -> Difference:
    """Return what changed since the wave before, of which the study keeps the personas."""
    people = frozenset(person.pseudonym for person in results.material.participants)
    new = Version(results.material.brief.id, results.personas, results.maps, people)
    return Difference(Version(results.material.brief.previous, results.material.earlier), new, say)
