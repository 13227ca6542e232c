"""Study export: a study as a project that programs for qualitative analysis open."""

from __future__ import annotations

from pathlib import Path

from workbench.disk.timeless import archive_of
from workbench.disk.whole_file import write_whole_bytes
from workbench.errors import InputError, Problem
from workbench.model.material import Material, Notice
from workbench.reading.formats.labels import labelled_turns
from workbench.reading.projects.labelled_text import ASKING
from workbench.reading.projects.refi_writer import codebook_description, in_bytes, project_description
from workbench.reading.study_folder import read_material
from workbench.reading.turns import merge, original_text


def export_project(study: str, path: Path) -> list[Notice]:
    """Write a study to a .qdpx file (REFI-QDA 1.0, 2019) and return what would not come back the same.

    Names are replaced before anything is written. A file that is there is replaced as a whole.
    InputError for a study that cannot be read and a path of another kind.
    """
    _checked(path, ".qdpx")
    material = read_material(study)
    root, texts = project_description(material)
    parts = {"project.qde": in_bytes(root)}
    parts |= {f"sources/{name}": text.encode("utf-8") for name, text in texts.items()}
    write_whole_bytes(path, archive_of(parts))
    return _changed(material, list(texts.values()))


def export_codebook(study: str, path: Path) -> None:
    """Write the codebook of a study to a .qdc file: names, definitions and parents of the codes."""
    _checked(path, ".qdc")
    material = read_material(study)
    root = codebook_description(material.codebook, material.brief.id, material.brief.language)
    write_whole_bytes(path, in_bytes(root))


def _checked(path: Path, ending: str) -> None:
    if path.suffix.lower() != ending:
        raise InputError([Problem(str(path), "this kind of file is not written", path.suffix, ending)])
    if not path.parent.is_dir():
        raise InputError([Problem(str(path.parent), "no such folder", remedy="make it, or choose another")])


def _changed(material: Material, texts: list[str]) -> list[Notice]:
    """Return a notice for each text whose turns or times would be read otherwise, as where words hold a time mark."""
    notices = []
    for transcript, text in zip(material.transcripts, texts, strict=True):
        turns, before = labelled_turns(text.split("\n"), ASKING)
        read = merge(turns)
        lost = sum(turn.at is not None for turn in transcript.utterances) - sum(turn.at is not None for turn in read)
        if before or original_text(read) != transcript.text:
            notices.append(Notice(transcript.id, "project_turns_change"))
        elif lost:
            notices.append(Notice(transcript.id, "project_times_lost", {"n": lost}))
    return notices
