"""Diff page: what changed between two versions of a study, as one page to read and to send."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from workbench.analysis.version_change import ClaimChange, Move, PersonaChange, Support, Version, VersionDiff
from workbench.analysis.version_diff import version_diff
from workbench.language.speech import Speech
from workbench.model.label import Label
from workbench.report.compact import compact
from workbench.report.dress import page_style
from workbench.report.seal import sealed
from workbench.report.sections import environment

MARKS = {"came": "+", "went": "−", "gained": "↑", "lost": "↓", "moved": "~", "reworded": "“"}
"""What a change is to the eye; a word stands beside it."""


def diff_page(old: Version, new: Version, say: Speech) -> str:
    """Return the difference of two versions as a page; one that says so where nothing differs."""
    page = DiffPage(version_diff(old, new), _labels(old, new), say)
    template = environment().get_template("diff.html.j2")
    return sealed(compact(template.render(page=page, say=say, style=page_style(embed_fonts=True), marks=MARKS)))


class DiffPage:
    """A difference in the words of one language."""

    def __init__(self, diff: VersionDiff, labels: dict[str, Label], say: Speech) -> None:
        self.diff, self.say = diff, say
        self._labels = labels
        self.old, self.new = (PurePath(name).name or name for name in (diff.old, diff.new))

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
        where = (self.say("diff_nowhere") if name == "no persona" else name for name in (move.before, move.after))
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


def _labels(*versions: Version) -> dict[str, Label]:
    return {claim.code: claim.text for version in versions for persona in version.personas for claim in persona.claims}
