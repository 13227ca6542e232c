"""A journey as a tree: every branch once, nothing over anything else, nothing cut."""

from __future__ import annotations

import pytest
from conftest import SAMPLES

from figures.boxes import outside, size, texts, touching
from workbench.analysis.mind_tree import Branch, mind_tree
from workbench.figures.mind_map import mind_map
from workbench.language import Speech
from workbench.model.label import Label


@pytest.fixture(params=SAMPLES)
def trees(walked, request):
    """Return a sample's tree as described, and filled with what its first persona said."""
    results = walked(request.param)
    journey, book = results.material.journey, results.material.codebook
    return journey, [mind_tree(journey), mind_tree(journey, book, results.maps[0], most=2)]


def both(text):
    return Label(en=text, fr=text)


def written(svg):
    return " ".join(texts(svg))


def test_every_stage_step_and_leaf_is_written_whole(trees, say):
    journey, own = trees
    for tree in own:
        told = written(mind_map(tree, say).svg)
        for stage in journey.stages:
            assert say.of(stage.label) in told
        for i, step in enumerate(journey.steps, 1):
            assert told.count(f"{i}. {say.of(step.label)}") == 1
        for stage in tree.children:
            for step in stage.children:
                assert all(say.of(leaf.text) in told for leaf in step.children)


def test_no_text_lies_over_another_and_none_is_cut(trees, say):
    for tree in trees[1]:
        figure = mind_map(tree, say)
        assert touching(figure.svg) == []
        assert outside(figure.svg) == []
        assert size(figure.svg)[0] <= 1132  # what the page has


def test_the_same_tree_gives_the_same_bytes(trees, say):
    for tree in trees[1]:
        assert mind_map(tree, say) == mind_map(tree, say)


def test_the_table_has_a_row_a_leaf_and_one_for_a_step_without_leaves(trees, say):
    for tree in trees[1]:
        header, *rows = mind_map(tree, say).table
        steps = [step for stage in tree.children for step in stage.children]
        assert len(rows) == sum(max(len(step.children), 1) for step in steps)
        assert {len(row) for row in rows} == {len(header)}
        assert all(cell for row in rows for cell in row)


def leafy(*kinds):
    return tuple(Branch(kind, both(f"leaf {i}"), mark="inferred") for i, kind in enumerate(kinds))


def tree_of(*steps):
    branches = tuple(Branch("step", both(f"step {i}"), own, number=i) for i, own in enumerate(steps, 1))
    return Branch("journey", both("all"), (Branch("stage", both("one"), branches),))


def test_the_finding_names_the_step_with_most_pains_where_there_is_one(say):
    one = mind_map(tree_of(leafy("pain", "pain"), leafy("pain")), say)
    assert "step 1" in one.alt
    tied = mind_map(tree_of(leafy("pain"), leafy("pain")), say)
    assert "step 1" not in tied.alt
    assert tied.alt != mind_map(tree_of((), ()), say).alt


def test_a_tree_without_leaves_is_drawn(say, parsed):
    parsed(mind_map(tree_of((), ()), say).svg)
    parsed(mind_map(Branch("journey", both("nothing")), say).svg)


def test_only_the_marks_that_are_used_are_explained(say):
    told = written(mind_map(tree_of(leafy("pain")), say).svg)
    assert say("board_mark", kind=say("board_pain"), known=say("board_hollow")) in told
    assert say("board_opportunity") not in told


def test_long_words_grow_the_map_and_are_not_cut(say):
    tree = tree_of(tuple(Branch("pain", both("Donaudampfschifffahrt" * 6), mark="assumed") for _ in range(9)))
    figure = mind_map(tree, say)
    assert touching(figure.svg) == []
    assert outside(figure.svg) == []


def test_nobody_asked_is_said():
    assert Speech("en")("mind_map_nobody") in mind_map(tree_of(()), Speech("en")).caption


@pytest.mark.parametrize("title", ["From hearing of it to recommending or giving up", "Une recommandation"])
def test_no_word_of_the_title_is_broken(title, say):
    figure = mind_map(Branch("journey", both(title), (Branch("stage", both("s"), (Branch("step", both("t")),)),)), say)
    lines = texts(figure.svg)
    assert all(any(word in line.split() for line in lines) for word in title.split())
