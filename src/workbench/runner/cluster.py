"""Cluster: studies spread over the workers of a Dask scheduler; the runner that asked publishes and notes each once.

Dask runs a task again when its worker dies, and may run it twice. So a task changes nothing: it returns the
results, and this side writes them.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.reading.study_folder import find_study
from workbench.runner.attempt import attempt
from workbench.runner.cluster_child import ClusterChild
from workbench.runner.identity import Identity, contents_of
from workbench.runner.job import Job
from workbench.runner.notebooks import NAMES
from workbench.runner.options import Options
from workbench.runner.order import Order, read_personas
from workbench.runner.worker_check import differences, surroundings
from workbench.simulation.dask_client import connected

MOST = 256
"""Studies at a time: each takes a thread and the locks of its folders here."""
RARELY = 2.0
"""Seconds between two questions of how many workers there are."""
LONELY = 60.0
"""Seconds that a scheduler may be without workers."""


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, client: Any, notebooks: Path, options: Options) -> None:
        self._client, self._options = client, options
        self._batch = f"workbench-{secrets.token_hex(8)}"
        self._notebooks = notebooks
        self._children: dict[str, ClusterChild] = {}
        self._alone_since, self._looked = math.inf, 0.0
        client.subscribe_topic(self._batch, self._heard)

    def places(self) -> int:
        """Return how many threads the workers have."""
        return min(MOST, max(1, self.threads()))

    def threads(self) -> int:
        """Return how many threads the workers have now."""
        return int(sum(self._client.nthreads().values()))

    def lonely(self) -> str:
        """Say so where the scheduler has been without workers for too long."""
        if time.monotonic() - self._looked > RARELY:
            self._looked = time.monotonic()
            with suppress(Exception):  # a scheduler that does not answer either ends, or is late
                self._alone_since = math.inf if self.threads() else min(self._alone_since, self._looked)
        is_lonely = time.monotonic() - self._alone_since > LONELY
        return f"the scheduler has been without workers for more than {LONELY:g} s" if is_lonely else ""

    def require_alike(self) -> None:
        """Raise WorkbenchError where a worker would make something else than this machine."""
        try:
            found = self._client.run(surroundings)
        except Exception as error:
            raise WorkbenchError(f"the workers cannot run studies ({_words(error)}): {INSTALL}") from error
        own = surroundings()
        wrong = {worker: told for worker, its in sorted(found.items()) if (told := differences(own, its))}
        if wrong:
            worker, told = next(iter(wrong.items()))
            others = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise WorkbenchError(f"the worker {worker}{others} would make other reports than this machine: {told}")

    def start(self, job: Job, run: str, identity: Identity, close: Iterable[int]) -> ClusterChild:  # noqa: ARG002 as any site
        """Return a run that a worker takes once it is released."""
        order = Order(
            batch=self._batch,
            run=run,
            job=job,
            here=str(Path.cwd()),
            identity=identity,
            contents=contents_of(
                job.study.model_dump(mode="json"),
                folder=find_study(job.study.study),
                brief=job.brief,
                notebooks=self._notebooks,
            ),
            notebooks={name: (self._notebooks / f"{name}.ipynb").read_bytes() for name in NAMES},
            personas=read_personas(job.personas),
            prepare=self._options.prepare,
            limits=self._options.limits,
        )
        submit = partial(self._client.submit, attempt, order, key=f"{self._batch}-{run}", pure=False, retries=0)
        self._children[run] = ClusterChild(run, submit, self.lonely, order.personas)
        return self._children[run]

    def _heard(self, event: tuple[float, Any]) -> None:
        said = event[1]
        if isinstance(said, dict) and (child := self._children.get(str(said.get("run")))):
            child.hears(str(said["attempt"]), said["message"])


@contextmanager
def cluster_at(address: str, notebooks: Path, options: Options) -> Iterator[Cluster]:
    """Connect to a scheduler whose workers are like this machine; WorkbenchError where that cannot be."""
    with connected(address) as client:
        cluster = Cluster(client, notebooks, options)
        if not cluster.threads():
            raise WorkbenchError(f"the scheduler at {address} has no workers; start some with `dask worker {address}`")
        cluster.require_alike()
        yield cluster


INSTALL = "every worker needs this workbench and its libraries; install the same requirements.lock there"


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]
