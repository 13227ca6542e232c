"""Nothing in a notebook runs or loads in a page: with both defences, and with either alone."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hostile_outputs import IMG, KINDS, SCRIPT, shown
from nbformat import v4
from playwright.sync_api import Error
from runner.tiny.tally import note

from workbench.model.label import Label
from workbench.report import page
from workbench.report.page import POLICY, PageExporter
from workbench.report.sections import Report

META = re.compile(rf'<meta http-equiv="?Content-Security-Policy"? content="{re.escape(POLICY)}">')
LED_ON = "meta refresh"
"""No policy in a page stops it from leading the reader to another; cleaning does."""
CONNECTED = {"iframe elsewhere", "connection made early"}
"""Chromium may open a connection, and ask nothing, before it looks at the policy; cleaning leaves nothing to open."""
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]


@pytest.fixture(scope="module")
def asked():
    """Return a server on this machine that notes every connection, and its host."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    class Noting(ThreadingHTTPServer):
        def verify_request(self, *_):
            paths.append("connection")
            return True

    server = Noting(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def kinds(asked, walked):
    """Return the cells of every kind, what our own templates are given included."""
    host, _ = asked
    return {name: make(host) for name, make in KINDS.items()} | dict(_in_our_words(walked("startup")))


def _in_our_words(results):
    """Yield sections of a study whose names, quotes, labels and titles are hostile."""
    both = Label(en=f"{IMG}{SCRIPT}", fr=f"{IMG}{SCRIPT}")
    persona, *others = results.personas
    material = results.material

    def with_persona(changed):
        return replace(results, personas=(changed, *others))

    claim = persona.claims[0]
    said = claim.evidence[0].model_copy(update={"text": both.en})
    named = persona.identity.model_copy(update={"name": both.en})
    codes = tuple(code.model_copy(update={"label": both}) for code in material.codebook.codes)
    steps = tuple(step.model_copy(update={"label": both}) for step in material.journey.steps)
    book = material.codebook.model_copy(update={"codes": codes})
    journey = material.journey.model_copy(update={"steps": steps})
    brief = material.brief.model_copy(update={"title": both, "question": both})
    quoted = claim.model_copy(update={"evidence": (said,)})
    cases = {
        "name of a persona": (with_persona(persona.model_copy(update={"identity": named})), "people"),
        "quote": (with_persona(persona.model_copy(update={"claims": (quoted, *persona.claims[1:])})), "people"),
        "label of a code": (replace(results, material=replace(material, codebook=book)), "know"),
        "label of a step": (replace(results, material=replace(material, journey=journey)), "journeys"),
        "title of the study": (replace(results, material=replace(material, brief=brief)), "cover"),
    }
    for name, (changed, section) in cases.items():
        made = Report(changed).section(section)
        assert "&lt;script&gt;" in made.html, f"{name}: the hostile words are not in the section"
        yield name, shown(made)


@pytest.fixture(scope="module")
def pages(kinds):
    """Return the page of every kind, without fonts and style: they are no part of the question."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "page_style", lambda **_: "")
        exporter = PageExporter()
        notebooks = {name: v4.new_notebook(cells=cells, metadata={"title": SCRIPT}) for name, cells in kinds.items()}
        return {name: exporter.from_notebook_node(notebook)[0] for name, notebook in notebooks.items()}


@pytest.fixture(scope="module")
def careless(kinds):
    return {name: _careless(cells) for name, cells in kinds.items()}


def _careless(cells):
    """Return a page of an exporter that takes over everything as it is."""
    parts = []
    for cell in cells:
        attached = [data for kinds in cell.get("attachments", {}).values() for data in kinds.values()]
        parts += [cell.source, *attached] if cell.cell_type != "code" else []
        parts += [str(cell.metadata.get("widgets", ""))]
        for output in cell.get("outputs", ()):
            parts += [str(output.get(name, "")) for name in ("text", "ename", "evalue")]
            for kind, content in output.get("data", {}).items():
                content = content if isinstance(content, str) else str(content)
                if kind == "application/javascript":
                    content = f"<script>{content}</script>"
                elif kind == "image/png":
                    content = (
                        f'<img width="{output.metadata.get(kind, {}).get("width")}" src="data:{kind};base64,{content}">'
                    )
                elif kind == "text/vnd.mermaid":
                    content = f'<pre class="mermaid">{content}</pre>'
                parts.append(content)
    links = re.sub(r"\[(.*?)\]\((.*?)\)", r'<a href="\2">\1</a><img src="\2">', "\n".join(parts))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return f"<!doctype html><html><head>{policy}<title>x</title></head><body>{links}</body></html>"


SETTLED = """async () => {
  const next = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  await next();
  const links = [...document.querySelectorAll('a, svg a *')];
  for (const link of links.filter(one => one.protocol !== 'http:'))
    link.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
  await next(); await next();
}"""


def _failing(chromium, asked, pages, folder):
    """Return the kinds that ran something or asked somebody, each page opened as a file."""
    _, paths = asked
    ran, failing = [], {}
    context = chromium.new_context()
    tab = context.new_page()
    tab.on("console", lambda message: ran.append(message.text))
    for number, (name, text) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(text, "utf-8")
        ran.clear()
        paths.clear()
        tab.goto(path.as_uri(), wait_until="load")
        try:
            tab.evaluate(SETTLED)
        except Error as error:
            if "navigation" not in str(error) and "destroyed" not in str(error):  # the page did not lead elsewhere
                raise
        if "RAN" in ran or paths:
            failing[name] = [*(["RAN"] if "RAN" in ran else []), *paths]
    context.close()
    return failing


def test_nothing_runs_or_loads_with_both_defences(chromium, asked, pages, tmp_path):
    assert len(pages) >= 42
    assert all(META.search(text) for text in pages.values())
    assert _failing(chromium, asked, pages, tmp_path) == {}


def test_nothing_runs_or_loads_without_the_policy(chromium, asked, pages, tmp_path):
    bare = {name: META.sub("", text) for name, text in pages.items()}
    assert not any("Content-Security-Policy" in text for text in bare.values())
    assert _failing(chromium, asked, bare, tmp_path) == {}


def test_nothing_runs_or_loads_by_the_policy_alone(chromium, asked, careless, tmp_path):
    failing = _failing(chromium, asked, careless, tmp_path)
    assert not any("RAN" in found for found in failing.values())
    assert {name for name, found in failing.items() if set(found) != {"connection"}} == {LED_ON}
    assert set(failing) - {LED_ON} <= CONNECTED


def test_without_either_most_kinds_run_or_load(chromium, asked, careless, tmp_path):
    bare = {name: META.sub("", text) for name, text in careless.items()}
    failing = _failing(chromium, asked, bare, tmp_path)
    assert len(failing) >= 42, f"the test sees nothing in {sorted(set(bare) - set(failing))}"


@pytest.mark.soak
def test_what_runs_or_loads_is_counted(chromium, asked, pages, careless, tmp_path):
    bare = {name: META.sub("", text) for name, text in pages.items()}
    both = _failing(chromium, asked, pages, tmp_path)
    cleaned = _failing(chromium, asked, bare, tmp_path)
    policy = _failing(chromium, asked, careless, tmp_path)
    ran = [name for found in (both, cleaned, policy) for name, told in found.items() if "RAN" in told]
    note(
        "S1",
        "Participant text never runs in a report: with both layers, by cleaning alone, by the policy alone",
        measured=len(ran),
        of=3 * len(pages),
        anchor="nbconvert 15 of 42, with sanitize_html 2 of 42",
    )
    note(
        "S2",
        "Opening a report contacts nobody: hostile outputs, both layers",
        measured=len(both),
        of=len(pages),
        anchor="nbconvert 1 to 2 hosts a page",
    )
    assert ran == []
