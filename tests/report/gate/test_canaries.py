"""What a notebook holds beside its results reaches no file that is shared."""

from __future__ import annotations

import base64
import io
import zlib

import pytest
from hostile_outputs import error, html, in_base64, markdown, raw, stream
from matplotlib.figure import Figure as Plot
from nbformat import v4
from protected_study import KEY, page_of
from runner.tiny.tally import note

from workbench.figures.own_output import own_output
from workbench.report.gate.finished_page import finished_page
from workbench.report.gate.judge import judge_text

MAUD = "Rosalind Achterberg"
WIDGETS = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"


def code(source, *outputs, **metadata):
    return [v4.new_code_cell(source, outputs=list(outputs), metadata=metadata)]


def plain(text):
    return v4.new_output("execute_result", {"text/plain": text})


def drawing():
    """Return a plot as matplotlib saves it, with the day and its own version inside."""
    out, plot = io.StringIO(), Plot(figsize=(1, 1))
    plot.savefig(out, format="svg", metadata={"Creator": "canary-made-with", "Date": "2026-11-29"})
    assert "canary-made-with" in out.getvalue()
    return out.getvalue()


def photo():
    """Return a picture with words in it, as base64."""

    def part(kind, content):
        chunk = kind + content
        return len(content).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")

    head = part(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    words = part(b"tEXt", f"Author\0{MAUD}".encode()) + part(b"zTXt", b"Comment\0\0" + zlib.compress(MAUD.encode()))
    return base64.b64encode(
        b"\x89PNG\r\n\x1a\n" + head + words + part(b"IDAT", zlib.compress(b"\0\xff")) + part(b"IEND", b"")
    ).decode()


def state(value, *names):
    """Return the state of widgets, as a notebook's metadata has it."""
    model = {
        "model_name": "HTMLModel",
        "model_module": "@jupyter-widgets/controls",
        "state": {"value": value, "o": names},
    }
    return {WIDGETS: {"state": {"m": model}, "version_major": 2}}


CANARIES = {
    "secret parameter": (code("token = 'canary-token'", tags=["parameters"]), "canary-token"),
    "injected parameter": (code("# Parameters\ntoken = 'canary-token'", tags=["injected-parameters"]), "canary-token"),
    "map of participants": (code(f"called = {{'{MAUD}': 'P-7Q2A'}}"), MAUD),
    "map of participants, shown": (code("called", plain(f"{{'{MAUD}': 'P-7Q2A'}}")), MAUD),
    "key of the pseudonyms": (code(f"key = '{KEY.hex()}'", plain(KEY.hex())), KEY.hex()),
    "comment in code": (code(f"x = 1  # as {MAUD} said"), MAUD),
    "cell tagged hidden": (code("show()", plain("canary-hidden"), tags=["hide_output"]), "canary-hidden"),
    "text of a widget": (raw({VIEW: {"model_id": "m"}, "text/plain": "HTML(value='canary-widget')"}), "canary-widget"),
    "options of a list": (
        raw({VIEW: {"model_id": "m"}, "text/plain": f"Dropdown(options=('{MAUD}', 'b'), value='b')"}),
        MAUD,
    ),
    "widget never shown": (code("w", **{"widgets": state("canary-state", MAUD)}), "canary-state"),
    "comment in Markdown": (markdown(f"Words <!-- {MAUD} -->"), MAUD),
    "comment in HTML": (html("<p>words</p><!-- canary-comment -->"), "canary-comment"),
    "warning": (stream("stderr", "/srv/ipykernel_12/34.py:1: UserWarning: canary-warning"), "canary-warning"),
    "warning, printed": (stream("stdout", "/srv/ipykernel_12/34.py:1: UserWarning: canary-warning"), "canary-warning"),
    "traceback": (error("canary-traceback in /srv/me/lib.py"), "/srv/me/lib.py"),
    "day and version in a drawing": (raw({"image/svg+xml": drawing()}), "canary-made-with"),
    "words in a picture": (raw({"image/png": photo()}), MAUD),
    "words in a picture in HTML": (html(f'<img src="data:image/png;base64,{photo()}">'), MAUD),
    "metadata of an output": (raw({"text/plain": "w"}, canary="canary-output", text={"alt": MAUD}), "canary-output"),
    "attachment": (
        markdown("![x](attachment:a.png)", attachments={"a.png": {"image/png": photo()}}),
        MAUD,
    ),
    "author of the notebook": (html("<p>w</p>"), "canary-author"),
    "name of the kernel": (html("<p>w</p>"), "canary-kernel"),
    "place on disk": (html("<p>w</p>"), "/srv/canary/in.ipynb"),
    "place on disk, shown": (code("path", plain("PosixPath('/home/canary/data')")), "/home/canary"),
    "name in base64": (html(f"<p>{in_base64(MAUD)}</p>"), MAUD),
    "name in a drawing in base64": (
        html(f'<img src="data:image/svg+xml;base64,{in_base64(f"<svg><text>{MAUD}</text></svg>")}">'),
        MAUD,
    ),
    "name in an attribute of ours": (raw(own_output() | {"text/html": f'<p data-note="{MAUD}">w</p>'}), MAUD),
    "raw cell": ([v4.new_raw_cell(f"{MAUD}")], MAUD),
    "debugger of a cell": (
        code("1", **{"papermill": {"exception": "canary-papermill"}, "notes": MAUD}),
        "canary-papermill",
    ),
}
PLACES = {"input_path": "/srv/canary/in.ipynb", "parameters": {"token": "canary-token"}}
NOTEBOOK = {
    "authors": [{"name": "canary-author"}],
    "kernelspec": {"name": "python3", "display_name": "canary-kernel", "language": "python"},
    "papermill": PLACES,
    "widgets": state("canary-state", MAUD),
}
REFUSED = {
    *("map of participants, shown", "key of the pseudonyms", "warning, printed"),
    *("traceback", "place on disk, shown", "name in base64", "name in a drawing in base64"),
    "name in an attribute of ours",
}
"""What a researcher's own output says: the page shows it as asked, and is refused."""


def _holds(page, canary):
    """Say whether somebody who looks into a page finds this, decoded."""
    return canary in page or any(canary in piece.content for piece in finished_page(page).pieces)


@pytest.mark.parametrize("name", CANARIES)
def test_a_canary_is_in_no_page_that_may_be_shared(protected, name):
    cells, canary = CANARIES[name]
    page = page_of(cells, **NOTEBOOK)
    verdict = judge_text(page, protected.kept)
    assert not (verdict.shareable and _holds(page, canary))
    assert verdict.shareable or name in REFUSED, verdict


def test_all_canaries_together_leave_nothing_behind_that_passes(protected):
    cells = [cell for name, (cells, _) in CANARIES.items() if name not in REFUSED for cell in cells]
    page = page_of(cells, **NOTEBOOK)
    assert judge_text(page, protected.kept).shareable
    assert [name for name, (_, canary) in CANARIES.items() if name not in REFUSED and _holds(page, canary)] == []


def test_there_are_twenty_and_looking_finds_them():
    assert len(CANARIES) >= 20
    for name, (cells, canary) in CANARIES.items():
        held = [base64.b64decode(photo())] if "picture" in name or name == "attachment" else []
        notebook = repr(v4.new_notebook(cells=cells, metadata=NOTEBOOK))
        assert canary in notebook or canary.encode() in b"".join(held) or _holds(notebook, canary), name


@pytest.mark.soak
def test_what_reaches_a_page_that_may_be_shared_is_counted(protected):
    pages = {name: page_of(cells, **NOTEBOOK) for name, (cells, _) in CANARIES.items()}
    passing = [name for name, page in pages.items() if judge_text(page, protected.kept).shareable]
    leaked = [name for name in passing if _holds(pages[name], CANARIES[name][1])]
    note(
        "P1",
        "A shared report shows only what is meant: canaries in a page that may be shared",
        measured=len(leaked),
        of=len(CANARIES),
        anchor="nbconvert leaks 3 of 3 secrets, hidden widget state even with --no-input",
    )
    assert leaked == []
