"""Tables: what was read and how it was coded, for a researcher's first look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from workbench.analysis.agreement import Disagreement, Verdict
from workbench.figures.own_output import own_output
from workbench.language.speech import Speech
from workbench.model.codebook import Codebook
from workbench.model.material import Material


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; the first row is the header, the first column names each row."""

    caption: str
    rows: tuple[Sequence[str], ...]

    def _repr_html_(self) -> str:
        head, *body = self.rows
        top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        lines = "".join(
            f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
            for row in body
        )
        return (
            f'<div class="wb"><table class="data"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, dict[str, str]]:
        return own_output()


def interviews_table(material: Material, say: Speech) -> Table:
    """Return each interview with its participant, turns, words and replaced words."""
    rows: list[Sequence[str]] = [(say("interview"), say("participant"), say("turns"), say("words"), say("replaced"))]
    for t in material.transcripts:
        counts = (len(t.utterances), len(t.text.split()), len(t.replacements))
        rows.append((t.id, ", ".join(t.participants), *(say.number(count) for count in counts)))
    return Table(say("interviews_caption"), tuple(rows))


def notices_table(material: Material, say: Speech) -> Table:
    """Return the numbered notices of the readers."""
    rows: list[Sequence[str]] = [("n°", say("notice"))]
    rows += [(str(i), say.notice(notice)) for i, notice in enumerate(material.notices, 1)]
    return Table(say("notices", n=len(material.notices)), tuple(rows))


def disagreements_table(found: Sequence[Disagreement], codebook: Codebook, say: Speech) -> Table:
    """Return the worklist of two coders and more: code, passage with the question before it, each one's verdict."""
    label = {code.id: say.of(code.label) for code in codebook.codes}
    coders = sorted({verdict.coder for disagreement in found for verdict in disagreement.verdicts})
    columns = [say("disagreed_coder", coder=coder) for coder in coders]
    rows: list[Sequence[str]] = [
        (say("code"), say("by_code_alpha"), say("interview"), say("asked"), say("disagreed_passage"), *columns)
    ]
    for d in found:
        own = {verdict.coder: verdict for verdict in d.verdicts}
        alpha = say("by_code_undefined") if d.alpha is None else say.number(d.alpha, 2)
        quotes = " ".join(say.quoted(quote.text) for quote in d.quotes)
        verdicts = (_verdict(own.get(coder), label, say) for coder in coders)
        rows.append((label[d.code], alpha, d.document, d.question, quotes, *verdicts))
    return Table(f"{say('disagreed')} ({len(found)})", tuple(rows))


def _verdict(verdict: Verdict | None, label: dict[str, str], say: Speech) -> str:
    if verdict is None:
        return say("disagreed_unread")
    others = ", ".join(label[code] for code in verdict.others)
    told = say(f"disagreed_{verdict.stance}")
    return f"{told}; {say('disagreed_others', codes=others)}" if others else told
