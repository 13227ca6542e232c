"""Made-up surveys: tables of respondents with classes planted, or with none."""

from __future__ import annotations

import numpy as np

from workbench.model.respondents import Respondents, Variable

KINDS = ("binary", "nominal", "numeric", "count")


def table_of(columns, variables):
    n = len(next(iter(columns.values())))
    arrays = {name: np.asarray(column, dtype=np.float64) for name, column in columns.items()}
    return Respondents(tuple(str(i) for i in range(n)), tuple(variables), arrays)


def planted(n, k=3, seed=1, *, each=3, missing=0.0, kinds=KINDS, strength=1.0):
    """Return a table of `each` variables of every kind, and the class of each person."""
    rng = np.random.default_rng(seed)
    own = np.arange(n) % k
    columns, variables = {}, []
    for kind in kinds:
        for number in range(each):
            name = f"{kind}{number}"
            if kind == "binary":
                chance = 0.5 + strength * np.where(rng.permutation(k) % 2, 0.4, -0.4)
                column, levels = rng.random(n) < chance[own], ("no", "yes")
            elif kind == "nominal":
                chance = np.full((k, 3), 0.1) + 0.7 * np.eye(3)[rng.permutation(k) % 3]
                chance = strength * chance + (1 - strength) / 3
                column, levels = (rng.random(n)[:, None] > chance.cumsum(axis=1)[own]).sum(axis=1), ("a", "b", "c")
            elif kind == "numeric":
                column, levels = rng.normal(strength * 3 * rng.permutation(k)[own], 1.0), ()
            else:
                column, levels = rng.poisson(2 + strength * 6 * rng.permutation(k)[own]), ()
            column = np.asarray(column, dtype=np.float64)
            column[rng.random(n) < missing] = np.nan
            columns[name] = np.clip(column, 0, 2) if kind == "nominal" else column
            variables.append(Variable(name, kind, levels))
    return table_of(columns, variables), own


def independent(n, seed):
    """Return a table of independent answers: binary, nominal, skewed numbers, and counts that are mostly 0."""
    rng = np.random.default_rng(seed)
    columns, variables = {}, []
    for number in range(2):
        columns |= {
            f"b{number}": rng.random(n) < rng.uniform(0.2, 0.8),
            f"n{number}": rng.choice(3, n, p=rng.dirichlet([3, 3, 3])),
            f"x{number}": rng.exponential(1.0, n),
            f"c{number}": rng.poisson(0.7, n),
        }
        variables += [
            Variable(f"b{number}", "binary", ("no", "yes")),
            Variable(f"n{number}", "nominal", ("a", "b", "c")),
            Variable(f"x{number}", "numeric"),
            Variable(f"c{number}", "count"),
        ]
    return table_of(columns, variables), None
