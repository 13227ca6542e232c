"""Studies of one's own to forget people in: copies of the samples, with a secret key and stored personas."""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from reading.conftest import CODEBOOK, JOURNEY, STUDY

from workbench.forgetting.forgetting import forget
from workbench.forgetting.forgotten import Forgotten
from workbench.model.material import Material, Participant
from workbench.reading.persona_files import write_personas
from workbench.reading.study_folder import read_material, samples_folder
from workbench.study import Study
from workbench.walk import build_personas, code, segment

QUICK = {"resamples": 20}
PEOPLE = {"Ann Hollis": "flour", "Bo Lind": "sugar", "Cy Marsh": "butter", "Di Nolan": "salt"}


@dataclass
class OwnStudy:
    """A study folder in a workspace of its own, with personas, a report and an index."""

    folder: Path

    @property
    def workspace(self) -> Path:
        return self.folder.parent

    @property
    def reports(self) -> Path:
        return self.workspace / "reports"

    @property
    def personas(self) -> Path:
        return self.workspace / "personas" / self.folder.name

    @property
    def material(self) -> Material:
        return read_material(str(self.folder))

    def person(self, place: int) -> Participant:
        return self.material.participants[place]

    def walk(self):
        material, study = self.material, Study(study=str(self.folder), **QUICK)
        codings = code(material)
        return build_personas(material, codings, segment(material, codings, study), study)

    def store(self) -> OwnStudy:
        """Write personas and what a run leaves in the reports' folder."""
        personas = self.walk()
        write_personas(personas, self.personas)
        own = self.reports / self.folder.name
        (own / "notebooks").mkdir(parents=True)
        quotes = "".join(f"<p>{html.escape(e.text)}</p>" for p in personas for c in p.claims for e in c.evidence)
        (own / "report.html").write_text(f"<html>{quotes}</html>", "utf-8")
        (own / "card.json").write_text('{"title": "Own study"}', "utf-8")
        parameters = {
            "metadata": {"papermill": {"parameters": {"study": str(self.folder), **QUICK}}},
            "cells": [quotes],
        }
        (own / "notebooks" / "2_personas.ipynb").write_text(json.dumps(parameters), "utf-8")
        (self.reports / "index.html").write_text("<html>Own study</html>", "utf-8")
        return self

    def forget(self, participant: str, **options) -> Forgotten:
        return forget(str(self.folder), participant, reports=self.reports, **options)

    def text(self) -> str:
        """Return every byte below the workspace as text, archives unpacked, marks and line ends folded."""
        parts = []
        for path in sorted(
            path for path in self.workspace.rglob("*") if path.is_file() and path.name != "pseudonym.key"
        ):
            raws = [path.read_bytes()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    raws += [re.sub(rb"<[^>]*>", b"", archive.read(name)) for name in archive.namelist()]
            parts += [str(path.relative_to(self.workspace)), *(raw.decode("utf-8", "replace") for raw in raws)]
        return " ".join(html.unescape("\n".join(parts)).split())


@pytest.fixture
def own_study(tmp_path, monkeypatch):
    """Return a function that copies a sample into an empty workspace as a study of one's own."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    monkeypatch.chdir(workspace)
    (tmp_path / "key").mkdir()
    (tmp_path / "key" / "pseudonym.key").write_bytes(b"the same people every time: " * 2)
    monkeypatch.setenv("WORKBENCH_KEY_FILE", str(tmp_path / "key" / "pseudonym.key"))

    def copy(sample: str, name: str = "own", keep: int = 0) -> OwnStudy:
        folder = workspace / name
        shutil.copytree(samples_folder() / sample, folder)
        for path in folder.glob("*.yml"):
            text = path.read_text("utf-8").replace("illustrative: true", "illustrative: false")
            path.write_text(text.replace(f"id: {sample}\n", f"id: {name}\n", 1), "utf-8")
        if keep:
            _keep(folder, keep)
        return OwnStudy(folder)

    return copy


@pytest.fixture
def tiny_study(own_study):
    """Return a study of four people that is read in no time."""
    study = own_study("travel")
    shutil.rmtree(study.folder)
    (study.folder / "interviews").mkdir(parents=True)
    brief = STUDY.replace("id: tiny", "id: own").replace("illustrative: true", "illustrative: false")
    codings = "document,quote,code,step,emotion,stance,coder\n"
    people = "document,participant,aliases,role,relation,age\n"
    for number, (name, word) in enumerate(PEOPLE.items(), 1):
        talk = f"Interviewer: How did you come?\n\n{name}: A friend with {word} told me about it at work one day.\n\n"
        talk += f"Interviewer: And then?\n\n{name}: I compared every price for {word} over two long weeks in June.\n"
        (study.folder / "interviews" / f"talk-{number}.txt").write_text(talk, "utf-8")
        codings += f"talk-{number},A friend with {word} told me,friend,look,1,for,A\n"
        codings += f"talk-{number},I compared every price for {word},price,,,for,A\n" if number != 2 else ""
        people += f"talk-{number},{name},,baker,customer,4{number}\n"
    files = {"study.yml": brief, "codebook.yml": CODEBOOK, "journey.yml": JOURNEY}
    for name, text in (files | {"codings.csv": codings, "participants.csv": people}).items():
        (study.folder / name).write_text(text, "utf-8")
    return study


def _keep(folder: Path, n: int) -> None:
    """Leave the first interviews alone, so that everything goes fast."""
    for path in sorted((folder / "interviews").iterdir())[n:]:
        for table in ("participants.csv", "codings.csv"):
            lines = (folder / table).read_text("utf-8").splitlines(keepends=True)
            (folder / table).write_text("".join(x for x in lines if not x.startswith(path.stem + ",")), "utf-8")
        path.unlink()
