"""Proto personas: everything in them is assumed, and the guide can refute it without giving it away."""

from __future__ import annotations

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.cli import main
from workbench.errors import InputError
from workbench.generating.assumptions import AssumedPersona, Assumption, Assumptions, example
from workbench.generating.interview_guide import CONVERSATION, interview_guide
from workbench.generating.proto_page import proto_page
from workbench.generating.proto_persona import proto_personas, write_proto_personas
from workbench.language.speech import Speech, catalogue
from workbench.model.codebook import Kind
from workbench.model.evidence import Status
from workbench.model.persona import Persona
from workbench.reading.persona_files import read_persona

OPEN = {
    "en": re.compile(r"(What|Where|How|Who|Whom|Which|Can you show me how|Tell me about)\b"),
    "fr": re.compile(
        r"(Que|Qu’|Où|Qui|À qui|À quoi|Comment|Quelle|De quoi|Pouvez-vous me montrer comment|Racontez-moi)"
    ),
}


def _made(language="en", *people: list[tuple[str, str]]) -> Assumptions:
    people = people or ([("goal", "wants to leave more often"), ("channel", "asks colleagues")],)
    return Assumptions(
        study="trial",
        language=language,
        sector="trips",
        personas=tuple(
            AssumedPersona(
                assumptions=tuple(Assumption(kind=k, text=t, who="product team", sure="low") for k, t in own)
            )
            for own in people
        ),
    )


def test_every_field_is_assumed_and_nobody_stands_behind_it():
    (persona,) = proto_personas(_made(), "0" * 64)
    assert (persona.level, persona.members, persona.of, persona.facts) == ("proto", (), 0, ())
    assert {claim.status for claim in persona.claims} == {Status.ASSUMED}
    assert {(claim.size, claim.holders, claim.evidence) for claim in persona.claims} == {(0, 0, ())}
    assert {(claim.assumed_by, claim.sure) for claim in persona.claims} == {("product team", "low")}
    assert persona.identity.status is Status.SYNTHETIC
    assert {gap.kind for gap in persona.gaps}.isdisjoint({claim.kind for claim in persona.claims})


def test_a_file_of_a_proto_persona_reads_as_it_was_written(tmp_path):
    made = proto_personas(_made("fr", [("goal", "veut partir")], [("need", "a besoin d'aide")]), "0" * 64)
    paths = write_proto_personas(made, tmp_path / "personas")
    assert tuple(read_persona(path) for path in paths) == made
    assert all("assumed" in path.read_text("utf-8").splitlines()[0] for path in paths)
    assert made[0].identity.name != made[1].identity.name
    write_proto_personas(made[:1], tmp_path / "personas")
    assert [path.name for path in (tmp_path / "personas").iterdir()] == ["p1.yml"]


def test_what_people_said_is_not_written_over(tmp_path, persona):
    from workbench.reading.persona_files import persona_text

    (tmp_path / "p1.yml").write_text(persona_text(persona), "utf-8")
    before = (tmp_path / "p1.yml").read_bytes()
    with pytest.raises(InputError, match="evidence lies here"):
        write_proto_personas(proto_personas(_made(), "0" * 64), tmp_path)
    assert (tmp_path / "p1.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"members": ("P-AAAA",)}, "no members"),
        ({"of": 4}, "of is 0"),
        ({"facts": ({"name": "pet", "values": {"cat": 2}},)}, "facts"),
        ({"level": "qualitative"}, "stands for nobody"),
    ],
)
def test_a_proto_persona_with_people_and_another_without_are_refused(change, what):
    (persona,) = proto_personas(_made(), "0" * 64)
    with pytest.raises(ValidationError, match=what):
        Persona.model_validate(persona.model_dump() | change)


@pytest.mark.parametrize(
    ("change", "what"),
    [({"status": "inferred"}, "can only be assumed"), ({"size": 3}, "no people"), ({"others_size": 2}, "no people")],
)
def test_a_claim_of_a_proto_persona_cannot_say_more(change, what):
    (persona,) = proto_personas(_made(), "0" * 64)
    content = persona.model_dump()
    content["claims"] = [content["claims"][0] | change]
    with pytest.raises(ValidationError, match=what):
        Persona.model_validate(content)


