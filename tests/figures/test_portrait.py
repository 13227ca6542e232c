"""An abstract sign for a persona, drawn from its seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.test_style import contrast
from workbench.analysis.identity import invent
from workbench.figures.portrait import PIECES, Look, look_of, portrait
from workbench.figures.style import DARK, LIGHT


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


def test_an_identity_that_is_inherited_under_another_number_keeps_its_drawing(persona, parsed):
    def pieces(somebody):
        picture = parsed(portrait(somebody))
        return [(part.get("d"), part.get("transform")) for part in picture.iter()]

    assert pieces(persona.model_copy(update={"id": "p5"})) == pieces(persona)


@given(st.integers(0, 2**63 - 1), st.text(min_size=1, max_size=20), st.data())
def test_a_portrait_depends_on_the_identity_alone(study, seed, name, data):
    identity = study.personas[0].identity.model_copy(update={"seed": seed, "name": name})
    one, other = (data.draw(st.sampled_from(study.personas)) for _ in range(2))
    one = one.model_copy(update={"identity": identity, "id": "p1"})
    changed = {
        "identity": identity.model_copy(update={"age": data.draw(st.none() | st.integers(18, 90)), "locale": "fr_FR"}),
        "id": "p1",
        "study": data.draw(st.sampled_from(["travel", "bank", "clinic"])),
        "members": data.draw(st.permutations(other.members)),
        "illustrative": data.draw(st.booleans()),
    }
    assert portrait(other.model_copy(update=changed)) == portrait(one)


def signature(look: Look):
    """What the eye tells portraits apart by, their colour and initial aside."""
    return look.outer.piece, look.outer.count, look.inner.piece, look.inner.count, look.middle


def test_no_two_personas_side_by_side_are_alike_over_200_seeds():
    for seed in range(200):
        taken = set()
        looks = []
        for number in range(1, 4):
            identity = invent("any", f"p{number}", language="en", seed=seed, taken=taken)
            taken.add(identity.name)
            looks.append(signature(look_of(identity)))
        assert looks[0] != looks[1] != looks[2], seed


def test_the_drawings_vary():
    identities = [invent("any", "p1", language="fr", seed=seed) for seed in range(200)]
    looks = [look_of(identity) for identity in identities]
    assert len({signature(look) for look in looks}) > 180
    assert {ring.piece for look in looks for ring in (look.outer, look.inner)} == set(PIECES)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("number", range(1, 7))
def test_lines_and_letter_stand_out_in_grey(scheme, number):
    assert contrast(scheme[f"p{number}"], scheme["card"]) >= 4.5
