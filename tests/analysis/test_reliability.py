"""Alpha and kappa, against published values, against nltk, and by what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.reliability import METRICS, alpha_of, coincidences, kappa, krippendorff

MISSING = float("nan")
REFERENCE = [
    [MISSING if mark == "." else float(mark) for mark in row.split()]
    for row in (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
]
CELL = st.sampled_from([MISSING, 1.0, 2.0, 3.0, 5.0])
METRIC = st.sampled_from(METRICS)


@st.composite
def ratings(draw, most_units=12):
    coders, units = draw(st.integers(2, 4)), draw(st.integers(1, most_units))
    row = st.lists(CELL, min_size=units, max_size=units)
    return np.array(draw(st.lists(row, min_size=coders, max_size=coders)))


@pytest.mark.parametrize(
    ("metric", "value"), [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)]
)
def test_the_reference_data_have_the_published_alpha(metric, value):
    assert alpha_of(REFERENCE, metric) == pytest.approx(value, abs=5e-7)
    assert krippendorff(REFERENCE, metric).value == alpha_of(REFERENCE, metric)


def test_the_reference_data_have_the_published_coincidence_matrix():
    used, matrix = coincidences(REFERENCE)
    assert used.tolist() == [1, 2, 3, 4, 5]
    assert matrix.sum(axis=0) == pytest.approx([9, 13, 10, 5, 3])
    assert matrix.diagonal() == pytest.approx([7, 10, 8, 4, 3])


def test_units_with_fewer_than_two_values_are_dropped():
    found = krippendorff(REFERENCE)
    assert (found.units, found.values) == (11, 40)
    assert alpha_of(np.delete(REFERENCE, 11, axis=1)) == alpha_of(REFERENCE)


@given(ratings())
@settings(deadline=None, max_examples=150)
def test_nominal_alpha_is_that_of_nltk(data):
    from nltk.metrics.agreement import AnnotationTask

    value = alpha_of(data)
    if value is not None:
        paired = np.flatnonzero((~np.isnan(data)).sum(axis=0) > 1)
        rows = [
            (f"c{c}", int(u), int(data[c, u])) for c in range(len(data)) for u in paired if data[c, u] == data[c, u]
        ]
        assert value == pytest.approx(AnnotationTask(data=rows).alpha())


@given(ratings(), METRIC)
def test_alpha_is_that_of_its_definition_pair_by_pair(data, metric):
    units = [[v for v in unit if v == v] for unit in data.T]
    units = [unit for unit in units if len(unit) > 1]
    everything = [v for unit in units for v in unit]

    def apart(one, other):
        if metric == "nominal":
            return float(one != other)
        if metric == "ordinal":
            low, high = sorted((one, other))
            between = sum(low <= v <= high for v in everything)
            return (between - (everything.count(one) + everything.count(other)) / 2) ** 2
        return (one - other) ** 2 / (1 if metric == "interval" else (one + other) ** 2)

    value = alpha_of(data, metric)
    if len(set(everything)) < 2:
        assert value is None
        return
    seen = sum(apart(a, b) / (len(unit) - 1) for unit in units for a in unit for b in unit) / len(everything)
    pairs = len(everything) * (len(everything) - 1)
    expected = sum(apart(a, b) for a in everything for b in everything) / pairs
    assert value == pytest.approx(1 - seen / expected)


@given(ratings(), METRIC, st.randoms())
def test_the_order_of_coders_and_units_does_not_matter(data, metric, random):
    coders, units = list(range(data.shape[0])), list(range(data.shape[1]))
    random.shuffle(coders)
    random.shuffle(units)
    before, after = alpha_of(data, metric), alpha_of(data[np.ix_(coders, units)], metric)
    assert (before is None) == (after is None)
    assert before is None or after == pytest.approx(before)


@given(ratings())
def test_ordinal_alpha_sees_only_the_order_of_values(data):
    before, after = alpha_of(data, "ordinal"), alpha_of(np.exp(data), "ordinal")
    assert before == after


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize(
    "data",
    [[[1, 1], [1, 1]], [[1, MISSING], [MISSING, 2]], [[MISSING], [MISSING]], [[1, 2, 3]], np.empty((2, 0)), [[0], [0]]],
    ids=["one value", "no pair", "nothing given", "one coder", "no units", "zeros"],
)
def test_alpha_is_undefined_and_not_1_where_there_is_nothing_to_compare(data, metric):
    assert alpha_of(data, metric) is None
    found = krippendorff(data, metric)
    assert (found.value, found.interval) == (None, None)


def test_data_that_cannot_be_rated_are_refused():
    with pytest.raises(ValueError, match="coders x units"):
        alpha_of([1, 2, 3])
    with pytest.raises(ValueError, match="infinite"):
        alpha_of([[1, math.inf], [1, 2]])
    with pytest.raises(ValueError, match="negative"):
        alpha_of([[1, -2], [1, 2]], "ratio")
    with pytest.raises(ValueError, match="unknown metric"):
        alpha_of([[1, 2], [1, 2]], "cubic")
    with pytest.raises(ValueError, match="groups needs"):
        krippendorff(REFERENCE, groups=[1, 2])


def _coded(units, share, rng, coders=2):
    truth = rng.integers(0, 2, units).astype(float)
    guess = rng.integers(0, 2, (coders, units)).astype(float)
    return np.where(rng.random((coders, units)) < share, truth, guess)


@pytest.mark.parametrize("metric", METRICS)
def test_the_interval_is_that_of_alpha_worked_out_anew_for_each_resample(metric, monkeypatch):
    monkeypatch.setattr("workbench.analysis.reliability.CELLS", 30)
    data = np.array(REFERENCE)[:, :11]
    rng = np.random.default_rng(np.random.SeedSequence([3, 4]))
    draws = [w for _ in range(30) for w in rng.multinomial(11, np.full(11, 1 / 11), size=2)]
    values = [alpha_of(np.repeat(data, w, axis=1), metric) for w in draws]
    expected = np.quantile([v for v in values if v is not None], [0.025, 0.975])
    assert krippendorff(REFERENCE, metric, resamples=60, seed=3).interval == pytest.approx(expected)


def test_the_interval_is_the_same_for_the_same_seed_and_another_for_another():
    assert krippendorff(REFERENCE, seed=1) == krippendorff(REFERENCE, seed=1)
    data = _coded(60, 0.7, np.random.default_rng(0))
    assert krippendorff(data, seed=1).interval != krippendorff(data, seed=2).interval


def test_more_units_make_the_interval_narrower():
    data = _coded(400, 0.8, np.random.default_rng(0))
    few, many = krippendorff(data[:, :40]).interval, krippendorff(data).interval
    assert many[1] - many[0] < few[1] - few[0]


def test_about_19_intervals_in_20_hold_the_alpha_of_all_units():
    rng = np.random.default_rng(5)
    truth = alpha_of(_coded(200_000, 0.8, rng))
    found = [krippendorff(_coded(100, 0.8, rng), resamples=400, seed=i).interval for i in range(200)]
    assert 0.90 <= np.mean([low <= truth <= high for low, high in found]) <= 0.99


def test_units_drawn_together_do_not_count_as_many():
    data = np.repeat(_coded(40, 0.7, np.random.default_rng(0)), 5, axis=1)
    apart, together = krippendorff(data).interval, krippendorff(data, groups=np.repeat(np.arange(40), 5)).interval
    assert together[1] - together[0] > 1.5 * (apart[1] - apart[0])


def test_no_interval_is_given_where_resampling_cannot_tell():
    data = _coded(400, 0.8, np.random.default_rng(0))
    assert krippendorff(data[:, :9]).interval is None
    assert krippendorff(data, groups=np.arange(400) % 9).interval is None
    assert krippendorff([[0, 1] * 20, [0, 1] * 20]).interval is None


def test_kappa_has_the_published_value():
    assert kappa([[20, 5], [10, 15]])[0] == pytest.approx(0.4)


TABLE = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3)


@given(TABLE)
def test_the_interval_of_kappa_is_that_of_the_delta_method(table):
    found = kappa(table)
    counts = np.array(table, dtype=float)
    if found is None:
        assert np.count_nonzero(counts) <= 1
        return
    n = counts.sum()

    def value(shares):
        total = shares / shares.sum()
        chance = total.sum(axis=1) @ total.sum(axis=0)
        return (np.trace(total) - chance) / (1 - chance)

    shares, slope = counts / n, np.zeros((3, 3))
    for cell in np.ndindex(3, 3):
        step = np.zeros((3, 3))
        step[cell] = 1e-6
        slope[cell] = (value(shares + step) - value(shares - step)) / 2e-6
    error = math.sqrt(max(0.0, (shares * slope**2).sum() - (shares * slope).sum() ** 2) / n)
    assert found[0] == pytest.approx(value(shares))
    low, high = max(-1.0, found[0] - 1.959964 * error), min(1.0, found[0] + 1.959964 * error)
    assert found[1] == pytest.approx((low, high), abs=2e-3)


@pytest.mark.parametrize("table", [[[9, 0], [0, 0]], [[0, 0], [0, 0]]])
def test_kappa_is_undefined_where_one_value_is_used_or_none(table):
    assert kappa(table) is None


@pytest.mark.parametrize("table", [[1, 2], [[1, 2, 3], [4, 5, 6]], [[1, -1], [0, 2]], [[MISSING, 1], [0, 2]]])
def test_kappa_refuses_what_is_no_square_table_of_counts(table):
    with pytest.raises(ValueError, match="square table"):
        kappa(table)
