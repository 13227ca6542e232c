"""What a page takes over from a notebook."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import v4

from workbench.language.speech import Speech
from workbench.report.allowed_markup import INKS, PARTS, SHAPES, TEXT
from workbench.report.clean_markup import clean_ours, clean_strangers
from workbench.report.gate.finished_page import finished_page
from workbench.report.shown_outputs import shown_outputs
from workbench.report.still_picture import png_address, svg_address

SAY = Speech("en")


def _part(kind, content):
    chunk = kind + content
    return len(content).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


HEAD, PIXELS = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0", zlib.compress(b"\0\xff")
BARE = b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", HEAD) + _part(b"IDAT", PIXELS) + _part(b"IEND", b"")
TOLD = (
    b"\x89PNG\r\n\x1a\n"
    + _part(b"IHDR", HEAD)
    + _part(b"tEXt", b"Author\0Maud")
    + _part(b"eXIf", b"48.85 N")
    + _part(b"IDAT", PIXELS)
    + _part(b"IEND", b"")
    + b"after the end"
)


def _shown(*outputs, tags=()):
    cell = v4.new_code_cell("x = 1  # Maud", outputs=list(outputs), metadata={"tags": list(tags)})
    return "".join(shown_outputs(v4.new_notebook(cells=[cell]), SAY))


def _html(markup, **more):
    return v4.new_output("display_data", {"text/html": markup, **more})


def test_a_picture_keeps_its_pixels_and_nothing_else():
    told = png_address(base64.b64encode(TOLD).decode())
    assert told == "data:image/png;base64," + base64.b64encode(BARE).decode()
    assert png_address(base64.b64encode(TOLD[:-20]).decode()) == "", "damaged"
    assert png_address("words") == ""


def test_a_drawing_keeps_its_shapes_and_nothing_else():
    written = (
        '<?xml version="1.0"?><!-- Maud --><svg xmlns="http://www.w3.org/2000/svg" onload="x()">'
        "<metadata>2026</metadata>"
        "<style>*{stroke:red}</style><style>@import url(http://a)</style><script>x()</script>"
        '<path d="M0 0" style="fill:red" clip-path="url(#c)"/><rect style="fill:url( http://a)"/><image href="http://a"/>'
        "</svg>"
    )
    kept = base64.b64decode(svg_address(written).partition(",")[2]).decode()
    assert kept == (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>*{stroke:red}</style>'
        '<path d="M0 0" style="fill:red" clip-path="url(#c)"/><rect/></svg>'
    )
    assert svg_address("<svg") == svg_address("<html/>") == ""


def test_a_drawing_cannot_grow_by_entities():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg><text>&b;</text></svg>'
    assert "aaa" not in base64.b64decode(svg_address(bomb).partition(",")[2]).decode()


@pytest.mark.parametrize("tag", ["hide-cell", "remove_output", "hidden", "parameters", "private", "Hide_Cell"])
def test_a_cell_that_is_not_for_readers_is_left_behind(tag):
    assert _shown(_html("words")) == '<div class="wb">words</div>'
    assert _shown(_html("words"), tags=[tag]) == ""


def test_warnings_and_tracebacks_are_left_behind():
    failed = v4.new_output("error", ename="KeyError", evalue="Maud", traceback=["/home/me/x.py", "Maud"])
    assert _shown(v4.new_output("stream", name="stderr", text="/srv/x.py: UserWarning")) == ""
    assert "Maud" not in _shown(failed)
    assert "KeyError" in _shown(failed)
    assert (
        _shown(v4.new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m"))
        == '<div class="wb"><pre>red</pre></div>'
    )


def test_markup_of_unknown_origin_has_no_look_of_its_own():
    posing = (
        '<div class="wb" id="answer" style="position:fixed" role="img" data-x="1" aria-label="y"><b title="t">w</b>'
    )
    assert clean_strangers(posing) == "<div><b>w</b></div>"
    assert clean_ours('<p class="wb" id="a" style="--own: #123456; position:absolute">w</p>').count("=") == 3


def test_what_is_cleaned_is_written_as_shortly_as_our_templates_write_it():
    made = '<svg width="9"><path d="M0 0"/><use href="#m"/><text y="9">\u00a0a</text></svg>'
    assert clean_ours(made) == made


@pytest.mark.parametrize(
    "style", ["--own: url(//a)", "background: red", "fill: u\\72l(//a)", "fill:var(--a);x:y", "fill: image-set('a')"]
)
def test_a_style_that_could_load_or_lay_over_goes_whole(style):
    assert clean_ours(f'<p style="{style}">w</p>') == "<p>w</p>"


def test_an_object_nobody_can_see_leaves_no_trace():
    assert _shown(v4.new_output("execute_result", {"text/plain": "<matplotlib.axes.Axes at 0x7f1>"})) == ""
    assert "3 &lt; 4" in _shown(v4.new_output("execute_result", {"text/plain": "3 < 4"}))


def test_markdown_keeps_its_words_and_leaves_files_and_comments():
    cell = v4.new_markdown_cell("# Said\n\n<!-- Maud -->\n\n*words* ![x](attachment:a.png) [more](https://a.org)")
    cell.attachments = {"a.png": {"image/png": base64.b64encode(TOLD).decode()}}
    (shown,) = shown_outputs(v4.new_notebook(cells=[cell]), SAY)
    assert shown.replace("\n", "") == (
        '<div class="wb"><h1>Said</h1><p><em>words</em>  '
        '<a href="https://a.org" rel="noopener noreferrer">more</a></p></div>'
    )


WRITTEN = """
< > </ /> = " ' & &lt; <!-- --> --!> <![CDATA[ ]]> x img svg math style script title textarea a p table td select
template use onerror src href srcdoc xlink:href fill class id data-a javascript:run() url(//a) <svg> </svg> <math> <p>
<style> </style> <foreignObject> <desc> <mtext> <mglyph>
"""
TOKENS = st.sampled_from([" ", "\n", "\0", *re.findall(r"\S+", WRITTEN)])


@given(st.lists(TOKENS, max_size=40).map("".join), st.sampled_from([clean_ours, clean_strangers]))
@settings(max_examples=400)
def test_whatever_is_cleaned_holds_only_what_is_allowed_and_stays_so(markup, clean):
    cleaned = clean(markup)
    assert clean(cleaned) == cleaned
    own = clean is clean_ours
    page = finished_page(f"<main>{cleaned}</main>")
    allowed = {name.lower() for name in (TEXT | {"a", "img", "main"} | (PARTS | SHAPES if own else frozenset()))}
    for element in page.elements:
        assert element.name in allowed
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert (
                "javascript:" not in value
                or name.startswith(("data-", "class", "id", "alt"))
                or name in ("lang", "dir")
            )
            assert "url(" not in value.replace("url(#", "") or name not in {*INKS, "style"}
    assert not [piece for piece in page.pieces if piece.kind in ("comment", "script", "style")]
