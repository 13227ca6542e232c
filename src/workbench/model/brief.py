"""Brief: what a study asks, for whom, and where its interviews lie."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from workbench.model.buying import Member
from workbench.model.label import Label, Language, Value

SourceKind = Literal[
    "customer_interview", "stakeholder_interview", "usability_test", "survey", "complaint", "review", "benchmark"
]

ColumnName = Annotated[str, BeforeValidator(lambda name: str(name) if type(name) is int else name)]
"""Name of a column; a number, from 1, where the table has no header."""


class Columns(Value):
    """Which column of a table holds what: one answer a row, or one person a row with several answers."""

    participant: ColumnName | None = Field(
        default="participant", description="who was interviewed; null where each row is another person"
    )
    answer: ColumnName = Field(default="answer", description="the participant's words")
    answers: tuple[ColumnName, ...] = Field(
        default=(), description="open answers of one person in one row; each column's name is its question"
    )
    question: ColumnName | None = Field(default=None, description="the interviewer's words before them")
    order: ColumnName | None = Field(default=None, description="number that puts the rows in order")
    date: ColumnName | None = None
    header: bool = Field(default=True, description="false where the first row is an answer: columns are numbers then")

    @model_validator(mode="after")
    def _asks_one_way(self) -> Self:
        if self.answers and ("answer" in self.model_fields_set or self.question is not None):
            raise ValueError("`answers` are questions and answers already: take `answer` and `question` out")
        return self


class Source(Value):
    """A file, or a pattern of files, that holds interviews."""

    path: str = Field(min_length=1, description="from the study's folder; * and ? allowed")
    kind: SourceKind = "customer_interview"
    interviewer: tuple[str, ...] = Field(default=(), description="labels that mark the interviewer's turns")
    encoding: str = Field(default="utf-8", description="name of the encoding when it is not UTF-8, for instance cp1252")
    columns: Columns | None = Field(default=None, description="for tables")
    repair: bool = Field(default=False, description="true to repair damaged letters; what is guessed is marked ⟦so⟧")
    group: bool = Field(
        default=False, description="true for a focus group, meeting or chat: every speaker is a participant"
    )
    monologue: bool = Field(
        default=False, description="true for files without speaker labels: all words are the participant's"
    )
    citation: str = ""


class Period(Value):
    """First and last day of fieldwork."""

    start: date
    end: date

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"fieldwork ends on {self.end}, before it starts on {self.start}")
        return self


class Brief(Value):
    """The file `study.yml`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", description="name of the study, also of its folders")
    title: Label
    question: Label
    audience: Label
    decisions: tuple[Label, ...] = ()
    sector: str
    market: Literal["b2c", "b2b"]
    language: Language = Field(description="language of the interviews, and of the report by default")
    illustrative: bool = Field(default=False, description="true when the interviews were invented as an example")
    wave: str = ""
    previous: str = Field(
        default="", description="folder inside the study's that holds the persona files of the wave before"
    )
    fieldwork: Period | None = None
    recruitment: Label
    owner: Label
    sources: tuple[Source, ...] = Field(min_length=1)
    buying_group: tuple[Member, ...] = Field(
        default=(), description="who decides with whom, where several people buy together (market b2b)"
    )

    @model_validator(mode="after")
    def _a_group_buys_for_a_firm(self) -> Self:
        if self.buying_group and self.market != "b2b":
            raise ValueError("a buying group belongs to a study with market: b2b")
        return self