def test_a_claim_about_nobody_is_refused_in_a_persona_with_people(persona):
    content = persona.model_dump()
    content["claims"] = [content["claims"][0] | {"size": 0, "holders": 0}]
    with pytest.raises(ValidationError, match="size of each claim"):
        Persona.model_validate(content)


def test_a_claim_added_by_hand_to_a_proto_persona_counts_nobody():
    (persona,) = proto_personas(_made(), "0" * 64)
    content = persona.model_dump()
    content["claims"] = [*content["claims"], {"kind": "need", "text": {"en": "x", "fr": "x"}, "status": "assumed"}]
    assert Persona.model_validate(content).claims[-1].size == 0


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(list(Kind)), st.text("abc ", min_size=1).filter(str.strip)), min_size=1),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["en", "fr"]),
)
def test_every_assumption_is_under_one_question_and_no_question_is_asked_twice(people, language):
    personas = proto_personas(_made(language, *people), "0" * 64)
    guide = interview_guide(personas, Speech(language))
    assert sum(len(q.listen) for q in guide) == sum(map(len, people))
    assert all(one.claim.kind == q.kind for q in guide for one in q.listen)
    assert len({q.ask for q in guide}) == len(guide)
    places = [CONVERSATION.index(q.kind) for q in guide]
    assert places == sorted(places)


def test_the_order_of_the_conversation_has_every_kind_once():
    assert sorted(CONVERSATION) == sorted(Kind)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("way", ["first", "second"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_question_is_open_and_the_same_whatever_is_assumed(language, way, kind):
    ask = Speech(language)(f"guide_{way}_{kind}")
    assert OPEN[language].match(ask), ask
    assert ask.endswith("?")
    assert "{" not in catalogue(language)[f"guide_{way}_{kind}"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_says_on_every_card_that_nobody_was_asked(language):
    made = _made(language, [("goal", "<b>x</b> & y")], [("need", "z")])
    page = BeautifulSoup(proto_page(made, proto_personas(made, "0" * 64)), "html.parser")
    words = Speech(language)("proto_watermark")
    cards = page.select("article")
    assert len(cards) == 2
    assert all(words in card.get_text() for card in cards)
    assert {tag["data-words"] for tag in page.select(".watermark span")} == {words}
    assert page.select_one(".watermark")["aria-hidden"] == "true"
    assert page.html["lang"] == language
    assert "<b>x</b> & y" in page.get_text()
    assert not page.select("script, link, img")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (2560, "dark")])
def test_the_page_is_accessible_offline_and_no_wider_than_the_screen(chromium, tmp_path, language, width, scheme):
    made = _made(language, [(kind, f"sentence of {kind}") for kind in Kind], [("need", "z" * 90)])
    path = tmp_path / "proto.html"
    path.write_text(proto_page(made, proto_personas(made, "0" * 64)), "utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab = context.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert [violation["id"] for violation in Axe().run(tab).response["violations"]] == []
    context.close()


def test_the_command_writes_persona_files_and_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_text(example("fr"), "utf-8")
    assert main(["proto", "a.yml"]) == 0
    assert "nobody asked yet" in capsys.readouterr().out
    assert read_persona(tmp_path / "personas" / "mon-etude" / "p1.yml").level == "proto"
    before = (tmp_path / "reports" / "mon-etude" / "proto.html").read_bytes()
    shutil.rmtree(tmp_path / "reports")
    assert main(["proto", "a.yml"]) == 0
    assert (tmp_path / "reports" / "mon-etude" / "proto.html").read_bytes() == before
    (tmp_path / "a.yml").write_text("", "utf-8")
    assert main(["proto", "a.yml"]) == 1
    assert "a.yml: the file is empty" in capsys.readouterr().err
