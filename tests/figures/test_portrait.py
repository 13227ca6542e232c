"""An abstract sign for a persona, drawn from its seed."""

import pytest

from workbench.figures.portrait import portrait


@pytest.fixture
def persona(study):
    return study.personas[0]


def test_the_same_persona_has_the_same_portrait(persona, parsed):
    parsed(portrait(persona))
    assert portrait(persona) == portrait(persona.model_copy(update={"claims": ()}))


def test_another_persona_has_another_portrait(study):
    assert len({portrait(persona) for persona in study.personas}) == len(study.personas) > 1


def test_another_seed_gives_another_portrait(persona):
    other = persona.model_copy(update={"identity": persona.identity.model_copy(update={"seed": 99})})
    assert portrait(other) != portrait(persona)


def test_a_portrait_shows_the_initial_escaped_and_is_for_the_eye_only(persona, parsed):
    named = persona.model_copy(update={"identity": persona.identity.model_copy(update={"name": "<i>"})})
    picture = parsed(portrait(named))
    assert "".join(picture.itertext()) == "<"
    assert picture.get("aria-hidden") == "true"


def test_an_identity_that_is_inherited_under_another_number_keeps_its_leaves(persona, parsed):
    def leaves(somebody):
        picture = parsed(portrait(somebody))
        return [part.get("transform") for part in picture.iter("ellipse")]

    assert leaves(persona.model_copy(update={"id": "p5"})) == leaves(persona)
