"""BG/NBD with the published answers of the CDNOW customers, and against customers drawn as it says."""

import csv

import numpy as np
import pytest
from conftest import SHARED

from workbench.errors import WorkbenchError
from workbench.simulation.repeat_purchase import Purchases, RepeatModel, fit_repeat_purchase, purchases

CDNOW = SHARED.parent / "events" / "cdnow"
PUBLISHED = RepeatModel(r=0.243, alpha=4.414, a=0.793, b=2.426)


def of(*customers):
    return Purchases(*(np.array(column, dtype=float) for column in zip(*customers, strict=True)))


@pytest.fixture(scope="module")
def cdnow():
    """Return the calibration sample of CDNOW, in weeks."""
    path = CDNOW / "cdnow_customers_summary.csv"
    if not path.is_file():
        pytest.skip(f"the CDNOW customers are not here: {path}")
    with path.open(encoding="utf-8") as rows:
        return of(*((row["frequency"], row["recency"], row["T"]) for row in csv.DictReader(rows)))


@pytest.fixture(scope="module")
def drawn():
    """Return 20,000 customers drawn with known numbers, seen for 50 weeks, and what each bought in the next 50."""
    rng = np.random.default_rng(3)
    model = RepeatModel(r=0.8, alpha=6.0, a=1.2, b=3.0)
    rates = rng.gamma(model.r, 1 / model.alpha, 20_000)
    leaving = rng.beta(model.a, model.b, 20_000)
    rows, later = [], []
    for rate, p in zip(rates, leaving, strict=True):
        time, times = 0.0, []
        while True:
            time += rng.exponential(1 / rate)
            if time > 100:
                break
            times.append(time)
            if rng.random() < p:
                break
        seen = [t for t in times if t <= 50]
        rows.append((len(seen), seen[-1] if seen else 0, 50))
        later.append(len(times) - len(seen))
    return model, of(*rows), np.array(later)


@pytest.mark.real
def test_the_cdnow_customers_give_the_published_numbers(cdnow):
    model = fit_repeat_purchase(cdnow)
    assert (model.r, model.a, model.b) == pytest.approx((0.243, 0.793, 2.426), abs=1e-3)
    assert model.alpha == pytest.approx(4.414, abs=1e-3)
    assert model.log_likelihood(cdnow) == pytest.approx(-9582.4, abs=0.05)


@pytest.mark.real
def test_the_purchases_of_cdnow_are_counted_as_published(cdnow):
    path = CDNOW / "CDNOW_sample.txt"
    rows = [line.split() for line in path.read_text("utf-8").splitlines()]
    days = np.array([f"{d[:4]}-{d[4:6]}-{d[6:]}" for _, _, d, *_ in rows], dtype="datetime64[D]").astype(float)
    end = float(np.datetime64("1997-09-30").astype(int))
    seen = purchases([row[1] for row in rows], days.tolist(), end=end, unit=7.0)
    assert len(seen.repeats) == len(cdnow.repeats) == 2357
    assert (seen.repeats == cdnow.repeats).all()
    assert seen.last == pytest.approx(cdnow.last, abs=0.005)
    assert seen.observed == pytest.approx(cdnow.observed, abs=0.005)


def test_the_published_customer_is_expected_to_buy_1_226_times():
    assert PUBLISHED.expected(of((2, 30.43, 38.86)), 39) == pytest.approx([1.226], abs=5e-4)


def test_numbers_known_are_found_again(drawn):
    model, seen, _ = drawn
    found = fit_repeat_purchase(seen)
    assert found.log_likelihood(seen) >= model.log_likelihood(seen)
    assert found.r / found.alpha == pytest.approx(model.r / model.alpha, rel=0.1)
    assert found.a / (found.a + found.b) == pytest.approx(model.a / (model.a + model.b), rel=0.1)


def test_what_is_expected_is_what_is_bought_later(drawn):
    model, seen, later = drawn
    expected = model.expected(seen, 50)
    assert abs(expected.mean() - later.mean()) <= 4 * later.std() / np.sqrt(len(later))
    often = seen.repeats >= 5
    assert abs(expected[often].mean() - later[often].mean()) <= 4 * later[often].std() / np.sqrt(often.sum())


def test_a_new_customer_buys_as_often_as_customers_did(drawn):
    model, seen, _ = drawn
    error = seen.repeats.std() / np.sqrt(len(seen.repeats))
    assert abs(model.expected_of_new(50) - seen.repeats.mean()) <= 4 * error


def test_who_bought_nothing_again_is_thought_to_be_there_still():
    assert PUBLISHED.alive(of((0, 0, 38.86))) == pytest.approx([1])


def test_a_long_silence_makes_it_likelier_that_one_is_gone():
    late, early = PUBLISHED.alive(of((5, 38, 38.86), (5, 10, 38.86)))
    assert 0 < early < late < 1


def test_nothing_is_expected_in_no_time():
    assert PUBLISHED.expected(of((2, 30, 39), (0, 0, 39)), 0) == pytest.approx([0, 0])


def test_a_beta_with_a_of_1_is_the_limit():
    seen = of((2, 30, 39))
    at, beside = (RepeatModel(0.5, 5, a, 2.5) for a in (1.0, 1.001))
    assert at.expected(seen, 39) == pytest.approx(beside.expected(seen, 39), rel=1e-3)
    assert at.expected_of_new(39) == pytest.approx(beside.expected_of_new(39), rel=1e-3)


def test_two_purchases_of_a_day_are_one_and_those_after_the_end_are_none():
    seen = purchases(["a", "a", "b", "a", "a", "c"], [0, 7, 14, 7, 99, 50], end=28, unit=7.0)
    assert seen.repeats.tolist() == [1, 0]
    assert seen.last.tolist() == [1, 0]
    assert seen.observed.tolist() == [4, 2]


@pytest.mark.parametrize(
    ("customer", "message"),
    [((-1, 0, 5), "repeats >= 0"), ((1, 6, 5), "last <= observed"), ((0, 2, 5), "bought again"), ((1, 0, 5), "again")],
)
def test_customers_that_cannot_be_are_refused(customer, message):
    with pytest.raises(ValueError, match=message):
        of(customer)


def test_nobody_at_all_is_refused():
    with pytest.raises(ValueError, match="one customer or more"):
        purchases([], [], end=5)


def test_nothing_is_learned_from_customers_who_never_bought_again():
    with pytest.raises(WorkbenchError, match="nobody bought again"):
        fit_repeat_purchase(of(*[(0, 0, 20)] * 30))
