"""Customers: invented people who are as a persona's members are, as far as so few members can tell."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import WorkbenchError
from workbench.generating.avoided import Avoided, folded, name_key
from workbench.generating.draws import uniforms
from workbench.generating.invented import DOMAINS, Stock, Stocks, stocks
from workbench.generating.segment import UNTOLD, Segment
from workbench.model.evidence import Status
from workbench.model.label import Language

MOST_CUSTOMERS = 1_000_000
"""Customers made at once; `first` makes the next ones."""
MOST_REDRAWS = 100
"""After so many draws nothing is left to be drawn that is nobody's."""
MOST_PARTS = 3
"""Parts a first name of the lists has at most."""
OWN_COLUMNS = {"age": "age_band", "relation": "relation", "role": "role"}
"""Facts of the persona file with a column of their own; the others are called fact_..."""
NOTE = "synthetic: invented for illustration from persona {persona} of study {study}, seed {seed}; never evidence"

Ints = NDArray[np.int64]
Draw = Callable[[Ints, str], NDArray[np.float64]]


def synthetic_customers(
    segment: Segment, *, n: int, seed: int, language: Language, avoid: Avoided | None = None, first: int = 0
) -> pd.DataFrame:
    """Return customers number `first` to `first` + `n` - 1 of a persona, one a row; every row says it is synthetic.

    Codes and facts follow the posterior mean of the members' counts (see `segment`), each apart from the others:
    what goes together within a segment of a few people is not known. Names are Faker's, towns invented, addresses
    end in example.com, .net or .org. Each value is a function of (seed, study, persona, customer, attribute), by
    the draws of the simulation: neither `n` nor chunks nor another attribute change it. A customer called as
    somebody in `avoid`, or living where one does and differing in no other known quasi-identifier, is called
    otherwise or lives elsewhere. ValueError for `n` out of range; WorkbenchError when nothing is left to draw.
    """
    if not 0 <= n <= MOST_CUSTOMERS or first < 0:
        raise ValueError(f"n must be 0 to {MOST_CUSTOMERS:,} and first at least 0, got {n} and {first}")
    customers = np.arange(first, first + n)
    draw = partial(_drawn, _own_seed(segment, seed))
    facts = {name: _fact(segment, name, draw(customers, f"fact {name}")) for name in segment.facts}
    blank = np.full(n, UNTOLD, dtype=object)
    known = {column: facts.get(name, blank) for name, column in OWN_COLUMNS.items()}
    stock, avoid = stocks(language), avoid or Avoided()
    names, addresses = _called(customers, draw, stock, avoid)
    columns: dict[str, object] = {
        "synthetic": np.full(n, str(Status.SYNTHETIC), dtype=object),
        "study": np.full(n, segment.study, dtype=object),
        "persona": np.full(n, segment.persona, dtype=object),
        "seed": np.full(n, seed),
        "customer": customers,
        "name": names,
        "email": addresses,
        **known,
        "place": _places(customers, draw, stock.town, avoid, known),
    }
    columns |= {f"fact_{name}": values for name, values in facts.items() if name not in OWN_COLUMNS}
    columns |= {f"code_{c}": draw(customers, f"code {c}") < segment.share(c) for c in segment.codes}
    frame = pd.DataFrame(columns)
    frame.attrs["note"] = NOTE.format(persona=segment.persona, study=segment.study, seed=seed)
    return frame


def _own_seed(segment: Segment, seed: int) -> int:
    digest = hashlib.sha256(f"{seed}:{segment.study}:{segment.persona}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _drawn(seed: int, customers: Ints, attribute: str) -> NDArray[np.float64]:
    """Return each customer's number for an attribute, found by its name: a new attribute moves no other."""
    decision = int.from_bytes(hashlib.sha256(attribute.encode()).digest()[:6], "big")
    return uniforms(seed, customers, decision, 0)


def _fact(segment: Segment, name: str, draw: NDArray[np.float64]) -> NDArray[np.object_]:
    shares = segment.shares(name)
    values = np.empty(len(shares), dtype=object)
    values[:] = list(shares)
    return np.asarray(values[np.searchsorted(np.cumsum(list(shares.values()))[:-1], draw, side="right")])


def _called(customers: Ints, draw: Draw, stock: Stocks, avoid: Avoided) -> tuple[list[str], list[str]]:
    taken = _taken_names(stock, avoid)
    first, last = np.zeros_like(customers), np.zeros_like(customers)
    width = len(stock.last.words)
    rows = np.arange(len(customers))
    for attempt in range(MOST_REDRAWS):
        first[rows] = stock.first.places(draw(customers[rows], f"first name {attempt}"))
        last[rows] = stock.last.places(draw(customers[rows], f"last name {attempt}"))
        rows = rows[np.isin(first[rows] * width + last[rows], taken)]
        if not len(rows):
            break
    else:
        raise WorkbenchError("no names are left to invent: the participants bear them all")
    domain = (draw(customers, "domain") * len(DOMAINS)).astype(np.int64)
    names = [f"{a} {b}" for a, b in zip(stock.first.words[first], stock.last.words[last], strict=True)]
    plain_first, plain_last = stock.first.plain, stock.last.plain
    parts = zip(first.tolist(), last.tolist(), customers.tolist(), domain.tolist(), strict=True)
    return names, [f"{plain_first[a]}.{plain_last[b]}.{number}@{DOMAINS[d]}" for a, b, number, d in parts]


def _taken_names(stock: Stocks, avoid: Avoided) -> Ints:
    """Return the pairs of first and last name that are a participant's, as first * (number of last names) + last."""
    lasts, firsts = _by_key(stock.last), _by_key(stock.first)
    taken: set[int] = set()
    for name in avoid.names:
        parts = name.split()
        for size in range(1, min(len(parts), MOST_PARTS + 1)):
            for chosen in combinations(range(len(parts)), size):
                others = " ".join(part for i, part in enumerate(parts) if i not in chosen)
                own = firsts.get(" ".join(parts[i] for i in chosen), ())
                taken |= {i * len(stock.last.words) + j for i in own for j in lasts.get(others, ())}
    return np.array(sorted(taken), dtype=np.int64)


def _by_key(stock: Stock) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, word in enumerate(stock.words):
        found.setdefault(name_key(word), []).append(i)
    return found


def _places(
    customers: Ints, draw: Draw, towns: Stock, avoid: Avoided, known: dict[str, NDArray[np.object_]]
) -> NDArray[np.object_]:
    found = np.zeros_like(customers)
    rows = np.arange(len(customers))
    for attempt in range(MOST_REDRAWS):
        found[rows] = towns.places(draw(customers[rows], f"town {attempt}"))
        rows = rows[_alike(found[rows], towns, avoid, {name: values[rows] for name, values in known.items()})]
        if not len(rows):
            return np.asarray(towns.words[found])
    raise WorkbenchError("no towns are left to invent: the participants live in them all")


def _alike(found: Ints, towns: Stock, avoid: Avoided, known: dict[str, NDArray[np.object_]]) -> NDArray[np.bool_]:
    """Return which customers live where a participant does and differ from that one in nothing that is known."""
    alike = np.zeros(len(found), dtype=np.bool_)
    where = {folded(town): i for i, town in enumerate(towns.words)}
    for one in avoid.people:
        if one.place not in where:
            continue
        same = found == where[one.place]
        for name, values in known.items():
            own = getattr(one, name)
            if own:
                same &= np.array([value == UNTOLD or folded(value) == own for value in values], dtype=np.bool_)
        alike |= same
    return alike
