"""Explore: what the notebook asks for where a journey is looked into, to be touched or standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.figures.drawing import Figure
from workbench.figures.what_if import what_if_strip
from workbench.walk import Results
from workbench.widgets.explorer.journey_explorer import JourneyExplorer
from workbench.widgets.live import is_live

if TYPE_CHECKING:
    from workbench.widgets.explorer.widget import ExplorerWidget


def journey_explorer(results: Results, *, live: bool | None = None) -> ExplorerWidget | Figure:
    """Return the explorer of a study's journey; in a batch run what each intervention gains, as a figure."""
    explorer = JourneyExplorer(results)
    still = what_if_strip(results.what_ifs, results.material.journey, explorer.names, explorer.say)
    if not (is_live() if live is None else live):
        return still
    from workbench.widgets.explorer.widget import ExplorerWidget

    return ExplorerWidget(explorer, still)
