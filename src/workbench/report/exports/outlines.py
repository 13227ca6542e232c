"""Outlines: the mind tree as files of outliners (OPML 2.0) and mind-map programs (FreeMind)."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from workbench.analysis.mind_tree import Branch
from workbench.figures.leaf_mark import KINDS, known_words, leaf_words
from workbench.language.speech import Speech

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold (W3C, XML 1.0, section 2.2)."""
ICONS = {"action": "forward", "pain": "stop-sign", "opportunity": "idea"}
"""FreeMind's own pictures for the kinds of leaves."""


def opml(tree: Branch, say: Speech) -> str:
    """Return the tree as OPML 2.0; `_kind` and `_known` say what a leaf is and how it is known."""
    root = Xml.Element("opml", version="2.0")
    Xml.SubElement(Xml.SubElement(root, "head"), "title").text = _legal(say.of(tree.text))
    _outline(Xml.SubElement(root, "body"), tree, say)
    return _written(root)


def freemind(tree: Branch, say: Speech) -> str:
    """Return the tree as a FreeMind map (.mm), which Freeplane and XMind read too."""
    root = Xml.Element("map", version="1.0.1")
    _node(root, tree, say)
    return _written(root)


def _outline(parent: Xml.Element, branch: Branch, say: Speech) -> None:
    own = Xml.SubElement(parent, "outline", text=_text(branch, say))
    if branch.kind in KINDS:
        own.set("_kind", say(f"board_{branch.kind}"))
        own.set("_known", known_words(branch, say))
    for child in branch.children:
        _outline(own, child, say)


def _node(parent: Xml.Element, branch: Branch, say: Speech) -> None:
    own = Xml.SubElement(parent, "node", TEXT=_text(branch, say))
    if branch.kind in KINDS:
        Xml.SubElement(own, "icon", BUILTIN=ICONS[branch.kind])
        Xml.SubElement(own, "attribute", NAME=say("board_kind"), VALUE=say(f"board_{branch.kind}"))
        Xml.SubElement(own, "attribute", NAME=say("board_known"), VALUE=known_words(branch, say))
    for child in branch.children:
        _node(own, child, say)


def _text(branch: Branch, say: Speech) -> str:
    return _legal(leaf_words(branch, say))


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)


def _written(root: Xml.Element) -> str:
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
