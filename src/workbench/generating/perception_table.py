"""Perception table: scores as lines that people can read."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.generating.perception_score import FEWEST_FOR_INTERVAL, Score
from workbench.language.speech import catalogue

HEAD = ("persona", "construct", "n", "mean (1-7)", "95% interval", "alpha", "left out")
NOTE = (
    "mean of the respondents' means, reversed statements turned round; alpha: Cronbach's, over those who left nothing "
    "out. The constructs are those of the Persona Perception Scale, the statements our own: compare personas of one "
    "study, not with published figures. An alpha below 0.7 says that the statements of a construct do not hang "
    "together, one below 0 often that reversed statements were answered as if they were not."
)
WHY = {"few": "undefined: under 2 complete", "same": "undefined: all the same"}


def perception_table(scores: Sequence[Score]) -> str:
    """Return the scores as a table, with what it does not tell and why."""
    rows = [HEAD, *(_row(score) for score in scores)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if any(score.interval is None for score in scores):
        lines.append(f"no interval: fewer than {FEWEST_FOR_INTERVAL} people answered")
    return "\n".join([*lines, NOTE])


def _row(score: Score) -> tuple[str, ...]:
    interval = f"{score.interval[0]:.2f} to {score.interval[1]:.2f}" if score.interval else "-"
    alpha = f"{score.alpha:.2f}" if score.alpha is not None else WHY[score.why or "few"]
    name = catalogue("en")[f"construct_{score.construct}"]
    return (score.persona, name, str(score.n), f"{score.mean:.2f}", interval, alpha, str(score.left_out))
