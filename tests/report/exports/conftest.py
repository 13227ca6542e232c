"""A map sheet with everything a cell can hold, and journeys with hostile words."""

from __future__ import annotations

import pytest

from workbench.analysis.map_sheet import (
    Arrow,
    Cell,
    Column,
    Feeling,
    FeelingLine,
    Item,
    LaneRow,
    MapKind,
    MapSheet,
    StageSpan,
)
from workbench.analysis.mind_tree import mind_tree
from workbench.language import Speech
from workbench.model.evidence import Evidence, fingerprint
from workbench.model.label import Label
from workbench.reading.study_folder import read_material

HOSTILE = (
    'say "yes" `x`]: end; #5 (a)\nsection z {b} %%{init: {"theme":"dark"}}%% '
    "<img src=x onerror=alert(1)> | --> & \\ title"
)


@pytest.fixture(scope="session")
def evidence():
    words = "It drips on my papers."
    return Evidence(document="i1", participant="P-1", start=0, end=len(words), text=words, hash=fingerprint(words))


@pytest.fixture(scope="session", params=["en", "fr"])
def say(request):
    return Speech(request.param)


@pytest.fixture(scope="session")
def journey():
    return read_material("startup").journey


@pytest.fixture(scope="session")
def tree(journey):
    return mind_tree(journey)


@pytest.fixture(scope="session")
def hostile(journey):
    """Give every text of a journey the same hostile words."""

    def rename(words=HOSTILE):
        label = Label(en=words, fr=words)

        def under_it(values, **more):
            return tuple(value.model_copy(update={"label": label, **more}) for value in values)

        return journey.model_copy(
            update={
                "title": label,
                "stages": under_it(journey.stages),
                "steps": under_it(journey.steps, actor=("a, b: c", "d\ne")),
                "exits": under_it(journey.exits),
            }
        )

    return rename


@pytest.fixture(scope="session")
def sheet(evidence):
    """Make a sheet of two steps; `text` is that of its first item, stage, step and lane."""

    def make(text="leaks"):
        items = (
            Item(text, "reported", 2, 5, (evidence,), "interviews", "people"),
            Item("is dear", "inferred"),
            Item("bare"),
        )
        return MapSheet(
            kind=MapKind.CURRENT_STATE,
            title="Half turn back",
            about="one persona",
            persona="p1",
            size=5,
            version="1.0",
            stages=(StageSpan("all", text, 2),),
            columns=(Column("look", text, "all", number=1), Column("buy", "Buys", "all", number=2, at=9.5)),
            lanes=(
                LaneRow("pains", text, (Cell(items), Cell((), "no evidence")), note="said", line="visibility"),
                LaneRow("emotions", "Emotions", ()),
            ),
            feelings=(
                FeelingLine(
                    "p1", "Ann", 5, (Feeling("look", -1.5, -2, -1, 3), Feeling("buy", described=1.0, basis="inferred")),
                    "look", "buy",
                ),
            ),
            arrows=(Arrow("back", 1, 0, 0.3, "again", "assumed"), Arrow("out", 1, None, None, "gone")),
            filled=1,
            required=2,
            notes=("a note",),
        )  # fmt: skip

    return make
