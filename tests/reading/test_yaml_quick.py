"""The quick reader gives what the careful one gives, line for line, or nothing."""

from __future__ import annotations

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from workbench.errors import InputError
from workbench.reading.yaml_file import DEEPEST, MOST_VALUES, YamlFile, plain
from workbench.reading.yaml_quick import quick_content

FILES = sorted(
    path
    for folder in ("src/workbench/samples", "src/workbench/starter", "personas", "tests/real")
    for path in (ROOT / folder).rglob("*.yml")
)
TEXTS = [path.read_text("utf-8") for path in FILES]
PIECES = (
    ": ",
    "- ",
    " ",
    "\n",
    "\n  ",
    "#",
    " #",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    ">",
    "|-\n  ",
    ">\n  ",
    "? ",
)
PIECES += ("&a ", "*a", "!x ", "@", "`", "%", "null", "~", "a: b", "- x", "key:", "- - a", ":", "-", "\n\n", "é", "$")
PIECES += ("12:30", "{a:b}", "[a:b]", "{a: b:c}", "[http://x.y]", '"a":1', "\u00a0", "<<: ", "= ", "a:", "  ", "... ")
PIECES += ("---", "? a\n: b", "\u0085", '"x\n  y"', "'it''s'", "{a,b}", "{a: }", "[,]", "a#b", "::", "?a", "[?]", "\r")
PIECES += ("\t", "yes", "010", "1.10", "|#", "#a>-\n")


def _quick(text):
    return quick_content(text, deepest=DEEPEST, most=MOST_VALUES)


def _careful(text):
    file = YamlFile.__new__(YamlFile)
    file.path = ROOT / "any.yml"
    try:
        return file._read_with_care(text)
    except InputError:
        return None


def _lines(node, place=()):
    if isinstance(node, CommentedMap):
        for key in node:
            yield (*place, key), node.lc.key(key)[0]
            yield from _lines(node[key], (*place, key))
    elif isinstance(node, CommentedSeq):
        for at, value in enumerate(node):
            yield (*place, at), node.lc.item(at)[0]
            yield from _lines(value, (*place, at))


def _same(text):
    quick = _quick(text)
    if quick is None:
        return False
    careful = _careful(text)
    assert repr(plain(quick)) == repr(plain(careful))
    assert list(_lines(quick)) == list(_lines(careful))
    return True


@pytest.mark.parametrize("text", TEXTS, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_the_projects_own_files_are_read_alike(text):
    _same(text)


def test_most_files_have_a_quick_answer():
    assert sum(_quick(text) is not None for text in TEXTS) > 0.8 * len(TEXTS)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b\n",
        "a: &x b\nc: *x\n",
        "a: !mine b\n",
        "a: 1\na: 2\n",
        "a:\n  <<: {b: 1}\n",
        "a: 1\n---\nb: 2\n",
        "%YAML 1.1\n---\na: 1\n",
        "? [a]\n: b\n",
        "~: b\n",
        "a: |# no comment\n  b\n",
        'a: "\\u00e9"\n',
        "a: b\u2028c\n",
        "a:\tb\n",
        "- a\n",
        "a\n",
        "",
        "a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1) + "\n",
        "a:\n" + "- b\n" * (MOST_VALUES + 1),
    ],
)
def test_what_is_in_doubt_has_no_quick_answer(text):
    assert _quick(text) is None


@settings(max_examples=400)
@given(st.data())
def test_a_damaged_file_is_read_alike_or_with_care(data):
    text = data.draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    first = data.draw(st.integers(0, max(0, len(text) - 2)))
    part = "".join(text[first : first + data.draw(st.integers(1, 10))])
    for _ in range(data.draw(st.integers(1, 3))):
        at, cut = data.draw(st.integers(0, len(part))), data.draw(st.integers(0, 3))
        part = part[:at] + data.draw(st.sampled_from(PIECES)) + part[at + cut :]
    _same(part)


@settings(max_examples=200)
@given(st.text(alphabet="ab:- \n'\"[]{},#|>?&*!~%=<\u00e9", max_size=40))
def test_any_text_is_read_alike_or_with_care(text):
    _same(text)
    _same(f"a: {text}\n")
