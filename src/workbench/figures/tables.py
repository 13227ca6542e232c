"""Tables: what was read, for a researcher's first look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workbench.language.speech import Speech
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


def interviews_table(material: Material, say: Speech) -> Table:
    """Return each interview with its participant, turns, words and replaced words."""
    rows: list[Sequence[str]] = [(say("interview"), say("participant"), say("turns"), say("words"), say("replaced"))]
    for t in material.transcripts:
        counts = (len(t.utterances), len(t.text.split()), len(t.replacements))
        rows.append((t.id, t.participant, *(say.number(count) for count in counts)))
    return Table(say("interviews_caption"), tuple(rows))


def notices_table(material: Material, say: Speech) -> Table:
    """Return the numbered notices of the readers."""
    rows: list[Sequence[str]] = [("n°", say("where"), say("notice"))]
    rows += [(str(i), notice.where, notice.what) for i, notice in enumerate(material.notices, 1)]
    return Table(say("notices", n=len(material.notices)), tuple(rows))
