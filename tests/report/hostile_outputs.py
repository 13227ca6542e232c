"""Everything a notebook may hold that runs, loads or leads away where a page takes it over as it is.

A kind is a function from the host that must never be asked to the cells of a notebook. What would run writes RAN to
the console.
"""

from __future__ import annotations

import base64
import json

import pandas as pd
from IPython.core.formatters import DisplayFormatter
from IPython.display import HTML, JSON, SVG, Javascript, Latex, Markdown
from nbformat import v4

from workbench.figures.own_output import OWN, own_output
from workbench.report.sections import Section

RUN = "console.log(/RAN/.source)"
IMG = f'<img src="x:" onerror="{RUN}">'
SCRIPT = f"<script>{RUN}</script>"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="  # 1 x 1
FORMATTER = DisplayFormatter()
FORMATTER.active_types = list(FORMATTER.formatters)


def raw(data, **metadata):
    """Return a cell with one output of these kinds."""
    return [v4.new_code_cell("", outputs=[v4.new_output("display_data", data, metadata=metadata)])]


def html(markup):
    return raw({"text/html": markup})


def shown(thing):
    """Return a cell as Jupyter shows an object."""
    data, metadata = FORMATTER.format(thing)
    return raw(data, **metadata)


def markdown(source, **more):
    return [v4.new_markdown_cell(source, **more)]


def stream(name, text):
    return [v4.new_code_cell("", outputs=[v4.new_output("stream", name=name, text=text)])]


def error(text):
    lines = [f"\x1b[0;31m{text}\x1b[0m"]
    return [v4.new_code_cell("", outputs=[v4.new_output("error", ename=text, evalue=text, traceback=lines)])]


def svg(inside, attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" {attributes}>{inside}</svg>'


def in_base64(text):
    return base64.b64encode(text.encode()).decode()


class Quoting:
    """A thing of the researcher's that shows words as it got them."""

    def _repr_html_(self):
        return f"<p>{IMG}</p>"


def styled(frame=None, **options):
    frame = pd.DataFrame({"said": ["words"]}) if frame is None else frame
    made = frame.style.set_uuid("u")
    return shown(made.set_caption(options["caption"]) if options else made)


def widget(state):
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "m", "version_major": 2}, "text/plain": "HTML()"}
    return [*raw(view), v4.new_code_cell("", metadata={"widgets": state})]


