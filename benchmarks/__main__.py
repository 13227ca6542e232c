"""The command `python -m benchmarks`: measure, print, write results.json."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from benchmarks.catalogue import BENCHMARKS
from benchmarks.measurement import Measurement, Skipped
from benchmarks.record import write_record
from benchmarks.table import table

RESULTS = Path(__file__).with_name("results.json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks; each one's results are written as soon as they are there."""
    options = _parser().parse_args(arguments)
    found: list[Measurement | Skipped] = []
    for name in tqdm([options.only] if options.only else list(BENCHMARKS), unit="benchmark", disable=None):
        benchmark = BENCHMARKS[name]
        measured = benchmark.measure(1 if options.quick else benchmark.runs)
        write_record(measured, options.out, benchmark=name, known=BENCHMARKS)
        found += measured
    print(table(found))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed, memory and size.")
    parser.add_argument("--only", choices=tuple(BENCHMARKS), help="run one benchmark; results of others stay")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one run of each, journeys of fewer customers: a first look only",
    )
    parser.add_argument("--out", type=Path, default=RESULTS, metavar="FILE", help="results (benchmarks/results.json)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
