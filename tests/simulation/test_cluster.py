"""Customers spread over a real Dask cluster."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from simulation.sameness import same_totals
from workbench.errors import WorkbenchError
from workbench.simulation.cluster import total_on
from workbench.simulation.sampler import total
from workbench.simulation.totals import BLOCK

N = 20 * BLOCK + 77


@pytest.fixture(scope="module")
def cluster():
    """Two workers in processes of their own, on this machine alone."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as running:
        yield running


@pytest.mark.parametrize("part", [BLOCK, 3 * BLOCK, 10**6])
def test_a_cluster_gives_the_bytes_of_one_machine(cluster, of_sample, part):
    process = of_sample("travel")
    spread = total_on(cluster.scheduler_address, process, n_journeys=N, seed=9, part=part)
    assert same_totals(spread, total(process, n_journeys=N, seed=9)) == []


def test_a_worker_that_is_killed_leaves_no_trace(cluster, of_sample):
    process, victim = of_sample("travel"), next(iter(cluster.workers.values())).pid
    killer = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
    killer.start()
    spread = total_on(cluster.scheduler_address, process, n_journeys=40 * N, seed=9, part=2 * BLOCK)
    killer.join()
    assert same_totals(spread, total(process, n_journeys=40 * N, seed=9)) == []


def test_an_address_where_nobody_answers_is_named(of_sample, monkeypatch):
    monkeypatch.setattr("workbench.simulation.dask_client.PATIENCE", 0.5)
    with pytest.raises(WorkbenchError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9"):
        total_on("tcp://127.0.0.1:9", of_sample("travel"), n_journeys=100, seed=1)
