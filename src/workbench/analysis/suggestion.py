"""Suggestion: codings proposed from the codebook's terms and from what was reviewed, always marked machine."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sentencex import segment

from workbench.analysis.decisions import Decisions, Sentence
from workbench.analysis.learning import Learner
from workbench.analysis.terms import Term, Word, spoken_words, term
from workbench.model.codebook import Code, Codebook
from workbench.model.evidence import Coding, quote
from workbench.model.transcript import Transcript, Utterance

MACHINE = "machine"
SENTENCE = re.compile(r".+?(?:[.!?…]+(?=\s)|\Z)", re.DOTALL)
"""A sentence by its closing mark alone."""


@dataclass(frozen=True, slots=True)
class _Rule:
    code: Code
    terms: tuple[Term, ...]
    unless: tuple[Term, ...]
    when_asked: tuple[Term, ...]


class _Rulebook:
    """Rules by the words that can set them off, so that a sentence meets only those it may match."""

    def __init__(self, codebook: Codebook, language: str) -> None:
        self.rules = [_rule(code, language) for code in codebook.codes if code.terms]
        self.by_word: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        self.by_prefix: set[tuple[int, int]] = set()
        for i, rule in enumerate(self.rules):
            for k, own in enumerate(rule.terms):
                for form in own.anchors:
                    self.by_word[form].add((i, k))
                if not own.anchors:
                    self.by_prefix.add((i, k))

    def hits(self, words: list[Word], asked: list[Word]) -> Iterator[tuple[_Rule, Term]]:
        """Yield each rule that these words satisfy, in the codebook's order, with its first matching term."""
        possible = set(self.by_prefix).union(*(self.by_word[f] for word in words for f in word if f in self.by_word))
        done = -1
        for i, k in sorted(possible):
            rule = self.rules[i]
            if i != done and rule.terms[k].is_in(words):
                done = i
                answered = not rule.when_asked or any(term.is_in(asked) for term in rule.when_asked)
                if answered and not any(term.is_in(words) for term in rule.unless):
                    yield rule, rule.terms[k]


def suggest(
    transcripts: Iterable[Transcript],
    codebook: Codebook,
    reviewed: Iterable[Coding] = (),
    rejected: Iterable[Coding] = (),
    *,
    read: Iterable[Transcript] = (),
) -> list[Coding]:
    """Return a machine coding for each sentence of a participant that should get a code.

    A sentence gets a code when one of the code's terms is in it, none of `unless` is, and one of
    `when_asked`, if there are any, is in the question before. A code with enough `reviewed` codings is
    learned instead, from these, from `rejected` ones and from what nobody coded in the transcripts they
    are in, `read` or to be suggested (see `Learner`); its suggestions have a score. What was reviewed or
    rejected is not suggested again, nor are words of which half are the same.
    """
    found: list[Coding] = []
    asked = tuple(transcripts)
    decided = Decisions((*reviewed,), (*rejected,))
    books = {language: _Rulebook(codebook, language) for language in sorted({t.language for t in asked})}
    known = {transcript.id: transcript for transcript in (*asked, *read)}
    learners = {language: Learner() for language in books}
    for language, learner in learners.items() if decided else ():
        own = [known[document] for document in decided.documents if document in known]
        examples = [
            example
            for transcript in own
            if transcript.language == language
            for example in decided.examples(transcript, _sentences(transcript, books[language]), codebook)
        ]
        learner.fit(examples, codebook, language)
    for transcript in asked:
        proposed = _suggest_one(transcript, books[transcript.language], learners[transcript.language], codebook)
        found += (coding for coding in proposed if not decided.holds(coding))
    return found


def uncoded(transcripts: Iterable[Transcript], codings: Iterable[Coding]) -> list[Transcript]:
    """Return the transcripts in which nobody has coded anything by hand."""
    coded = {coding.evidence.document for coding in codings if coding.by_hand}
    return [transcript for transcript in transcripts if transcript.id not in coded]


def sentences(transcript: Transcript, utterance: Utterance) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of a turn, white space at its ends left out."""
    words = transcript.words(utterance)
    position = 0
    for part in _split(words, transcript.language):
        start = words.index(part, position)
        position = start + len(part)
        inner = part.strip()
        if inner:
            first = utterance.start + start + part.index(inner)
            yield first, first + len(inner)


def _split(words: str, language: str) -> list[str]:
    """Return the sentences of some words; none of the words is lost.

    The splitter panics on some words ("A", no-break space, full stop). What it raises then is no
    Exception and has no name that could be imported.
    """
    try:
        return list(segment(language, words))
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        return SENTENCE.findall(words)


def _rule(code: Code, language: str) -> _Rule:
    def terms(texts: tuple[str, ...]) -> tuple[Term, ...]:
        return tuple(term(text, language) for text in texts)

    return _Rule(code, terms(code.terms), terms(code.unless), terms(code.when_asked))


def _sentences(transcript: Transcript, book: _Rulebook) -> list[Sentence]:
    asked: list[Word] = []
    found = []
    for utterance in transcript.utterances:
        if utterance.role == "interviewer":
            asked = spoken_words(transcript.words(utterance), transcript.language)
            continue
        for start, end in sentences(transcript, utterance):
            words = spoken_words(transcript.text[start:end], transcript.language)
            hits = {rule.code.id: hit.text for rule, hit in book.hits(words, asked)}
            found.append(Sentence(start, end, hits))
    return found


def _suggest_one(transcript: Transcript, book: _Rulebook, learner: Learner, codebook: Codebook) -> Iterator[Coding]:
    spoken = _sentences(transcript, book)
    words = [transcript.text[one.start : one.end] for one in spoken]
    judged = learner.judge(words, [one.hits for one in spoken])
    for sentence, judgements in zip(spoken, judged, strict=True):
        given: dict[str, tuple[str, float | None]] = {
            code: (f"“{term}”", None) for code, term in sentence.hits.items() if code not in learner.lessons
        }
        given |= {one.code: (", ".join(f"“{word}”" for word in one.words), one.score) for one in judgements}
        for code in codebook.codes:
            if code.id in given:
                reason, score = given[code.id]
                yield _coding(transcript, sentence, code, reason=reason, score=score)


def _coding(transcript: Transcript, sentence: Sentence, code: Code, *, reason: str, score: float | None) -> Coding:
    return Coding(
        evidence=quote(transcript, sentence.start, sentence.end),
        code=code.id,
        coder=MACHINE,
        origin="machine",
        step=code.step,
        emotion=code.emotion,
        reason=reason,
        score=score,
    )
