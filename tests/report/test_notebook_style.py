"""The report's style in a notebook: it dresses sections of the report, and nothing else of the page."""

from __future__ import annotations

import re

import pytest

from workbench.report.dress import notebook_style

PAGE = """<!doctype html>
<style>.host dl dt{{float:left;width:20%}}.host td{{text-align:right}}</style>
<main class="host">
<div class="host"><style>{style}</style><div class="wb"><h2 id="ours">A</h2><dl class="facts"><dt>a</dt><dd>b</dd></dl>
<table class="map"><tr><td id="cell">c</td></tr></table></div></div>
<h2 id="theirs">B</h2><table class="map" id="map"><tr><td>d</td></tr></table>
<p class="status" id="status">e</p></main>"""
COMPUTED = "([id, name]) => getComputedStyle(document.getElementById(id) ?? document.querySelector(id))[name]"


@pytest.mark.browser
def test_it_dresses_sections_of_the_report_and_nothing_beside_them(chromium):
    page = chromium.new_page()
    page.set_content(PAGE.format(style=notebook_style()))

    bare = chromium.new_page()
    bare.set_content(re.sub("<style>.*</style>", "", PAGE.format(style="")))

    def style(where, name, on=page):
        return on.evaluate(COMPUTED, [where, name])

    for where, names in {
        "theirs": ("fontFamily", "fontSize", "borderTopWidth"),
        "map": ("borderTopWidth", "fontSize"),
        "status": ("whiteSpace", "fontSize"),
        "main": ("maxWidth", "paddingLeft"),
    }.items():
        for name in names:
            assert style(where, name) == style(where, name, bare), (where, name)
    assert style("ours", "borderTopWidth") == "3px"
    assert "Georgia" in style(".wb", "fontFamily")
    assert style("cell", "textAlign") == "left"
    assert style(".facts dt", "float") == "none"
    page.close()
    bare.close()
