"""File names: what the interviews are called in a report, which must not name whom somebody's file is called after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from workbench.language.speech import Speech
from workbench.model.material import Material, Notice

PLAIN = re.compile(
    "interviews?|entretiens?|transcript(?:ion)?|verbatim|focus|groupe?|session|talk|file|itw?|int|doc|respondent|"
    "participants?|id|wave|vague|traitement|study|codebook|codings|journey|suggestions|names|ratings|yml|csv|tsv|"
    "xlsx|odt|ods|docx|pdf|md|txt|json|jsonl|srt|vtt|sbv|[a-z]",
    re.IGNORECASE,
)
"""Words that lead to nobody; a name made of them and of digits is shown as it is."""
WORD = re.compile(r"[^\W\d_]+")


def shown_names(material: Material, say: Speech) -> dict[str, str]:
    """Return what each document is called in a report: its own name, or a number where that holds other words.

    Files of an illustrative study keep their names. Numbers follow the order of the documents.
    """
    keeps = material.brief.illustrative
    return {
        transcript.id: transcript.id if keeps or is_plain(transcript.id) else say("interview_number", n=number)
        for number, transcript in enumerate(material.transcripts, 1)
    }


def shown_files(material: Material, say: Speech) -> dict[str, str]:
    """Return what each input file is called in a report, in the order of `digests`."""
    keeps, number = material.brief.illustrative, 0
    found: dict[str, str] = {}
    for name in sorted(material.digests):
        number += not (plain := keeps or is_plain(name))
        found[name] = name if plain else say("file_number", n=number)
    return found


def notice_words(material: Material, notice: Notice, say: Speech) -> str:
    """Return a notice in words that name no file after a person."""
    files = {name: shown for path, shown in shown_files(material, say).items() for name in (path, PurePath(path).name)}
    return masked(say.notice(notice), files | shown_names(material, say))


def is_plain(name: str) -> bool:
    """Say whether a name of a file can name nobody: words about interviews, and digits."""
    return all(PLAIN.fullmatch(word) for word in WORD.findall(name))


def masked(text: str, names: Mapping[str, str]) -> str:
    """Return a text with the names of files replaced by what they are called here, whole words, longest first."""
    hidden = sorted((name for name, shown in names.items() if name != shown), key=len, reverse=True)
    if not hidden:
        return text
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in hidden))
    return pattern.sub(lambda found: names[found.group()], text)
