import numpy as np
import pytest

from analysis.surveys import planted, table_of
from workbench.analysis.class_profile import profile_classes
from workbench.analysis.intervals import wilson
from workbench.analysis.latent_class import fit_classes
from workbench.errors import InputError
from workbench.model.respondents import Variable


@pytest.fixture(scope="module")
def described():
    table, _ = planted(300)
    variables = (*table.variables, Variable("town", "nominal", ("north", "south"), describes=True))
    table = table_of(dict(table.columns) | {"town": np.arange(300) % 2}, variables)
    return table, fit_classes(table, None, 3, seed=1)


def test_shares_are_x_of_n_with_their_interval(described):
    for profile in profile_classes(*described, seed=1):
        for trait in profile.traits + profile.people:
            assert trait.low <= trait.value <= trait.high
            assert trait.apart_low <= trait.apart <= trait.apart_high
            if trait.level:
                assert trait.value == trait.x / trait.n
                assert (trait.low, trait.high) == wilson(trait.x, trait.n)


def test_people_between_classes_are_in_no_profile(described):
    table, classes = described
    profiles = profile_classes(table, classes, seed=1)
    assert sum(profile.n for profile in profiles) + classes.between == len(table)


def test_what_makes_the_classes_stands_out_and_what_does_not_does_not(described):
    for profile in profile_classes(*described, seed=1):
        assert profile.distinct
        assert {trait.variable for trait in profile.people} == {"town"}
        assert not any(trait.distinct for trait in profile.people)
        assert [abs(t.effect) for t in profile.traits] == sorted((abs(t.effect) for t in profile.traits), reverse=True)


def test_classes_of_another_table_are_refused(described):
    table, classes = described
    with pytest.raises(InputError, match="fitted on another table"):
        profile_classes(table.rows(range(5)), classes, seed=1)
