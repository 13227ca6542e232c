"""Factors of codes, against scikit-learn's factorisation."""

import numpy as np
import pytest
from sklearn.decomposition import non_negative_factorization

from workbench.analysis.factors import factor_weights


def planted():
    return np.kron(np.eye(3), np.ones((3, 4)))


def test_people_of_a_planted_group_share_their_heaviest_factor():
    heaviest = factor_weights(planted(), 3, np.random.default_rng(1)).argmax(axis=1)
    assert len(set(heaviest.tolist())) == 3
    assert all(len(set(heaviest[i : i + 3].tolist())) == 1 for i in (0, 3, 6))


@pytest.mark.parametrize("seed", range(5))
def test_a_table_is_told_about_as_well_as_by_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    table = (rng.random((10, 22)) < 0.4).astype(float)
    weights, factors, _ = non_negative_factorization(table, n_components=3, init="nndsvda", max_iter=2000)
    theirs = np.linalg.norm(table - weights @ factors)
    ours = factor_weights(table, 3, rng)
    fitted = np.linalg.lstsq(ours, table, rcond=None)[0]
    assert np.linalg.norm(table - ours @ fitted) <= 1.1 * theirs


def test_each_table_of_several_has_its_own_factors():
    several = np.stack([planted(), planted()[::-1]])
    heaviest = factor_weights(several, 3, np.random.default_rng(1)).argmax(axis=2)
    assert heaviest.shape == (2, 9)
    assert all(len(set(own[i : i + 3].tolist())) == 1 for own in heaviest for i in (0, 3, 6))


def test_a_table_of_nothing_has_weights_that_are_numbers():
    weights = factor_weights(np.zeros((4, 3)), 2, np.random.default_rng(1))
    assert np.isfinite(weights).all()
    assert (weights >= 0).all()
