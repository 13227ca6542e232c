"""Machine: what a measurement was made on, without saying whose it is."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Machine:
    """Cores this process may use, memory in GB (10^9 bytes), Python's version, operating system and processor kind."""

    cores: int
    memory_gb: float
    python: str
    platform: str


def this_machine() -> Machine:
    """Describe the machine the benchmarks run on."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(
        cores=allowed,
        memory_gb=round(psutil.virtual_memory().total / 1e9, 1),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
    )
