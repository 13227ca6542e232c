"""Interview file: what is said in one file, whatever its format; the study's other files do not matter here."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.brief import Columns, Source
from workbench.model.guess import check_marks
from workbench.model.label import Language
from workbench.model.material import Notice
from workbench.reading.formats.answers import read_answers
from workbench.reading.formats.captions import read_captions
from workbench.reading.formats.chat import chat_turns, is_chat
from workbench.reading.formats.labels import labelled_turns
from workbench.reading.formats.meeting import read_meetings
from workbench.reading.formats.otranscribe import read_otranscribe
from workbench.reading.formats.recogniser import is_recognisers, is_timed_text, read_json, read_tsv, timed_text_turns
from workbench.reading.formats.sbv import read_sbv
from workbench.reading.letters.encoding import decoded
from workbench.reading.letters.mended import mended_turns, read_text_with_notices
from workbench.reading.turns import NAME, Turn

CAPTIONS = (".vtt", ".srt", ".sbv")
TABLES = (".csv", ".xlsx", ".tsv")
DOCUMENTS = (".docx", ".odt", ".pdf")
PLAIN = (".txt", ".md")
LETTERS = (*CAPTIONS, ".csv", ".tsv", ".txt", ".json", ".jsonl", ".otr")
"""Files of text, whose encoding may have to be spoken of."""
FORMATS = (*CAPTIONS, *DOCUMENTS, *PLAIN, *TABLES, ".json", ".jsonl", ".otr")
Spoken = tuple[dict[str, list[Turn]], list[Notice]]
"""Turns of each interview by its document, and notices of what was left out or looks wrong."""


def read_spoken(path: Path, source: Source, language: Language) -> Spoken:
    """Return the turns of each interview of a file, damage repaired where the study asks for it.

    InputError for a file that cannot be read. Damage is told; what was filled in by a rule is marked.
    """
    suffix = path.suffix.lower()
    if suffix in PLAIN and not is_table(path, source):
        turns, notices = _text_turns(path, source, language)
        return {path.stem: turns}, notices
    spoken, notices = _spoken(path, suffix, source)
    if suffix in LETTERS:
        notices = [*decoded(path, source.encoding).notices, *notices]
    mended: dict[str, list[Turn]] = {}
    for document, turns in spoken.items():
        words = "\n".join([turn.words for turn in turns])
        if words.isascii() and "?" not in words:  # nothing in it can be damaged
            mended[document] = turns
            continue
        check_marks(str(path), words)
        mended[document], told = mended_turns(path.name, turns, repair=source.repair, language=language)
        notices = [*notices, *told]
    return mended, notices


def _spoken(path: Path, suffix: str, source: Source) -> Spoken:
    if suffix == ".jsonl":
        return read_meetings(path, source.encoding)
    if is_table(path, source):
        columns = source.columns or Columns(question="question")
        spoken, notices = _answers(path, suffix, columns, source)
        if any(NAME.fullmatch(name) and not re.search(r"\d", name) for name in spoken):
            notices.append(Notice(path.name, "named_rows"))
        return spoken, notices
    turns, notices = _file_turns(path, suffix, source)
    return {path.stem: turns}, notices


def _answers(path: Path, suffix: str, columns: Columns, source: Source) -> Spoken:
    if suffix != ".xlsx":
        return read_answers(path, columns, source.encoding)
    from workbench.reading.formats.sheet import read_sheet  # what reads workbooks costs a third of a second

    return read_sheet(path, columns)


def is_table(path: Path, source: Source) -> bool:
    """Say whether a file is a table of answers: by its ending, or because the study names its columns."""
    suffix = path.suffix.lower()
    if suffix == ".tsv" and source.columns is None:
        return not is_recognisers(path, source.encoding)
    return suffix in TABLES or (suffix == ".txt" and source.columns is not None)


def _file_turns(path: Path, suffix: str, source: Source) -> tuple[list[Turn], list[Notice]]:
    """Return the turns of a file that holds one interview, and notices."""
    if suffix in CAPTIONS:
        read = read_sbv if suffix == ".sbv" else read_captions
        return read(path, source.encoding, source.interviewer), []
    if suffix == ".json":
        return read_json(path, source.encoding)
    if suffix == ".tsv":
        return read_tsv(path, source.encoding), []
    if suffix == ".otr":
        return _labelled(path, read_otranscribe(path, source.encoding), [], source)
    return _labelled(path, *_document(path, suffix), source)


def _document(path: Path, suffix: str) -> tuple[list[str], list[Notice]]:
    """Return the paragraphs of an office file; each library is imported for its own kind alone."""
    if suffix == ".docx":
        from workbench.reading.formats.word import read_word

        return read_word(path)
    if suffix == ".odt":
        from workbench.reading.formats.opendocument import read_opendocument

        return read_opendocument(path)
    from workbench.reading.formats.pdf import read_pdf

    return read_pdf(path)


def _text_turns(path: Path, source: Source, language: Language) -> tuple[list[Turn], list[Notice]]:
    """Return the turns of plain text, which may be a chat or a recogniser's."""
    text, notices = read_text_with_notices(path, source.encoding, repair=source.repair, language=language)
    if path.suffix.lower() == ".txt" and is_chat(text):
        turns, told = chat_turns(path, text)
        return turns, [*notices, *told]
    if path.suffix.lower() == ".txt" and is_timed_text(text):
        return timed_text_turns(text, source.interviewer), notices
    return _labelled(path, text.split("\n"), notices, source)


def _labelled(
    path: Path, paragraphs: list[str], notices: list[Notice], source: Source
) -> tuple[list[Turn], list[Notice]]:
    turns, before = labelled_turns(paragraphs, source.interviewer)
    if not turns and source.monologue:
        return [Turn("", paragraph) for paragraph in paragraphs], notices
    if not turns:
        raise InputError(
            [Problem(str(path), "no speaker label found", before[0][:60] if before else "", "`Name: words` lines")]
        )
    if before:
        first = next(number for number, paragraph in enumerate(paragraphs, 1) if paragraph.strip())
        notices = [*notices, Notice(path.name, "before_labels", {"n": len(before)}, first)]
    return turns, notices
