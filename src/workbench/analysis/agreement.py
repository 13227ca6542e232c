"""Agreement: how far two coders saw the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's nominal alpha over "this turn has this code": 1 full, 0 chance, None undefined."""

    alpha: float | None
    units: int
    documents: tuple[str, ...]
    coders: tuple[str, ...]


def agreement(codings: Iterable[Coding], transcripts: Iterable[Transcript], codebook: Codebook) -> Agreement:
    """Return the agreement on the interviews that at least two persons coded (Krippendorff, 2004).

    A unit is one participant's turn and one code; its value is "for", "against" or "absent". Who
    gave a code both ways in one turn gave it: what was said at least once counts.
    """
    places = {t.id: t for t in transcripts}
    double = {document: coders for document, coders in _given(codings, places).items() if len(coders) > 1}
    if not double:
        return Agreement(None, 0, (), ())
    from nltk.metrics.agreement import AnnotationTask  # costs 0.8 s, needed here alone

    rows = []
    for document, coders in sorted(double.items()):
        turns = [u.start for u in places[document].utterances if u.role == "participant"]
        for coder, given in sorted(coders.items()):
            for start in turns:
                for code in codebook.codes:
                    rows.append((coder, f"{document}:{start}:{code.id}", given.get((start, code.id), "absent")))
    names = tuple(sorted({coder for coders in double.values() for coder in coders}))
    alpha = AnnotationTask(data=rows).alpha() if len({value for *_, value in rows}) > 1 else None
    return Agreement(alpha, len({unit for _, unit, _ in rows}), tuple(sorted(double)), names)


def _given(
    codings: Iterable[Coding], places: Mapping[str, Transcript]
) -> dict[str, dict[str, dict[tuple[int, str], str]]]:
    """Return, by document and coder, the stance given to each turn and code."""
    found: dict[str, dict[str, dict[tuple[int, str], str]]] = {}
    for c in codings:
        if c.origin == "person":
            turn = places[c.evidence.document].utterance_at(c.evidence.start, c.evidence.end)
            unit = turn.start if turn else c.evidence.start, c.code
            own = found.setdefault(c.evidence.document, {}).setdefault(c.coder, {})
            own[unit] = "for" if "for" in (c.stance, own.get(unit)) else c.stance
    return found
