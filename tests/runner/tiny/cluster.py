"""Cluster: a real Dask scheduler with workers in processes of their own, on this machine alone."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from runner.tiny.project import ROOT
from runner.tiny.runs import processes_of

TESTS = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")])
WAIT = """
import time
Path(f"at-{seed}").touch()
while not Path("go").exists():
    time.sleep(0.01)
"""
"""A cell that waits for `go`."""
KILLER = """
import os, psutil, signal
if seed == 2:
    os.kill(psutil.Process().parents()[2].pid, signal.SIGKILL)
    import time; time.sleep(600)
"""
"""A cell that ends the worker of the cluster, and with it guardian and outpost."""


@contextmanager
def cluster_of(workers: int):
    """Give a cluster whose workers are started again when they end."""
    from distributed import LocalCluster

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = TESTS
    try:
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as running:
            yield running
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


def pids_of(cluster) -> set[int]:
    """Return the numbers of a cluster's workers."""
    return {nanny.pid for nanny in cluster.workers.values() if nanny.pid}


def worker_of(pids: set[int], project: Path) -> int:
    """Return the number of the worker under which a process works in a project's folder."""
    for process in processes_of(project):
        with suppress(psutil.Error):  # one that ends meanwhile
            for parent in process.parents():
                if parent.pid in pids:
                    return parent.pid
    raise AssertionError("no worker of the cluster works here")


def listening(pid: int) -> list:
    """Return the ports that a process and its descendants wait at."""
    process = psutil.Process(pid)
    found = process.net_connections()
    for one in process.children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # one that ends meanwhile
            found += one.net_connections()
    return [connection for connection in found if connection.status == psutil.CONN_LISTEN]
