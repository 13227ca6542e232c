"""Benchmarks are no part of the installed package: the project's folder is where they are found."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
