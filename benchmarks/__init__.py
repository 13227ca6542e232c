"""Benchmarks: what the workbench costs in time, memory and size, beside what one would use instead."""
