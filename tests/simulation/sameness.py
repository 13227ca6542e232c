"""Sameness: whether two results are the same to the last bit."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from workbench.simulation.totals import Totals
from workbench.simulation.walks import COLUMNS


def same_walks(one, other):
    return [name for name in (*COLUMNS, "control") if not same(getattr(one, name), getattr(other, name))]


def same_totals(one, other):
    names = [field.name for field in fields(Totals) if field.name != "process"]
    return [name for name in names if not same(getattr(one, name), getattr(other, name))]


def same(one, other):
    one, other = np.asarray(one), np.asarray(other)
    return one.dtype == other.dtype and one.tobytes() == other.tobytes()
