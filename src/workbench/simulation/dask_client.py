"""Dask client: the connection to a scheduler that was named, and to nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from workbench.errors import WorkbenchError

PATIENCE = 5.0
"""Seconds a scheduler has to answer."""
ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d{1,5}")


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Give a client of a scheduler; WorkbenchError where Dask is not installed or nobody answers at the address."""
    try:
        import distributed
    except ImportError as error:
        remedy = "pip install 'persona-workbench[cluster]'"
        raise WorkbenchError(f"Dask is not installed, which a cluster needs: {remedy}") from error
    _require_usable(address, distributed)
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


def _require_usable(address: str, distributed: Any) -> None:
    """Raise WorkbenchError for what is no address, or one that needs certificates where there are none."""
    if not ADDRESS.fullmatch(address):
        raise WorkbenchError(
            f"{address!r} is no address of a Dask scheduler; allowed: tcp://HOST:PORT or tls://HOST:PORT, as "
            "`dask scheduler` prints it"
        )
    with_certificates = distributed.Security().get_connection_args("client").get("ssl_context")
    if address.startswith("tls://") and with_certificates is None:
        raise WorkbenchError(
            f"{address} needs certificates: name their files in Dask's configuration (distributed.comm.tls.ca-file, "
            "client.cert and client.key)"
        )
