"""Suggesting: suggestions.csv of a study written anew, nothing that was decided lost."""

from __future__ import annotations

from pathlib import Path

from workbench.analysis.suggestion import suggest
from workbench.model.suggestion import Suggestion
from workbench.reading.study_folder import own_study, read_material
from workbench.reading.suggestion_file import FILE, read_suggestions, write_suggestions


def suggest_codings(study: str) -> tuple[Path, list[Suggestion]]:
    """Propose codings for every interview of a study; return the file and its rows, decided ones included.

    What was coded, accepted or rejected teaches the suggestions and is not proposed again. InputError
    for a study that cannot be read, and for the samples of an installation, which stay as they are.
    """
    folder = own_study(study)
    material = read_material(study)
    transcripts = {transcript.id: transcript for transcript in material.transcripts}
    earlier = read_suggestions(folder / FILE, transcripts, material.codebook)
    proposed = suggest(
        material.transcripts, material.codebook, material.codings, material.rejected, read=material.transcripts
    )
    return folder / FILE, write_suggestions(folder / FILE, proposed, earlier)
