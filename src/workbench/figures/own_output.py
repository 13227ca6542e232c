"""Own output: how a page tells what the workbench shows in a notebook from whatever else a cell may show.

A cell's output is a set of kinds, each with its content. Ours carry one kind more, which only code can add: no words
that were said, however they are written, become a kind of output.
"""

from __future__ import annotations

OWN = "application/vnd.persona-workbench.section+json"
"""Kind of output whose `text/html` is ours; its content is plain data about it."""


def own_output(**facts: str) -> dict[str, dict[str, str]]:
    """Return what `_repr_mimebundle_` of something of ours adds to its HTML."""
    return {OWN: facts}
