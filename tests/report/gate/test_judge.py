"""No rule of the gate can be missed: each finds what it is for, and without it that would pass."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import replace
from urllib.parse import quote

import pytest
from conftest import REAL, SAMPLES
from protected_study import KEY, cells_of, page_of
from pydantic import Field

from workbench.language.speech import Speech
from workbench.report.cards import card_page
from workbench.report.gate.judge import RULES, judge, judge_text
from workbench.report.page import POLICY
from workbench.study import PRIVATE, Study

NAME = "Rosalind Achterberg"
STUDIES = [
    *zip(SAMPLES, ("en", "fr", "en", "fr"), strict=True),
    *(pytest.param(name, "en", marks=pytest.mark.real) for name in REAL),
]


def shown(words):
    """Return what puts words at the end of a page."""
    return lambda page: page.replace("</main>", f"<p>{words}</p></main>")


def in_head(markup):
    return lambda page: page.replace("<title>", f"{markup}<title>", 1)


BROKEN = {
    "name": shown(f"as {NAME} said"),
    "key": shown(f"salt: {KEY.hex()}"),
    "parameter": shown("see secret-project"),
    "number": shown("call 06 12 34 56 78"),
    "few": lambda page: page.replace("</main>", '<p data-people="12 3">customer (12), prospect (3)</p></main>'),
    "fact": shown("the freelance bookkeeper from Leeds"),
    "team": shown("</p><dl><dt>sharing</dt><dd><code>team</code></dd></dl><p>"),
    "path": shown("read from /home/maud/interviews/03.vtt"),
    "trace": shown("FutureWarning: the default will change"),
    "widget": shown("application/vnd.jupyter.widget-view+json"),
    "code": shown("</p><pre>import pandas as pd</pre><p>"),
    "metadata": in_head('<meta name="author" content="Maud">'),
    "comment": shown("<!-- told in confidence -->"),
    "script": shown('<button type="button">more</button>'),
    "outside": shown('<img src="https://example.org/pixel.png" alt="">'),
    "policy": lambda page: page.replace(POLICY, POLICY.replace("'none'", "*", 1)),
    "markup": shown('<marquee contenteditable="true">words</marquee>'),
}
UNCLEAN = {"comment", "script", "outside"}
"""Rules whose finds the last rule of all, on markup, stops too."""


@pytest.fixture(scope="module")
def broken(protected):
    """Return a function that breaks the page by one rule; the fact is one the study keeps."""
    role = next(value for value, column in protected.kept.facts.items() if column == "role")

    def make(rule):
        changed = BROKEN[rule](protected.part).replace("freelance bookkeeper from Leeds", role)
        assert changed != protected.part
        return changed

    return make


def rules_of(verdict):
    return {finding.rule for finding in verdict.findings}


@pytest.mark.parametrize(("name", "language"), STUDIES)
def test_reports_of_the_samples_and_of_published_interviews_may_be_shared(walked, tmp_path, name, language):
    results = walked(name, language)
    path = tmp_path / "report.html"
    path.write_text(page_of(cells_of(results)), "utf-8")
    assert judge(path, results.study).findings == ()


@pytest.mark.parametrize("size", ["posters", "slides"])
def test_posters_and_slides_are_judged_alike(walked, protected, size):
    text = card_page(walked("travel"), size)
    assert judge_text(text, protected.kept).findings == ()
    assert rules_of(judge_text(text.replace("</footer>", "<!-- x --></footer>", 1), protected.kept)) == {
        "comment",
        "markup",
    }


def test_a_page_of_people_to_protect_may_be_shared(protected):
    assert judge_text(protected.page, protected.kept).findings == ()
    assert judge_text(protected.part, protected.kept).findings == ()
    assert protected.kept.k == 10
    assert len(protected.kept.facts) > 10


def test_every_rule_is_tried():
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_finds_what_it_is_for_and_nothing_else_does(protected, broken, rule):
    found = rules_of(judge_text(broken(rule), protected.kept))
    assert rule in found
    assert found - {rule} <= ({"markup"} if rule in UNCLEAN else set())


@pytest.mark.parametrize("rule", RULES)
def test_with_a_rule_switched_off_what_it_is_for_would_pass(protected, broken, rule):
    others = {name: own for name, own in RULES.items() if name != rule}
    found = rules_of(judge_text(broken(rule), protected.kept, others))
    assert found == ({"markup"} if rule in UNCLEAN else set())


SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{NAME}</text></svg>'
BYTES = b"PNG" + bytes(60) + NAME.encode() + b"\0\xff"
BASE64 = base64.b64encode(NAME.encode()).decode()


@pytest.mark.parametrize(
    "hidden",
    [
        NAME.upper(),
        "R&#111;salind &#x41;chterberg",
        "Rosalind\u00a0Achterberg",
        "Rosa\u00adlind Achter\u200bberg",
        "<b>Rosa</b>lind Achterberg",
        "Rosalind<br>Achterberg",
        unicodedata.normalize("NFD", "the Rosalind Achterberg"),
        '<img alt="Rosalind Achterberg" src="">',
        '<span title="Rosalind">x</span>',
        '<i style="--own: Rosalind">x</i>',
        "<!-- Rosalind -->",
        f"<code>{BASE64}</code>",
        f"<code>{base64.b64encode(BASE64.encode()).decode()}</code>",
        f"<code>{NAME.encode().hex()}</code>",
        f'<a href="#{quote("von Rosalind Achterberg")}">x</a>',
        f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}">',
        f'<img alt="" src="data:image/svg+xml,{quote(SVG)}">',
        f'<img alt="" src="data:image/png;base64,{base64.b64encode(BYTES).decode()}">',
        "<svg><text>Rosalind</text></svg>",
        "<svg><text><tspan x=1>Rosalind</tspan><tspan x=2>Achterberg</tspan></text></svg>",
        "<template>Rosalind</template>",
    ],
)
def test_a_name_is_found_however_it_is_hidden(protected, hidden):
    assert "name" in rules_of(judge_text(shown(hidden)(protected.part), protected.kept))


def test_a_reason_never_repeats_what_was_found(protected, broken):
    for rule in RULES:
        for say in (Speech("en"), Speech("fr")):
            for finding in judge_text(broken(rule), protected.kept).findings:
                told = finding.words(say)
                assert f"{finding.line}" in told
                for secret in (
                    NAME,
                    "Rosalind",
                    "06 12",
                    "/home/maud",
                    "secret-project",
                    "confidence",
                    *protected.kept.facts,
                ):
                    assert secret not in told


def test_a_place_is_told_by_its_line(protected, broken):
    text = broken("path")
    (finding,) = judge_text(text, protected.kept).findings
    assert "/home/maud" in text.splitlines()[finding.line - 1]


def test_quotes_may_say_what_the_table_says(protected, broken):
    quoted = broken("fact").replace("<p>the ", "<p><q>the ").replace("</p></main>", "</q></p></main>")
    assert judge_text(quoted, protected.kept).shareable


def test_a_source_may_be_cited_by_its_address(protected):
    cited = shown('<a href="https://example.org/data">https://example.org/data</a>')(protected.part)
    assert judge_text(cited, protected.kept).shareable


def test_a_report_for_the_team_is_not_for_others(protected, tmp_path):
    study = protected.study.model_copy(update={"sharing": "team"})
    path = tmp_path / "report.html"
    path.write_text(protected.part, "utf-8")
    assert rules_of(judge(path, study)) == {"team"}


class _WithClient(Study):
    """A run with a parameter of the researcher's that is nobody's business."""

    client: str = Field(default="", json_schema_extra=PRIVATE)


def test_a_private_parameter_reaches_no_page_and_is_found_where_somebody_puts_it(walked, protected):
    chosen = _WithClient(client="canary-client", persona_files="canary-folder", n_journeys=500)
    results = replace(walked("startup"), study=chosen)
    page = page_of(cells_of(results)[-2:])
    assert "n_journeys" in page
    assert "canary" not in page
    assert "persona_files" not in page
    kept = replace(protected.kept, parameters=chosen.private())
    told = [one.detail for one in judge_text(shown("canary-client")(page), kept).findings]
    assert told == ["client"]
