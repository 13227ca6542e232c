"""Starter: a study folder of one's own, with comments that guide."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.label import Language
from workbench.reading.journey_files import sectors
from workbench.reading.study_folder import samples_folder

SECTORS = sectors()
NAME = re.compile(r"[a-z][a-z0-9_-]*")
NOTE = {
    "en": "# Taken from the sample `{sector}` as a start: keep what fits your study and change the rest.\n",
    "fr": "# Repris de l'exemple « {sector} » pour commencer : gardez ce qui convient, changez le reste.\n",
}
CODINGS = "document,quote,code,step,emotion,stance,coder\n"
PARTICIPANTS = "document,participant,aliases,role,relation\n"


def start_study(folder: Path, *, sector: str, language: Language) -> Path:
    """Make a study folder; InputError when it exists or its name cannot be an id. Nothing is overwritten."""
    if not NAME.fullmatch(folder.name):
        problem = Problem(folder.name, "this cannot be a study's name", allowed="small letters, digits, - and _")
        raise InputError([problem])
    if sector not in SECTORS:
        raise InputError([Problem(sector, "there is no sample of this sector", allowed=", ".join(SECTORS))])
    if folder.exists():
        raise InputError([Problem(str(folder), "this folder exists already", remedy="choose another name")])
    package = Path(str(files("workbench")))
    sample = samples_folder() / sector
    (folder / "interviews").mkdir(parents=True)
    brief = (package / "starter" / f"study.{language}.yml").read_text("utf-8")
    market = "b2b" if sector in ("consulting", "agency") else "b2c"
    brief = brief.replace("@ID@", folder.name).replace("@SECTOR@", sector).replace("@MARKET@", market)
    (folder / "study.yml").write_text(brief, "utf-8")
    for name in ("codebook.yml", "journey.yml"):
        (folder / name).write_text(_taken(name, sample, language), "utf-8")
    (folder / "codings.csv").write_text(CODINGS, "utf-8")
    (folder / "participants.csv").write_text(PARTICIPANTS, "utf-8")
    shutil.copyfile(package / "starter" / "gitignore", folder / ".gitignore")
    return folder


def _taken(name: str, sample: Path, language: Language) -> str:
    """Return a sample's file as a start; a sector without interviews has no codes, and takes the general ones."""
    if not (sample / name).is_file():
        return files("workbench").joinpath("starter", name).read_text("utf-8")
    text = (sample / name).read_text("utf-8").replace("illustrative: true", "illustrative: false", 1)
    return NOTE[language].format(sector=sample.name) + text
