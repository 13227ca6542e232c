from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from analysis.surveys import planted, table_of
from workbench.analysis.latent_class import fit_classes
from workbench.analysis.mixture_design import build_design
from workbench.analysis.mixture_em import best_mixture, rows_of
from workbench.errors import InputError
from workbench.model.respondents import Variable
from workbench.reading.survey import read_survey

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "surveys"
STANDARDS = (
    ("carcinoma.csv", [Variable(name, "binary") for name in "ABCDEFG"], -293.705),
    ("gss82.csv", [Variable(name, "nominal") for name in ("PURPOSE", "ACCURACY", "UNDERSTA", "COOPERAT")], -2754.545),
)
shapes = st.tuples(st.integers(30, 80), st.integers(1, 3), st.integers(0, 1000), st.sampled_from([0.0, 0.2]))


@pytest.fixture
def standard():
    def read(name, variables):
        if not (DATA / name).exists():
            pytest.skip(f"not here: {DATA / name}")
        return read_survey(DATA / name, variables)[0]

    return read


@pytest.mark.real
@pytest.mark.parametrize(("name", "variables", "published"), STANDARDS)
def test_the_published_optimum_of_the_standards_is_reached(standard, name, variables, published):
    fit = fit_classes(standard(name, variables), None, 3, seed=1)
    assert round(fit.log_likelihood, 3) == published


@pytest.mark.real
@pytest.mark.parametrize(("name", "variables", "published"), STANDARDS)
def test_the_standards_are_reached_from_99_of_100_seeds(standard, name, variables, published):
    design = build_design(standard(name, variables))
    rows = rows_of(design.matrix, design.counts, design.blocks)
    found = [
        best_mixture(rows, 3, starts=50, rng=np.random.default_rng([seed, 3]), tolerance=1e-8)[0] for seed in range(100)
    ]
    assert sum(float(one.likelihood[0]) > published - 0.01 for one in found) >= 99


@pytest.mark.parametrize("missing", [0.0, 0.2])
def test_stepmix_gives_the_same_log_likelihood_to_the_same_classes(missing):
    stepmix = pytest.importorskip("stepmix")
    table, _ = planted(300, missing=missing, kinds=("binary", "nominal", "numeric"))
    fit = fit_classes(table, None, 3, seed=1)
    names = [variable.name for variable in table.answering]
    data = np.column_stack([table.columns[name] for name in names])
    end = "_nan" if missing else ""
    numbers = "gaussian_diag_nan" if missing else "gaussian_diag"
    parts = {"b": f"binary{end}", "n": f"categorical{end}", "x": numbers}
    peer = stepmix.StepMix(
        3,
        measurement={key: {"model": model, "n_columns": 3} for key, model in parts.items()},
        n_init=5,
        max_iter=3000,
        random_state=1,
        progress_bar=0,
    )
    peer.fit(data)
    assert peer.score(data) * len(data) == pytest.approx(fit.log_likelihood, abs=2e-4 if missing else 2e-3)
    assert peer.n_parameters == fit.parameters


@pytest.mark.parametrize("missing", [0.0, 0.2])
def test_stepmix_agrees_to_a_millionth_on_levels(missing):
    stepmix = pytest.importorskip("stepmix")
    table, _ = planted(300, missing=missing, kinds=("nominal",), each=6)
    fit = fit_classes(table, None, 3, seed=1)
    data = np.column_stack([table.columns[variable.name] for variable in table.answering])
    model = "categorical_nan" if missing else "categorical"
    peer = stepmix.StepMix(
        3, measurement=model, n_init=10, max_iter=5000, abs_tol=1e-13, random_state=1, progress_bar=0
    ).fit(data)
    spoke = ~np.isnan(data).all(axis=1)
    assert peer.score(data[spoke]) * spoke.sum() == pytest.approx(fit.log_likelihood, abs=1e-6)


def test_planted_classes_are_found_again():
    table, own = planted(600, missing=0.1)
    fit = fit_classes(table, None, 3, seed=1)
    assert adjusted_rand_score(own, fit.posteriors.argmax(axis=1)) > 0.95
    assert fit.entropy > 0.9


