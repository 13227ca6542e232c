"""A page in fewer bytes is the same page."""

import re
from collections import Counter
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures.style import mark
from workbench.model.evidence import Status
from workbench.report.compact import compact
from workbench.report.sections import Report

MARK = re.compile(r'(<svg[^>]* class="mark"[^>]*>).*?</svg>')
SCOPE = re.compile(r'<th scope="(?:row|col)">')
TABLES = ("rowheader", "columnheader", "cell")
WAY = re.compile(r' data-way="[a-z]+"')
AROUND = re.compile(r"\s*(<[^>]+>)\s*")


def _whole(results):
    sections = "".join(section._repr_html_() for section in Report(results))
    head = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>t</title></head>'
    return f"{head}<body>{sections}</body></html>"


def _seen(chromium, html):
    """Return what a browser makes of a page: its elements, and its words as they are shown, line by line."""
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.set_content(html)
    tree, shown = tab.locator("body").evaluate("e => [e.outerHTML, e.innerText]")
    context.close()
    tree = MARK.sub("mark", tree.replace(' xmlns="http://www.w3.org/2000/svg"', ""))
    tree = WAY.sub("", SCOPE.sub("<th>", tree))
    return AROUND.sub(r"\1", tree), [line.strip() for line in shown.splitlines() if line.strip()]


@pytest.mark.browser
def test_a_browser_makes_the_same_of_it(walked, chromium):
    whole = _whole(walked("consulting", "fr"))
    small = compact(whole)
    assert len(small) < 0.92 * len(whole)
    assert _seen(chromium, small) == _seen(chromium, whole)


def _roles(chromium, html):
    """Return what a browser tells assistive programs of a page: how many heads and cells of tables there are."""
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.set_content(html)
    tree = context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    context.close()
    return Counter(node["role"]["value"] for node in tree if node["role"]["value"] in TABLES)


@pytest.mark.browser
def test_heads_of_tables_are_told_to_assistive_programs_as_before(walked, chromium):
    whole = _whole(walked("consulting", "fr"))
    told = _roles(chromium, whole)
    assert min(told[role] for role in TABLES) > 50
    assert _roles(chromium, compact(whole)) == told


def test_words_and_preformatted_text_stay_as_they_are():
    page = '<p>Say class="a b" or  <code>x="1"</code></p>\n\n  <pre>a\n\n   b="c"</pre><p>end</p>'
    assert compact(page) == '<p>Say class="a b" or  <code>x="1"</code></p>\n<pre>a\n\n   b="c"</pre><p>end</p>'


def test_a_mark_is_drawn_once_where_the_page_has_its_drawing():
    own = mark(Status.REPORTED)
    assert "<use" not in compact(own)
    page = f'<svg><symbol id="m-reported">x</symbol></svg>{own}{own}'
    assert compact(page).count("<use href=#m-reported />") == 2


@given(st.text(alphabet="ab&\"' =/é<>", max_size=12), st.text(alphabet="0.42%#(),-/ ", max_size=6))
def test_a_value_is_the_same_whichever_quotes_it_stands_in(said, number):
    page = f'<path aria-label="{escape(said)}" d="{escape(number)}"/>'
    (given_,), (small,) = (BeautifulSoup(each, "html.parser").find_all("path") for each in (page, compact(page)))
    assert small.attrs == given_.attrs
    assert compact(compact(page)) == compact(page)
