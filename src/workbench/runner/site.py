"""Site: where studies are run: in processes of this machine, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

from workbench.runner.child import Child, start
from workbench.runner.cluster_child import ClusterChild
from workbench.runner.identity import Identity
from workbench.runner.job import Job
from workbench.runner.notebooks import Execute
from workbench.runner.options import Options
from workbench.runner.work import Work


class Site(Protocol):
    """A place where studies are run."""

    def places(self) -> int:
        """Return how many studies it can run at a time."""

    def start(self, job: Job, run: str, identity: Identity, close: Iterable[int]) -> Child | ClusterChild:
        """Return a run that begins when it is released; processes forked for it close the handles in `close`."""


class Here:
    """The runner's own machine: a process for each study."""

    def __init__(self, notebooks: Path, options: Options, open_as_long: ExitStack) -> None:
        self._notebooks, self._options, self._open = notebooks, options, open_as_long

    @cached_property
    def _execute(self) -> Execute:
        """The way of executing, made ready before the first process is forked that needs it."""
        return self._open.enter_context(self._options.prepare())

    def places(self) -> int:
        """Return how many processors there are."""
        return cores()

    def start(self, job: Job, run: str, identity: Identity, close: Iterable[int]) -> Child:  # noqa: ARG002 as any site
        """Return a run in a process of its own."""
        return start(Work(job, run, self._notebooks, self._execute), run, close=close)


@contextmanager
def site_of(notebooks: Path, options: Options) -> Iterator[Site]:
    """Give the place that was asked for; WorkbenchError where a cluster does not answer or is none of ours."""
    with ExitStack() as open_as_long:
        if options.cluster:
            from workbench.runner.cluster import cluster_at

            yield open_as_long.enter_context(cluster_at(options.cluster, notebooks, options))
        else:
            yield Here(notebooks, options, open_as_long)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
