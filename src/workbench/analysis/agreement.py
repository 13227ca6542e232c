"""Agreement: how far two coders saw the same thing."""

from __future__ import annotations

from collections.abc import Iterable
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

    A unit is one participant's turn and one code; its values are given or not given.
    """
    by_document: dict[str, dict[str, set[tuple[int, str]]]] = {}
    places = {t.id: t for t in transcripts}
    for c in codings:
        if c.origin == "person":
            turn = places[c.evidence.document].utterance_at(c.evidence.start, c.evidence.end)
            given = by_document.setdefault(c.evidence.document, {}).setdefault(c.coder, set())
            given.add((turn.start if turn else c.evidence.start, c.code))
    double = {document: coders for document, coders in by_document.items() if len(coders) > 1}
    if not double:
        return Agreement(None, 0, (), ())
    from nltk.metrics.agreement import AnnotationTask  # costs 0.8 s, needed here alone

    rows = []
    for document, coders in sorted(double.items()):
        turns = [u.start for u in places[document].utterances if u.role == "participant"]
        for coder, given in sorted(coders.items()):
            for start in turns:
                for code in codebook.codes:
                    rows.append((coder, f"{document}:{start}:{code.id}", (start, code.id) in given))
    names = tuple(sorted({coder for coders in double.values() for coder in coders}))
    alpha = AnnotationTask(data=rows).alpha() if len({value for *_, value in rows}) == 2 else None
    return Agreement(alpha, len({unit for _, unit, _ in rows}), tuple(sorted(double)), names)
