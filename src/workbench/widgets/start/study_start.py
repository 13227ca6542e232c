"""Study start: a study of one's own begun, its files taken in, and what was read of them at once; in plain data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from workbench.disk.whole_file import write_whole_bytes
from workbench.errors import InputError, Problem
from workbench.model.label import Language
from workbench.model.material import Material
from workbench.reading.brief_edits import set_in_brief
from workbench.reading.formats.foreign import remedy_for
from workbench.reading.formats.interview_file import FORMATS
from workbench.reading.starter import start_study
from workbench.reading.study_folder import is_sample, read_brief, read_material, samples_folder
from workbench.reading.voices import Voice, voices
from workbench.runner.own_walk import write_walk
from workbench.study import workspace

LARGEST = 50_000_000
"""Bytes of a file that is taken in through a page; larger ones are copied into the folder by hand."""


@dataclass(frozen=True, slots=True)
class Look:
    """What there is of a study now: what was read of it, or what stands in the way; who speaks; files and what for."""

    material: Material | None
    problems: tuple[Problem, ...]
    voices: tuple[Voice, ...]
    files: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Say whether the walk can begin."""
        return self.material is not None


def study_id(title: str) -> str:
    """Return the name of a study's folder made from its title: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if name[:1].isalpha() else f"study-{name}".rstrip("-")


def own_studies(place: Path | None = None) -> dict[str, str]:
    """Return the studies in a folder, by name with their title; the workspace where none is given."""
    found = {}
    for path in sorted((place or workspace()).glob("*/study.yml")):
        try:
            brief = read_brief(path.parent)
        except InputError:
            found[path.parent.name] = path.parent.name
        else:
            found[path.parent.name] = brief.title.in_(brief.language)
    return found


def sample_studies() -> dict[str, str]:
    """Return the samples with interviews, by name with their title."""
    briefs = {path.parent.name: read_brief(path.parent) for path in sorted(samples_folder().glob("*/study.yml"))}
    return {name: brief.title.in_(brief.language) for name, brief in briefs.items()}


class StudyStart:
    """The start of one study: a folder in the workspace, or a sample, which is only looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(
        cls, title: str, *, sector: str, language: Language, question: str = "", decision: str = ""
    ) -> StudyStart:
        """Make a study folder in the workspace, named after its title; InputError when one is there or it has no name.

        What is typed in one language stands in the other, too, until somebody translates it in study.yml.
        """
        if not re.search(r"[^\W_]", title):
            raise InputError([Problem("title", "a study needs a title", repr(title), "letters or digits")])
        folder = start_study(workspace() / study_id(title), sector=sector, language=language)
        typed = {("title",): title, ("question",): question, ("decisions", 0): decision}
        words = {(*at, tongue): said.strip() for at, said in typed.items() if said.strip() for tongue in ("en", "fr")}
        set_in_brief(folder, words)
        return cls(folder)

    @property
    def name(self) -> str:
        """What the study is called where it is run."""
        return self.folder.name

    def add(self, name: str, content: bytes) -> Path:
        """Take in a file; InputError where it is of no kind that is read, or another of that name is there."""
        if is_sample(self.folder):
            raise InputError([Problem(self.name, "this is a sample: it takes no files", remedy="begin a study")])
        plain = Path(name.replace("\\", "/")).name
        suffix = Path(plain).suffix.lower()
        if suffix not in FORMATS or plain.startswith((".", "~$")):
            raise InputError([Problem(name, "unknown kind of file", suffix, ", ".join(FORMATS), remedy_for(suffix))])
        if len(content) > LARGEST:
            what = f"copy it into {self.folder / 'interviews'}"
            raise InputError([Problem(name, "too large to come this way", f"{len(content):,} bytes", remedy=what)])
        path = self.folder / "interviews" / plain
        if path.exists() and path.read_bytes() != content:
            raise InputError([Problem(plain, "another file of that name is there", remedy="rename one of them")])
        path.parent.mkdir(exist_ok=True)
        write_whole_bytes(path, content)
        return path

    def asks(self, labels: Collection[str]) -> None:
        """Note which labels mark the interviewer's turns."""
        set_in_brief(self.folder, {("sources", 0, "interviewer"): sorted(labels)})

    def noted(self) -> set[str]:
        """Return the labels that mark the interviewer's turns, in small letters."""
        return {label.casefold() for source in read_brief(self.folder).sources for label in source.interviewer}

    def look(self) -> Look:
        """Read all there is, and return what came of it; nothing is raised for what a person has to mend."""
        files = tuple(sorted(path.name for path in (self.folder / "interviews").glob("*") if path.name[0] not in ".~"))
        heard: tuple[Voice, ...] = ()
        try:
            heard = tuple(voices(self.folder))
            return Look(read_material(str(self.folder)), (), heard, files)
        except InputError as error:
            return Look(None, error.problems, heard, files)

    def walk(self) -> list[Path]:
        """Return the walk's notebooks for this study, made where they are not there yet."""
        name = self.name if is_sample(self.folder) or self.folder.parent == workspace() else str(self.folder)
        return write_walk(workspace(), name, read_brief(self.folder).language)
