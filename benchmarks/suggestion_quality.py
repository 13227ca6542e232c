"""Suggestion quality: how often suggested codes are those people gave.

Run as `python -m benchmarks.suggestion_quality`, some minutes. On the open answers everything is
learned from one half and tested on the other, three times; intervals resample answers. On the samples
each interview is suggested from the nine others; intervals resample the ten interviews. The samples'
terms were written with these very interviews at hand, which flatters them, alone or as a hint.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from benchmarks.suggestion_score import Codes, Score, score_table, scored
from benchmarks.suggestion_themes import FOLDER, METHODS, QUESTIONS, answers, halves, plain_codes
from workbench.analysis.suggestion import sentences, suggest
from workbench.analysis.variables import leading
from workbench.model.codebook import Codebook
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.model.suggestion import shared
from workbench.reading.study_folder import read_material

SEEDS = (0, 1, 2)
SAMPLES = ("travel", "consulting")
Place = tuple[str, int, int]


def theme_scores(question: str, methods: Sequence[str] = tuple(METHODS), seeds: Sequence[int] = SEEDS) -> list[Score]:
    """Return the scores of each method on the answers to one question."""
    coded = answers(question)
    themes = sorted({theme for one in coded for theme in one.themes})
    found = []
    for name in methods:
        given: list[Codes] = []
        tested: list[int] = []
        for seed in seeds:
            train, test = halves(len(coded), seed)
            given += METHODS[name]([coded[at] for at in train], [coded[at] for at in test], themes)
            tested += test
        true = [coded[at].themes for at in tested]
        found.append(scored(question, name, given=given, true=true, units=[str(at) for at in tested]))
    return found


def sample_scores(name: str) -> list[Score]:
    """Return the scores on a sample study, each interview suggested from the others."""
    material = read_material(name)
    places = [
        (talk.id, start, end)
        for talk in material.transcripts
        for turn in talk.utterances
        if turn.role == "participant"
        for start, end in sentences(talk, turn)
    ]
    true = _codes(places, [coding for coding in leading(material.codings) if coding.stance == "for"])
    bare = _without_terms(material.codebook)
    ways = {
        "terms of the codebook": _codes(places, suggest(material.transcripts, material.codebook)),
        "workbench, learned and terms": _codes(places, _left_out(material, material.codebook)),
        "workbench, learned without terms": _codes(places, _left_out(material, bare)),
        "TfidfVectorizer + OneVsRest(LogisticRegression)": _plain(material, places, true),
    }
    units = [document for document, _, _ in places]
    return [scored(name, way, given=given, true=true, units=units) for way, given in ways.items()]


def _left_out(material: Material, codebook: Codebook) -> list[Coding]:
    codings = leading(material.codings)
    found: list[Coding] = []
    for talk in material.transcripts:
        others = [coding for coding in codings if coding.evidence.document != talk.id]
        found += suggest([talk], codebook, others, read=[t for t in material.transcripts if t.id != talk.id])
    return found


def _plain(material: Material, places: Sequence[Place], true: Sequence[Codes]) -> list[Codes]:
    codes = [code.id for code in material.codebook.codes]
    words = [material.transcript(document).text[start:end] for document, start, end in places]
    truth = np.array([[code in own for code in codes] for own in true])
    found: list[Codes] = [frozenset()] * len(places)
    for talk in material.transcripts:
        own = [at for at, place in enumerate(places) if place[0] == talk.id]
        rest = [at for at, place in enumerate(places) if place[0] != talk.id]
        given = plain_codes([words[at] for at in rest], truth[rest], [words[at] for at in own], codes)
        for at, codes_given in zip(own, given, strict=True):
            found[at] = codes_given
    return found


def _codes(places: Sequence[Place], codings: Sequence[Coding]) -> list[Codes]:
    by_document: dict[str, list[Coding]] = {}
    for coding in codings:
        by_document.setdefault(coding.evidence.document, []).append(coding)
    return [
        frozenset(
            coding.code
            for coding in by_document.get(document, ())
            if shared((start, end), (coding.evidence.start, coding.evidence.end))
        )
        for document, start, end in places
    ]


def _without_terms(codebook: Codebook) -> Codebook:
    return codebook.model_copy(
        update={"codes": tuple(code.model_copy(update={"terms": ()}) for code in codebook.codes)}
    )


def main() -> int:
    """Print the table; open answers that are not here are named."""
    found: list[Score] = []
    if FOLDER.is_dir():
        for question in QUESTIONS:
            found += theme_scores(question)
    else:
        print(f"open answers: skipped, {FOLDER.name} is not here (../shared, outside the project)")
    for name in SAMPLES:
        found += sample_scores(name)
    print(score_table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
