"""A journey as a tree: every step once under its stage, quotes and descriptions told apart."""

from __future__ import annotations

import pytest
from conftest import SAMPLES

from workbench.analysis.mapping import Finding, JourneyMap, Lane
from workbench.analysis.mind_tree import leaves, mind_tree
from workbench.model.label import Label
from workbench.model.sourced import Remark


def both(text):
    return Label(en=text, fr=text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_stage_and_step_is_there_once_under_its_stage(sample, name):
    journey = sample(name).journey
    tree = mind_tree(journey)
    assert [stage.text for stage in tree.children] == [stage.label for stage in journey.stages]
    for stage, branch in zip(journey.stages, tree.children, strict=True):
        assert [step.text for step in branch.children] == [step.label for step in journey.steps_of(stage)]


@pytest.mark.parametrize("name", SAMPLES)
def test_steps_have_their_numbers_of_the_journey(sample, name):
    journey = sample(name).journey
    numbers = {step.text: step.number for stage in mind_tree(journey).children for step in stage.children}
    assert numbers == {step.label: i for i, step in enumerate(journey.steps, 1)}


def test_a_stage_without_steps_does_not_grow(journey):
    empty = journey.stages[0].model_copy(update={"id": "none"})
    tree = mind_tree(journey.model_copy(update={"stages": (*journey.stages, empty)}))
    assert len(tree.children) == 1


def test_what_people_said_comes_with_counts_and_what_is_described_with_its_basis(journey, codebook):
    pain = Remark(text=both("dear"), basis="inferred")
    steps = (journey.steps[0].model_copy(update={"pain_points": (pain,)}), *journey.steps[1:])
    journey = journey.model_copy(update={"steps": steps})
    cells = {(step.id, lane): () for step in steps for lane in Lane}
    cells["look", Lane.ACTIONS] = tuple(
        Finding(code, holders, ()) for code, holders in (("a", 3), ("b", 2), ("gone", 1))
    )
    mapped = JourneyMap("p1", 4, cells, {}, {})
    look = mind_tree(journey, codebook("a", "b"), mapped).children[0].children[0]
    assert [(leaf.kind, leaf.text.en, leaf.mark, leaf.x, leaf.n) for leaf in look.children] == [
        ("action", "a", "reported", 3, 4),
        ("action", "b", "reported", 2, 4),
        ("pain", "dear", "inferred", None, None),
    ]
    fewer = mind_tree(journey, codebook("a", "b"), mapped, most=1).children[0].children[0]
    assert [leaf.text.en for leaf in fewer.children] == ["a", "dear"]


def test_leaves_are_the_branches_nothing_grows_from(journey):
    assert leaves(mind_tree(journey)) == len(journey.steps)