@settings(max_examples=25)
@given(shapes)
def test_posteriors_sum_to_one_and_the_likelihood_never_falls(shape):
    n, k, seed, missing = shape
    table, _ = planted(n, seed=seed, each=1, missing=missing)
    fit = fit_classes(table, None, k, seed=seed, starts=4)
    assert fit.posteriors.shape == (n, k)
    assert fit.posteriors.sum(axis=1) == pytest.approx(1.0)
    assert np.diff(fit.path).min(initial=0.0) >= -1e-9 * abs(fit.log_likelihood)
    assert list(fit.shares) == sorted(fit.shares, reverse=True)


@settings(max_examples=25)
@given(shapes, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_columns_matters(shape, luck):
    n, k, seed, missing = shape
    table, _ = planted(n, seed=seed, each=1, missing=missing)
    order = list(range(n))
    luck.shuffle(order)
    variables = list(table.variables)
    luck.shuffle(variables)
    other = table_of({v.name: table.columns[v.name][order] for v in variables}, variables)
    one = fit_classes(table, None, k, seed=3, starts=4)
    two = fit_classes(other, variables, k, seed=3, starts=4)
    assert two.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-8)
    assert two.posteriors == pytest.approx(one.posteriors[order], abs=1e-8)


@settings(max_examples=15)
@given(shapes)
def test_doubling_the_rows_keeps_the_classes(shape):
    n, k, seed, missing = shape
    table, _ = planted(n, seed=seed, each=1, missing=missing)
    double = table.rows(np.tile(np.arange(n), 2))
    one = fit_classes(table, None, k, seed=3, starts=4)
    two = fit_classes(double, None, k, seed=3, starts=4)
    assert two.log_likelihood == pytest.approx(2 * one.log_likelihood)
    assert two.shares == pytest.approx(one.shares, abs=1e-5)


def test_what_only_describes_makes_no_classes():
    table, _ = planted(90)
    variables = (*table.variables, Variable("age", "numeric", describes=True))
    other = table_of(dict(table.columns) | {"age": np.arange(90.0)}, variables)
    assert fit_classes(other, None, 2, seed=1).log_likelihood == fit_classes(table, None, 2, seed=1).log_likelihood
    with pytest.raises(InputError, match="only describes people; got age"):
        fit_classes(other, variables, 2, seed=1)


def test_who_answered_nothing_is_counted_and_changes_nothing():
    table, _ = planted(90)
    silent = {name: np.append(column, np.nan) for name, column in table.columns.items()}
    one = fit_classes(table, None, 2, seed=1)
    two = fit_classes(table_of(silent, table.variables), None, 2, seed=1)
    assert (two.silent, two.people, two.labels[-1]) == (1, 90, -1)
    assert two.bic == pytest.approx(one.bic)
    assert tuple(two.posteriors[-1]) == pytest.approx(two.shares)


@pytest.mark.parametrize(
    ("columns", "k", "said"),
    [
        ({"a": [0.0], "b": [1.0]}, 1, "no answers differ; got a: constant; b: constant"),
        ({"a": [np.nan] * 9, "b": [np.nan] * 9}, 1, "no answers differ; got a: unanswered; b: unanswered"),
        ({"a": [0.0, 1] * 20, "b": [1.0] * 40}, 2, "one variable cannot tell classes; got b: constant"),
        ({"a": [0.0, 1] * 4, "b": [0.0, 0, 1, 1] * 2}, 4, "more to estimate than people"),
        ({"a": [0.0, 1] * 4, "b": [0.0, 0, 1, 1] * 2}, 0, "not a number of classes; got 0"),
    ],
)
def test_what_cannot_be_told_is_said(columns, k, said):
    table = table_of(columns, [Variable(name, "binary", ("no", "yes")) for name in columns])
    with pytest.raises(InputError, match=said):
        fit_classes(table, None, k, seed=1)
