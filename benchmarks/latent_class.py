"""Latent class: planted classes among 50,000 respondents found again, and their number chosen for 1,000."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, spread
from workbench.analysis.class_choice import choose_classes
from workbench.analysis.latent_class import fit_classes
from workbench.model.respondents import Respondents, Variable

MANY, CHOSEN, CLASSES, EACH = 50_000, 1_000, 4, 6
OURS, PEER = "workbench", "stepmix"
WHAT = "stepmix.StepMix, one random start (the workbench screens 50)"


def measure(runs: int) -> list[Measurement]:
    """Fit 4 classes on 50,000 people x 18 variables beside stepmix, and choose their number on 1,000."""
    from sklearn.metrics import adjusted_rand_score

    table, own = survey(MANY)
    few, _ = survey(CHOSEN)
    answers = np.column_stack([table.columns[variable.name] for variable in table.variables])

    def ours(run: int) -> tuple[float, float]:
        start = time.perf_counter()
        classes = fit_classes(table, None, CLASSES, seed=run)
        taken = time.perf_counter() - start
        return taken, float(adjusted_rand_score(own, classes.posteriors.argmax(axis=1)))

    def peer(run: int) -> tuple[float, float]:
        start = time.perf_counter()
        labels = stepmix_labels(answers, run)
        taken = time.perf_counter() - start
        return taken, float(adjusted_rand_score(own, labels))

    found = alternate({OURS: ours, PEER: peer}, runs, title="latent class")
    times = {name: spread([seconds for seconds, _ in values]) for name, values in found.items()}
    rands = {name: spread([rand for _, rand in values]) for name, values in found.items()}

    def choice(run: int) -> float:
        start = time.perf_counter()
        choose_classes(few, seed=run)
        return time.perf_counter() - start

    chosen = alternate({OURS: choice}, runs, title="number of classes")
    return [
        Measurement("classes.50k", "s", times[OURS], peer=Peer(WHAT, times[PEER])),
        Measurement("classes.rand", "adjusted Rand", rands[OURS], better="higher", peer=Peer(WHAT, rands[PEER])),
        Measurement("classes.choice", "s", spread(chosen[OURS])),
    ]


def stepmix_labels(answers: np.ndarray, seed: int) -> np.ndarray:
    """Return the class of each person as stepmix called directly finds it."""
    from stepmix import StepMix

    parts = {"b": "binary", "n": "categorical", "x": "gaussian_diag"}
    measurement = {name: {"model": model, "n_columns": EACH} for name, model in parts.items()}
    model = StepMix(CLASSES, measurement=measurement, random_state=seed, progress_bar=0)
    return np.asarray(model.fit(answers).predict(answers))


def survey(people: int, seed: int = 1) -> tuple[Respondents, np.ndarray]:
    """Return 6 binary, 6 nominal and 6 numeric answers of people from 4 classes, and the class of each."""
    rng = np.random.default_rng(seed)
    own = rng.choice(CLASSES, people, p=[0.4, 0.3, 0.2, 0.1])
    columns, variables = {}, []
    for kind, levels in (("binary", ("no", "yes")), ("nominal", tuple("abcd")), ("numeric", ())):
        for number in range(EACH):
            name = f"{kind}{number}"
            variables.append(Variable(name, kind, levels))
            if kind == "numeric":
                columns[name] = rng.normal(rng.normal(0, 0.6, CLASSES)[own], 1.0)
            else:
                limits = rng.dirichlet([1.5] * len(levels), CLASSES).cumsum(axis=1)[own, :-1]
                columns[name] = (rng.random(people)[:, None] > limits).sum(axis=1).astype(np.float64)
    return Respondents(tuple(map(str, range(people))), tuple(variables), columns), own
