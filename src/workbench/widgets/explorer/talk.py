"""Explorer talk: what the page asks of a journey explorer and what it is told, as plain data."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

from workbench.analysis.map_sheet import Cell, Column, Item, MapSheet
from workbench.figures.map_text import known_by
from workbench.figures.what_if import points
from workbench.language.speech import catalogue
from workbench.report.influence import WHOLE, money
from workbench.simulation.pairs import YES_OR_NO, Comparison, Gain
from workbench.widgets.conversation import Conversation, Message
from workbench.widgets.explorer.journey_explorer import JourneyExplorer

SHOWN = ("kept", "converted", "advocates", "revenue", "cost", "margin", "days", "visits")
PREFIX = "explore_"
TENTH = 0.001
"""Half an interval of shares, below which its ends need more than one decimal of a point."""


class ExplorerTalk(Conversation):
    """A conversation about the journey of one study."""

    def __init__(self, explorer: JourneyExplorer) -> None:
        super().__init__(explorer.say)
        self.explorer = explorer

    @property
    def place(self) -> Path:
        """The folder that is spoken of where a disk fails and says of no file."""
        return self.explorer.folder

    def told(self, asked: Message) -> dict[str, Any]:
        """Return the answer to a message, without its id."""
        kind, explorer = asked["kind"], self.explorer
        if kind == "open":
            return self._opened()
        if kind == "sheet":
            return {"kind": "sheet", **self._sheet(explorer.sheet(asked["map"], asked["persona"]))}
        if kind == "what_if":
            begun = perf_counter()
            found = explorer.what_if(asked["actions"], asked["persona"])
            return {"kind": "what_if", "ms": 1000 * (perf_counter() - begun), **self._comparison(found)}
        if kind == "keep":
            explorer.keep(asked["name"], asked["actions"])
        elif kind == "drop":
            explorer.drop(asked["name"])
        return {"kind": "kept", "scenarios": self._scenarios()}

    def _opened(self) -> dict[str, Any]:
        explorer, say = self.explorer, self.say
        journey = explorer.results.material.journey
        return {
            "kind": "opened",
            "title": say.of(journey.title),
            "read_only": explorer.read_only,
            "personas": [{"id": name, "name": called} for name, called in explorer.names.items()],
            "maps": [{"id": str(kind), "name": say(f"sheet_kind_{kind}")} for kind in explorer.kinds],
            "actions": [
                {"id": action.id, "name": say.of(action.label), "why": say.of(action.why)}
                for action in explorer.interventions
            ],
            "scenarios": self._scenarios(),
        }

    def _scenarios(self) -> list[dict[str, Any]]:
        return [{"name": one.name, "actions": list(one.interventions)} for one in self.explorer.kept()]

    def _sheet(self, sheet: MapSheet) -> dict[str, Any]:
        return {
            "heading": sheet.title,
            "about": sheet.about,
            "columns": [_column(column) for column in sheet.columns],
            "stages": [{"name": stage.label, "span": stage.span} for stage in sheet.stages],
            "lanes": [
                {
                    "id": lane.id,
                    "name": f"{lane.label} · {self.explorer.names[lane.persona]}" if lane.persona else lane.label,
                    "cells": [self._cell(cell) for cell in lane.cells],
                }
                for lane in sheet.lanes
                if lane.cells
            ],
            "feelings": [
                {
                    "name": line.label,
                    "points": [None if p.value is None else self.say.signed(p.value) for p in line.points],
                }
                for line in sheet.feelings
            ],
        }

    def _cell(self, cell: Cell) -> dict[str, Any]:
        return {"empty": cell.empty, "items": [self._item(item) for item in cell.items]}

    def _item(self, item: Item) -> dict[str, Any]:
        counted = item.x is not None and item.n is not None
        return {
            "text": item.text,
            "known": known_by(item, self.say),
            "tag": item.tag,
            "source": item.source,
            "held": self.say("x_of_n", x=item.x, n=item.n) if counted else "",
            "quotes": [{"id": e.id, "who": e.participant, "text": e.text} for e in item.evidence],
        }

    def _comparison(self, found: Comparison) -> dict[str, Any]:
        say, currency = self.say, self.explorer.results.material.journey.currency
        gains = {gain.outcome: gain for gain in found.gains}
        whole = abs(gains["margin"].best.mean) >= WHOLE
        worth = SHOWN if found.break_even else tuple(name for name in SHOWN if name not in ("revenue", "margin"))

        def told(gain: Gain, value: float, *, change: bool) -> str:
            if gain.outcome in YES_OR_NO:
                return points(value, say) if change else say("explore_share", value=say.number(100 * value, 1))
            if gain.outcome in ("revenue", "cost", "margin"):
                return money(value, currency, say, signed=change, whole=whole)
            return say.signed(value, 2) if change else say.number(value, 2)

        def end(gain: Gain, value: float) -> str:
            if gain.outcome in YES_OR_NO:
                return say.signed(100 * value, 1 if gain.best.half >= TENTH else 2)
            return told(gain, value, change=True)

        def row(gain: Gain) -> dict[str, Any]:
            best = gain.best
            return {
                "name": say(f"{PREFIX}{gain.outcome}"),
                "before": told(gain, gain.before, change=False),
                "change": told(gain, best.mean, change=True),
                "range": say("from_to", low=end(gain, best.low), high=end(gain, best.high)) if best.half else "",
                "open": best.low <= 0 <= best.high,
            }

        unknown = say.listed([say(f"lever_cost_{kind}") for kind in dict.fromkeys(c.kind for c in found.unknown)])
        return {
            "rows": [row(gains[name]) for name in worth if name in gains],
            "n": say.number(found.n),
            "met": say.number(found.exposed),
            "unknown": unknown,
        }


def explorer_texts(talk: ExplorerTalk) -> dict[str, str]:
    """Return all words of the explorer by their keys, places for numbers left open."""
    words = {key[len(PREFIX) :]: talk.say(key) for key in catalogue(talk.say.language) if key.startswith(PREFIX)}
    return words | {"language": talk.say.language}


def _column(column: Column) -> dict[str, Any]:
    return {"id": column.id, "name": column.label, "number": column.number}
