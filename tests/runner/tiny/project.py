"""Project: four tiny notebooks and studies to run them on."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from workbench.runner.notebooks import NAMES
from workbench.study import Study

ROOT = Path(__file__).resolve().parents[3]
EFFECT = """
import os
handle = os.open("effects.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
os.write(handle, f"{study} {language or '-'} {seed} {NAME!r}\\n".encode())
os.close(handle)
"""
TRAP = """
from pathlib import Path
trap = Path(f"trap-{study}.py")
trap = trap if trap.is_file() else Path("trap.py")
if trap.is_file():
    exec(compile(trap.read_text("utf-8"), "trap", "exec"))
"""
PERSONAS = """
from pathlib import Path
folder = Path(persona_files) / study
folder.mkdir(parents=True, exist_ok=True)
(folder / "p1.yml").write_text(f"name: somebody of {study}\\n", "utf-8")
"""
SHOW = """
import json
from pathlib import Path
from IPython.display import display
from workbench.figures.own_output import own_output
show = globals().get("show") or (lambda data: display(data, raw=True))
size = int(Path("size.txt").read_text()) if Path("size.txt").is_file() else 10
card = json.dumps({"id": study, "title": study, "question": "?", "headline": "!", "personas": [], "participants": 1,
                   "language": "en", "illustrative": ""})
page = f'<div class="wb" lang="en"><p>{study} {language} {seed}</p>{"x" * size}<p>the end</p></div>'
show({"text/html": page, **own_output(title=study, language="en", card=card)})
"""
CELLS = {"1_interviews": [EFFECT], "2_personas": [PERSONAS], "3_journeys": [TRAP, "after = True"], "4_report": [SHOW]}


def make_project(folder: Path) -> Path:
    """Make a project in a folder and return it; study `one` is in it."""
    (folder / "notebooks").mkdir(parents=True)
    plain = Study().model_dump()
    given = "\n".join(f"{name} = {value!r}" for name, value in plain.items())
    for name in NAMES:
        cells = [new_code_cell(given, metadata={"tags": ["parameters"]}), new_code_cell(f"NAME = {name!r}")]
        cells += [new_code_cell(source.strip()) for source in CELLS[name]]
        for number, cell in enumerate(cells):
            cell.id = f"cell-{number}"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), folder / "notebooks" / f"{name}.ipynb")
    make_study(folder, "one")
    return folder


def make_study(folder: Path, name: str) -> Path:
    """Add a study with one interview and one coding to a project."""
    sample = ROOT / "src/workbench/samples/travel"
    study = folder / name
    (study / "interviews").mkdir(parents=True)
    for part in ("codebook.yml", "journey.yml"):
        shutil.copyfile(sample / part, study / part)
    (study / "interviews" / "anna.txt").write_text("Anna: It was slow.\n", "utf-8")
    (study / "participants.csv").write_text("participant,document\nAnna,anna\n", "utf-8")
    (study / "codings.csv").write_text("document,quote,code,coder\n", "utf-8")
    label = "{en: A study, fr: Une étude}"
    lines = [f"id: {name}", "sector: travel", "market: b2c", "language: en", "illustrative: true"]
    lines += [f"{key}: {label}" for key in ("title", "question", "audience", "recruitment", "owner")]
    lines += ["sources:", "  - path: interviews/*.txt"]
    (study / "study.yml").write_text("\n".join(lines) + "\n", "utf-8")
    return study
