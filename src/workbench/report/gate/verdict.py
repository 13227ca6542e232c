"""Verdict: whether a finished report may leave the team, and each reason why it may not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from workbench.language.speech import Speech


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a shared page must not hold: which rule says so, where it stands, and what it is without saying it."""

    rule: str
    line: int
    where: str = ""
    detail: str = ""

    def words(self, say: Speech) -> str:
        """Return the reason and the place in words; what was found is never repeated."""
        reason = self.reason(say)
        place = ", ".join(filter(None, (say("gate_line", line=self.line) if self.line else "", self.where)))
        return f"{place}{say('colon')} {reason}"

    def reason(self, say: Speech) -> str:
        """Return what kind of thing it is, in words."""
        kind = say(f"redacted_{self.detail.lower().replace('-', '_')}") if self.rule == "number" else self.detail
        return say(f"gate_{self.rule}", detail=kind or "…")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands in the way of sharing one page; nothing where it may be shared."""

    findings: tuple[Finding, ...] = ()

    @property
    def shareable(self) -> bool:
        """Say whether the page may be shared."""
        return not self.findings

    def headline(self, say: Speech) -> str:
        """Return the verdict in one line, with the first reason."""
        if self.shareable:
            return say("gate_shareable")
        return say("gate_refused", n=len(self.findings), reason=self.findings[0].words(say))

    def counts(self) -> dict[str, int]:
        """Return how much each rule found, in the order of the rules."""
        return dict(Counter(finding.rule for finding in self.findings))