FRAME = pd.DataFrame({"said": [IMG]})
KINDS = {
    "HTML() of an f-string": lambda _: shown(HTML(f"<p>{IMG}</p>")),
    "HTML() with a script": lambda _: shown(HTML(SCRIPT)),
    "Markdown()": lambda _: shown(Markdown(f"**said** {IMG}")),
    "markdown cell": lambda _: markdown(f"He said {IMG}"),
    "markdown cell, javascript: link": lambda _: markdown(f"[more](javascript:{RUN.replace('(', '%28')}) "),
    "markdown cell, picture elsewhere": lambda host: markdown(f"![x](http://{host}/md.png)"),
    "markdown cell, attachment": lambda _: markdown(
        "![x](attachment:a.svg)", attachments={"a.svg": {"text/html": in_base64(IMG)}}
    ),
    "markdown cell, mermaid": lambda _: markdown(f"```mermaid\ngraph TD; A[{IMG}]\n```"),
    "raw cell": lambda _: [v4.new_raw_cell(SCRIPT, metadata={"format": "text/html"})],
    "to_html(escape=False)": lambda _: html(FRAME.to_html(escape=False)),
    "_repr_html_": lambda _: shown(Quoting()),
    "text/html as it is": lambda _: html(IMG),
    "Javascript()": lambda _: shown(Javascript(RUN)),
    "application/javascript": lambda _: raw({"application/javascript": RUN}),
    "Styler, cell": lambda _: styled(FRAME),
    "Styler, column": lambda _: styled(pd.DataFrame({IMG: [1]})),
    "Styler, index": lambda _: styled(pd.DataFrame({"n": [1]}, index=[IMG])),
    "Styler, caption": lambda _: styled(caption=IMG),
    "chart, script closed by data": lambda _: html(
        f'<div id="c"></div><script>var spec = {{"title": "</script>{SCRIPT}"}};</script>'
    ),
    "vega-lite": lambda _: raw({"application/vnd.vegalite.v5+json": {"title": IMG}, "text/html": f"<b>{IMG}</b>"}),
    "text/vnd.mermaid": lambda _: raw({"text/vnd.mermaid": f"graph TD; A[{IMG}]"}),
    "picture, width in metadata": lambda _: raw(
        {"image/png": PIXEL}, **{"image/png": {"width": f'"><script>{RUN}</script>', "alt": f'">{IMG}'}}
    ),
    "picture that closes its attribute": lambda _: raw({"image/png": f'{PIXEL}">{IMG}'}),
    "picture, PDF": lambda _: raw({"application/pdf": f'"></object>{SCRIPT}'}),
    "widget": lambda host: html(f'<script src="http://{host}/embed.js"></script>{IMG}'),
    "widget state": lambda _: widget({"application/vnd.jupyter.widget-state+json": {"state": f"</script>{SCRIPT}"}}),
    "SVG(), script": lambda _: shown(SVG(svg(SCRIPT))),
    "SVG, onload": lambda _: raw({"image/svg+xml": svg("", f'onload="{RUN}"')}),
    "SVG, foreignObject": lambda _: raw(
        {
            "image/svg+xml": svg(
                f'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">{IMG}</body></foreignObject>'
            )
        }
    ),
    "SVG in HTML, onload": lambda _: html(svg("", f'onload="{RUN}"')),
    "SVG in HTML, animated link": lambda _: html(
        svg(f'<a id="k"><set attributeName="href" to="javascript:{RUN}"/><text y="9">x</text></a>')
    ),
    "SVG in HTML, picture elsewhere": lambda host: html(svg(f'<image href="http://{host}/i.png" width="9"/>')),
    "SVG in HTML, use elsewhere": lambda host: html(svg(f'<use href="http://{host}/u.svg#a"/>')),
    "data: page in a frame": lambda _: html(f'<iframe src="data:text/html;base64,{in_base64(SCRIPT)}"></iframe>'),
    "data: page as an object": lambda _: html(f'<object data="data:text/html,{SCRIPT}"></object>'),
    "iframe srcdoc": lambda _: html(f"<iframe srcdoc='{SCRIPT}'></iframe>"),
    "iframe elsewhere": lambda host: html(f'<iframe src="http://{host}/frame"></iframe>'),
    "meta refresh": lambda host: html(f'<meta http-equiv="refresh" content="0;url=http://{host}/away">'),
    "base": lambda host: html(f'<base href="http://{host}/"><img src="base.png">'),
    "form sent by itself": lambda host: html(
        f'<form action="http://{host}/form"><input name=a autofocus onfocus="{RUN};form.submit()"></form>'
    ),
    "style, @import": lambda host: html(f"<style>@import url(http://{host}/s.css);</style>"),
    "style, picture": lambda host: html(f"<style>body{{background:url(http://{host}/b.png)}}</style>"),
    "style attribute": lambda host: html(f'<p style="background:url(http://{host}/a.png)">words</p>'),
    "style sheet elsewhere": lambda host: html(f'<link rel="stylesheet" href="http://{host}/l.css">'),
    "connection made early": lambda host: html(f'<link rel="preconnect" href="http://{host}/">'),
    "file fetched early": lambda host: html(f'<link rel="preload" as="image" href="http://{host}/p.png">'),
    "picture elsewhere": lambda host: html(f'<img src="http://{host}/t.png">'),
    "picture elsewhere, by size": lambda host: html(f'<img srcset="http://{host}/w.png 1x">'),
    "film elsewhere": lambda host: html(f'<video poster="http://{host}/v.png" src="http://{host}/v.mp4" autoplay>'),
    "javascript: link": lambda _: html(f'<a href="javascript:{RUN}">more</a>'),
    "javascript: link, disguised": lambda _: html(f'<a href="java&#10;script:{RUN}">more</a>'),
    "Latex()": lambda _: shown(Latex(rf"$\href{{javascript:{RUN}}}{{x}}$ {IMG}")),
    "JSON()": lambda _: shown(JSON({"said": IMG})),
    "plain text": lambda _: raw({"text/plain": IMG}),
    "stdout": lambda _: stream("stdout", f"\x1b[31m{IMG}"),
    "stderr": lambda _: stream("stderr", f"UserWarning: {IMG}"),
    "traceback": lambda _: error(IMG),
    "details that open": lambda _: html(f'<details open ontoggle="{RUN}">x</details>'),
    "markup that changes when parsed again": lambda _: html(
        "<form><math><mtext></form><form><mglyph><style></math>" + IMG
    ),
    "markup in a comment of style": lambda _: html(
        f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{IMG.replace(chr(34), "&quot;")}">'
    ),
    "shadow root": lambda _: html(f'<div><template shadowrootmode="open">{IMG}</template></div>'),
    "end of the page": lambda _: html(f"</div></main></body></html>{SCRIPT}"),
    "comment never closed": lambda _: html(f"<!-- {IMG} --!>{IMG}<!--"),
    "text area never closed": lambda _: html(f"<textarea></textarea>{IMG}<plaintext>"),
    "our look": lambda _: html(
        f'<div class="wb" lang="en" data-title="{RUN}"><section id="answer">{IMG}</section></div>'
    ),
    "our kind of output": lambda _: raw(
        {
            OWN: {"title": f"</title>{SCRIPT}", "language": '"><script>', "card": "{}"},
            "text/html": f"<b>{IMG}{SCRIPT}</b>",
        }
    ),
    "our kind of output, drawn": lambda host: raw(
        own_output()
        | {
            "text/html": svg(
                f'<style>@import url(http://{host}/o.css)</style><rect fill="url(http://{host}/f.svg#a)"/>'
                f'<foreignObject>{IMG}</foreignObject><use href="http://{host}/u.svg#a"/>',
                f'onload="{RUN}" style="--own: url(http://{host}/c.png)"',
            )
        }
    ),
    "title of a section": lambda _: shown(Section("<p>words</p>", f"</title>{SCRIPT}", "en", json.dumps({"a": IMG}))),
}
