"""What the library's values look like in a notebook."""

import pytest

from workbench.figures.glance import GLANCES, TURNS
from workbench.language.speech import Speech


@pytest.fixture
def values(walked):
    found = walked("startup", "fr")
    material = found.material
    return [
        material.transcripts[0],
        found.personas[0],
        material.journey,
        found.study,
        found.agreement,
        found.saturation,
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_value_is_a_table_without_empty_heads(values, language):
    assert {type(value) for value in values} == set(GLANCES)
    for value in values:
        table = GLANCES[type(value)](value, Speech(language))
        assert table.caption
        assert all(table.rows[0])
        assert len(table.rows) > 1
        assert {len(row) for row in table.rows} == {len(table.rows[0])}


def test_a_claim_says_how_it_is_known_and_by_how_many(values):
    persona = values[1]
    _, first, *_ = GLANCES[type(persona)](persona, Speech("en")).rows
    assert first[1:3] == ("reported", f"{persona.claims[0].holders}\u00a0of\u00a0{persona.size}")


def test_a_long_interview_is_shown_by_its_beginning(values):
    assert len(GLANCES[type(values[0])](values[0], Speech("fr")).rows) == TURNS + 1
