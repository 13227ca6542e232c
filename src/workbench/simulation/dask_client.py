"""Dask client: the connection to a scheduler that was named, and to nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from workbench.errors import WorkbenchError

PATIENCE = 5.0
"""Seconds a scheduler has to answer."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Give a client of a scheduler; WorkbenchError where Dask is not installed or nobody answers at the address."""
    try:
        import distributed
    except ImportError as error:
        remedy = "pip install 'persona-workbench[cluster]'"
        raise WorkbenchError(f"Dask is not installed, which a cluster needs: {remedy}") from error
    try:
        client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkbenchError(
            f"no Dask scheduler answers at {address}: {error}; start one with `dask scheduler` and give the address "
            "it prints, such as tcp://127.0.0.1:8786"
        ) from error
    try:
        yield client
    finally:
        client.close()
