"""What the choice of people leaves out is said."""

import pytest

from workbench.analysis.sample import SampleWarning, sample_warnings
from workbench.model.brief import Source
from workbench.model.material import Participant


@pytest.fixture
def brief(interview, codebook, material):
    """Make a brief whose sources are of these kinds."""
    own = material([interview("words")], codebook("leak")).brief

    def make(*kinds):
        return own.model_copy(update={"sources": tuple(Source(path="*.txt", kind=kind) for kind in kinds)})

    return make


def people(*relations):
    return [Participant(f"P-{i}", (), relation=relation) for i, relation in enumerate(relations)]


def test_a_mixed_sample_with_customers_warns_of_nothing(brief):
    assert sample_warnings(brief("customer_interview"), people("customer", "former", "prospect", "customer")) == ()


def test_prospects_alone_are_no_customers(brief):
    found = sample_warnings(brief("customer_interview"), people("prospect", "prospect"))
    assert found == (SampleWarning("no_customer", 0, 2),)


def test_former_customers_know_what_a_customer_knows(brief):
    assert sample_warnings(brief("customer_interview"), people("former", "prospect")) == ()


@pytest.mark.parametrize("kinds", [("stakeholder_interview",), ("stakeholder_interview", "benchmark")])
def test_sources_in_which_no_customer_speaks_are_told(brief, kinds):
    assert sample_warnings(brief(*kinds), people("", "")) == (SampleWarning("no_customer", 0, 0),)
    assert sample_warnings(brief(*kinds, "survey"), people("", "")) == ()


@pytest.mark.parametrize("relation", ["customer", "former"])
def test_people_of_one_relation_alone_are_one_sided(brief, relation):
    found = sample_warnings(brief("customer_interview"), people(*[relation] * 4, ""))
    assert found == (SampleWarning("one_sided", 4, 4, relation),)


def test_three_people_are_too_few_to_be_one_sided(brief):
    assert sample_warnings(brief("customer_interview"), people(*["customer"] * 3)) == ()


def test_people_who_are_neither_customers_nor_will_be_are_counted(brief):
    found = sample_warnings(brief("customer_interview"), people("customer", "other", "other", ""))
    assert found == (SampleWarning("other", 2, 3, "other"),)


def test_nothing_is_said_of_relations_nobody_stated(brief):
    assert sample_warnings(brief("customer_interview"), people(*[""] * 9)) == ()


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_the_samples_are_composed_without_fault(sample, name):
    assert sample_warnings(sample(name).brief, sample(name).participants) == ()
