"""Survey file: survey.yml with its table of answers, and a first draft of one from a table alone."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.model.respondents import Kind, Respondents
from workbench.model.survey import Survey
from workbench.reading.survey import NO_ANSWER, read_survey
from workbench.reading.table import read_table
from workbench.reading.yaml_file import YamlFile

FEW_LEVELS, MOST_LEVELS = 12, 50
DRAFT = """\
# A first draft, guessed from {file}: look at every line before you trust what comes of it.
# kind: binary, nominal (answers without an order), ordinal (lowest first), numeric, count (a whole number from 0).
# describes: true keeps a column (age, region...) from making groups; it then only says who is in them.
"""
DESCRIBING = (
    "age", "sex", "gender", "sexe", "genre", "birth", "naissance", "region", "country", "pays", "city", "ville",
    "education", "marital", "income", "revenu", "job", "metier", "profession", "postcode", "kid", "teen",
)  # fmt: skip
"""Parts of names of columns that say who people are."""


def read_survey_file(path: Path) -> tuple[Survey, Respondents, list[Notice]]:
    """Return a survey, its respondents and what was left out; InputError names file and line of all that does not fit.

    `path` is survey.yml or the folder it lies in.
    """
    path = path / "survey.yml" if path.is_dir() else path
    survey = YamlFile(path).model(Survey)
    table = path.parent / survey.file
    if not table.is_file():
        raise InputError([Problem(str(path), "no such table", survey.file, remedy=f"looked for {table}")])
    silent = NO_ANSWER if survey.no_answer is None else survey.no_answer
    variables = [question.variable for question in survey.questions]
    people, notices = read_survey(table, variables, no_answer=silent, decimal=survey.decimal, encoding=survey.encoding)
    return survey, people, notices


def draft_survey(table: Path) -> Path:
    """Write survey.yml beside a table of answers, every column's kind guessed; return its path.

    Columns whose answers nearly all differ are left out: they name people or were open questions.
    InputError where a survey.yml is there already.
    """
    path = table.parent / "survey.yml"
    if path.exists():
        raise InputError(
            [Problem(str(path), "there is one already", remedy="move it away, or give it in place of the table")]
        )
    rows, _ = read_table(table, [], "utf-8", header=True)
    if not rows:
        raise InputError([Problem(str(table), "no respondents", "a header alone", "a row a person")])
    columns = {name: [row[name].strip() for _, row in rows] for name in rows[0][1] if name}
    questions = [_question(name, cells) for name, cells in columns.items()]
    name = "".join(mark if mark.isascii() and mark.isalnum() else "_" for mark in table.stem.lower()).strip("_")
    title = table.stem.replace("_", " ").capitalize()
    content = {
        "id": name if name[:1].isalpha() else f"survey_{name}",
        "title": {"en": title, "fr": title},
        "question": {"en": "Which kinds of people answered?", "fr": "Quels types de personnes ont répondu ?"},
        "language": "en",
        "file": table.name,
        "recruitment": {
            "en": "How people came to answer is not told yet.",
            "fr": "Le recrutement n’est pas encore dit.",
        },
        "questions": [question for question in questions if question],
    }
    text = StringIO()
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(content, text)
    write_whole(path, DRAFT.format(file=table.name) + text.getvalue())
    return path


def _question(name: str, cells: list[str]) -> dict[str, Any] | None:
    said = [cell for cell in cells if cell not in NO_ANSWER]
    levels = set(said)
    if len(levels) < 2:
        return None
    kind = _kind(said, levels)
    if kind is None:
        return None
    question: dict[str, Any] = {"name": name, "kind": kind}
    if any(part in name.lower() for part in DESCRIBING):
        question["describes"] = True
    return question


def _kind(said: list[str], levels: set[str]) -> Kind | None:
    if len(levels) == 2:
        return "binary"
    numbers = [_number(cell) for cell in levels]
    if all(number is not None for number in numbers):
        whole = all(number is not None and number == int(number) for number in numbers)
        if whole and len(levels) <= FEW_LEVELS:
            return "ordinal"
        if whole and len(levels) > 0.9 * len(said):
            return None
        return "count" if whole and min(number or 0.0 for number in numbers) >= 0 else "numeric"
    return "nominal" if len(levels) <= MOST_LEVELS and len(levels) < len(said) / 2 else None


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
