"""Options: how a batch is run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from workbench.runner.limits import Limits
from workbench.runner.notebooks import Execute


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run: by what, how many at a time, how long, and whether finished runs are run again.

    `prepare` makes the way of executing ready, once there is something to execute.
    """

    prepare: Callable[[], AbstractContextManager[Execute]]
    workers: int = 1
    """Studies at a time; 0: as many as there are processors, or threads of a cluster's workers."""
    limits: Limits = field(default_factory=Limits)
    again: bool = False
    store: str = ""
    """Address, such as s3://bucket/prefix, that finished runs are sent to as well; empty: none is."""
    cluster: str = ""
    """Address of a Dask scheduler whose workers run the studies; empty: this machine runs them."""
