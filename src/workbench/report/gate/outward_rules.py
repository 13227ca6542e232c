"""Outward rules: what makes a page unsafe to open or tells of the machine it was made on, whosever study it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.report.clean_markup import clean_ours
from workbench.report.compact import compact
from workbench.report.gate.finished_page import Element, FinishedPage, finished_page
from workbench.report.gate.kept import Kept
from workbench.report.gate.verdict import Finding
from workbench.report.page import POLICIES

RUNS = re.compile("script|i?frame|object|embed|applet|form|input|button|base|foreignobject|animate.*|set")
FETCHED = re.compile("src(?:set)?|(?:xlink:)?href|data|poster|background|(?:form)?action|ping|cite|manifest")
PATH = re.compile(
    r"(?<![\w:/.~])(?:file:/*)?(?:~/|/(?:home|Users|root|tmp|var|usr|opt|mnt|media|srv|etc|private|work|data|content)/)"
    r"[\w.-]|\b[A-Za-z]:[\\/]{1,2}\w|\\\\[\w.-]+\\\w|ipykernel_\d|\bsite-packages\b|\.ipynb_checkpoints"
)
TRACE = re.compile(
    r"Traceback \(most recent call last\)|\b[A-Z]\w*(?:Warning|Error|Exception): |\bFile \"[^\"]+\", line \d+"
    r"|-{3,}> ?\d+ |\x1b\[|\bIn\[\d+\], line \d+"
)
WIDGET = re.compile(
    r"vnd\.jupyter\.widget|jupyter-widgets|\b(?:IPY_MODEL_|model_id\b)|@jupyter-widgets|\b_options_labels\b"
)
CODE = re.compile(
    r"^\s*(?:import \w+(?:\.\w+)*(?: as \w+)?|from [\w.]+ import \w+|def \w+\(.*\):|# Parameters"
    r"|%\w+ .*|!pip .*)\s*$|\bIn ?\[\d*\]:",
    re.MULTILINE,
)
INPUTS = re.compile(r"jp-(?:Input|Code|OutputArea)|\binput_area\b|hl-ipython|\bcell_input\b|CodeMirror")
NOTEBOOK = re.compile(
    r"\"(?:kernelspec|language_info|nbformat_minor|execution_count|display_name|cell_type)\"\s*:"
    r"|\"papermill\"\s*:\s*\{|\(ipykernel\)"
)
MADE_WITH = re.compile(r"<(?:dc|cc|rdf):|Matplotlib v\d|inkscape:|xmp(?:meta|tk)|\bExif\b|\btE?XIf\b")
STATED = frozenset({"author", "generator", "creator", "producer", "dcterms.creator"})
ADDRESS = re.compile(r"url\(\s*['\"]?(?!data:|#)|@import|image-set\(", re.IGNORECASE)
MAIN = re.compile(r"<main>\n?(.*)</main>", re.DOTALL)


def comments(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find comments: nobody sees them, and everybody who looks does."""
    yield from (Finding("comment", one.line, one.where) for one in page.pieces if one.kind == "comment")


def scripts(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find what runs, sends, or leads elsewhere by itself."""
    for each in page.elements:
        if RUNS.fullmatch(each.name) or (
            each.name == "meta" and each.attributes.get("http-equiv", "").lower() == "refresh"
        ):
            yield Finding("script", each.line, each.inside, each.name)
        for name, value in each.attributes.items():
            plain = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if name.startswith("on") or plain.startswith(("javascript:", "vbscript:", "data:text/html")):
                yield Finding("script", each.line, each.inside, name)


def outside(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find addresses that a browser would fetch on opening the page."""
    for each in page.elements:
        for name, value in each.attributes.items():
            if FETCHED.fullmatch(name) and _is_fetched(each, name, value.strip()):
                yield Finding("outside", each.line, each.inside, f"{name} <{each.name}>")
    for one in page.pieces:
        if (one.kind == "style" or one.where.startswith(("fill", "stroke", "clip-path"))) and ADDRESS.search(
            one.content
        ):
            yield Finding("outside", one.line, one.where, "style")


def _is_fetched(element: Element, name: str, value: str) -> bool:
    if not value or value.startswith(("#", "data:")) or value.lower().startswith("javascript:"):
        return False
    return not (element.name in ("a", "blockquote", "q") and name in ("href", "cite"))


def policy(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find a page whose policy is not ours, or comes after what it governs."""
    head = [each for each in page.elements if not each.inside][:3]
    names = [each.name for each in head]
    first = head[2].attributes if names == ["html", "head", "meta"] else {}
    if first.get("http-equiv") != "Content-Security-Policy" or first.get("content") not in POLICIES:
        yield Finding("policy", head[-1].line if head else 1)


def paths(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find places on somebody's disk."""
    yield from _matching(page, "path", PATH)


def traces(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find warnings and tracebacks."""
    yield from _matching(page, "trace", TRACE)


def widgets(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find widgets and their state, shown or not."""
    yield from _matching(page, "widget", WIDGET)


def code(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find code of the notebook, with whatever its comments say."""
    yield from _matching(page, "code", CODE)
    yield from _matching(page, "code", INPUTS)


def metadata(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find what says who or what made the page: of the notebook, of the document, of its pictures."""
    for each in page.elements:
        if each.name == "metadata" or (each.name == "meta" and each.attributes.get("name", "").lower() in STATED):
            yield Finding("metadata", each.line, each.inside, each.attributes.get("name", each.name))
    yield from _matching(page, "metadata", NOTEBOOK)
    yield from _matching(page, "metadata", MADE_WITH)


def markup(page: FinishedPage, _: Kept) -> Iterator[Finding]:
    """Find anything in the page's content that cleaning would not leave as it is, the last of all defences."""
    found = MAIN.search(page.source)
    content = found[1] if found else page.source
    cleaned = clean_ours(content)
    if content in (cleaned, compact(cleaned)):
        return
    before, after = _shape(content), _shape(cleaned)
    if [one for _, *one in before] != [one for _, *one in after]:
        pairs = zip(before, after, strict=False)
        line = next((line for (line, *one), (_, *other) in pairs if one != other), 0)
        yield Finding("markup", page.source[: found.start(1)].count("\n") + max(line, 1) if found else max(line, 1))


def _shape(markup: str) -> list[tuple[int, str, str]]:
    """Return elements with their attributes, words and comments, as both ways of writing a page have them."""
    page = finished_page(markup)
    told = [(each.line, each.name, repr(sorted(each.attributes.items()))) for each in page.elements if not each.inside]
    return told + [
        (one.line, one.kind, one.content) for one in page.pieces if one.kind in ("words", "digits", "comment")
    ]


def _matching(page: FinishedPage, rule: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for one in page.pieces:
        if pattern.search(one.content):
            yield Finding(rule, one.line, one.where)
