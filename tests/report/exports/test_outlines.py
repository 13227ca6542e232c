"""OPML and FreeMind: the same tree comes back, whatever its words."""

from __future__ import annotations

import pytest
from conftest import SAMPLES
from figures.boxes import xml_of
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.mind_tree import Branch, mind_tree
from workbench.figures.leaf_mark import leaf_words
from workbench.model.label import Label
from workbench.reading.study_folder import read_material
from workbench.report.exports.outlines import ILLEGAL, freemind, opml

FORMATS = [(opml, "body/outline", "outline", "text"), (freemind, "node", "node", "TEXT")]


def told(branch, say):
    return leaf_words(branch, say), [told(child, say) for child in branch.children]


def read(element, tag, name):
    return element.get(name), [read(child, tag, name) for child in element.findall(tag)]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(("write", "root", "tag", "text"), FORMATS)
def test_the_tree_comes_back_as_it_was(say, name, write, root, tag, text):
    tree = mind_tree(read_material(name).journey)
    element = xml_of(write(tree, say)).find(root)
    assert read(element, tag, text) == told(tree, say)


@pytest.mark.parametrize(("write", "root", "tag", "text"), FORMATS)
@given(words=st.text(min_size=1, max_size=40))
def test_any_words_are_whole_xml(say, write, root, tag, text, words):
    tree = Branch("journey", Label(en=words, fr=words))
    element = xml_of(write(tree, say)).find(root)
    assert element.get(text) == ILLEGAL.sub("", say.of(tree.text))


def test_counts_and_kinds_travel_with_the_leaves(say):
    leaf = Branch("pain", Label(en="leaks", fr="fuit"), mark="reported", x=3, n=4)
    tree = Branch("journey", Label(en="all", fr="tout"), (leaf,))
    found = xml_of(opml(tree, say)).find("body/outline/outline")
    assert found.get("_kind") == say("board_pain")
    assert found.get("_known") == say("status_reported")
    assert say("x_of_n", x=3, n=4) in found.get("text")
    assert xml_of(freemind(tree, say)).find("node/node/icon").get("BUILTIN") == "stop-sign"


def test_no_file_names_the_day_or_the_program(tree, say):
    for written in (opml(tree, say), freemind(tree, say)):
        names = {name for part in xml_of(written).iter() for name in (part.tag, *part.attrib)}
        assert not names & {"dateCreated", "dateModified", "ownerName", "CREATED", "MODIFIED", "ID"}


@pytest.mark.parametrize("write", [opml, freemind])
def test_the_same_tree_gives_the_same_bytes(tree, say, write):
    assert write(tree, say) == write(tree, say)
