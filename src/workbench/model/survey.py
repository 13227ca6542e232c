"""Survey: what a questionnaire asked, and which of its answers may make groups of people."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from workbench.model.label import Label, Language, Value
from workbench.model.respondents import Kind, Shape, Variable


class Question(Value):
    """One column of the table of answers."""

    name: str = Field(min_length=1, description="the column's name")
    kind: Kind = Field(description="binary, nominal, ordinal, numeric or count (a whole number from 0)")
    label: Label | None = Field(default=None, description="what was asked, in both languages; the name without it")
    levels: tuple[str, ...] = Field(default=(), description="answers as the table has them, lowest first")
    told: Label | None = Field(
        default=None, description='for a binary question: what its second level means, for instance "finds it cheap"'
    )
    describes: bool = Field(
        default=False, description="true for age, region and the like: it says who people are and never makes groups"
    )
    shape: Shape = Field(default="", description="for numbers: normal, log or bands")

    @property
    def variable(self) -> Variable:
        """Return the question as a variable."""
        return Variable(self.name, self.kind, self.levels, describes=self.describes, shape=self.shape)


class Survey(Value):
    """The file `survey.yml`: a table of answers, a row a person, and how to read it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", description="name of the survey, also of its folder of results")
    title: Label
    question: Label = Field(description="what is to be found out")
    language: Language = Field(description="language of the page by default")
    file: str = Field(min_length=1, description="the table, from the folder of this file; comma, semicolon or tab")
    encoding: str = "utf-8"
    decimal: Literal[".", ","] = Field(default=".", description="decimal sign of the numbers")
    no_answer: tuple[str, ...] | None = Field(
        default=None, description="cells that say nothing; without it: empty, NA, N/A, NaN, null"
    )
    most: int = Field(default=8, ge=1, le=12, description="most groups to look for")
    recruitment: Label = Field(description="how people came to answer: what they may stand for")
    illustrative: bool = Field(default=False, description="true when the answers were made up")
    citation: str = ""
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks_each_once(self) -> Self:
        names = [question.name for question in self.questions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"asked twice: {', '.join(twice)}")
        return self

    def label_of(self, name: str) -> Label:
        """Return what a column asked, in words."""
        found = next((q.label for q in self.questions if q.name == name), None)
        return found or Label(en=name, fr=name)
