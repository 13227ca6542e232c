"""Catalogue: every benchmark by name, with how many runs it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks import (
    customers,
    import_time,
    interviews,
    journeys,
    latent_class,
    million,
    report_size,
    studies,
    study_run,
    suggestion_speed,
)
from benchmarks.measurement import Measurement, Skipped


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How to measure, given the number of runs, and how many runs are enough; names of results open with its own."""

    measure: Callable[[int], Sequence[Measurement | Skipped]]
    runs: int


BENCHMARKS = {
    "study": Benchmark(study_run.measure, runs=3),
    "studies": Benchmark(studies.measure, runs=2),
    "report": Benchmark(report_size.measure, runs=1),
    "import": Benchmark(import_time.measure, runs=7),
    "journeys": Benchmark(journeys.measure, runs=5),
    "interviews": Benchmark(interviews.measure, runs=3),
    "suggestions": Benchmark(suggestion_speed.measure, runs=1),
    "classes": Benchmark(latent_class.measure, runs=3),
    "million": Benchmark(million.measure, runs=3),
    "customers": Benchmark(customers.measure, runs=3),
}
