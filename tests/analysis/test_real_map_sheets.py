"""Maps of real interviews: every quoted cell counts its people, every empty one says that there is no evidence."""

from __future__ import annotations

import pytest

from workbench.analysis.map_sheet import MapKind
from workbench.analysis.map_sheets import map_sheet_of
from workbench.analysis.mapping import LANES, Lane
from workbench.figures.map_kinds import draw_map
from workbench.language import Speech

pytestmark = pytest.mark.real


@pytest.fixture(params=["biogas", "artisans"])
def results(walked, request):
    """Return a real study; skipped by name where its interviews are absent."""
    return walked(request.param)


@pytest.fixture(params=["en", "fr"])
def say(request):
    """Return both languages by turns."""
    return Speech(request.param)


def sheets(results, say):
    material = results.material
    for own, persona in zip(results.maps, results.personas, strict=True):
        sheet = map_sheet_of(MapKind.CURRENT_STATE, material.journey, say=say, maps=[own], codebook=material.codebook)
        yield persona, sheet


def cells(sheet):
    """Return every cell of the quoted lanes with its lane and its step."""
    for lane in Lane:
        for column, cell in zip(sheet.columns, sheet.lane(lane.value).cells, strict=True):
            yield lane, column.id, cell


def holders(results, persona, lane, step):
    """Count from the codings alone who holds which code of a lane at a step."""
    kinds = {code.id: code.kind for code in results.material.codebook.codes}
    found: dict[str, set[str]] = {}
    for coding in results.codings:
        person = coding.evidence.participant
        here = coding.step == step and coding.stance == "for" and person in persona.members
        if here and kinds[coding.code] in LANES[lane]:
            found.setdefault(coding.code, set()).add(person)
    return {code: len(people) for code, people in found.items()}


def test_every_quoted_cell_counts_the_people_of_the_codings(results, say):
    book = results.material.codebook
    for persona, sheet in sheets(results, say):
        for lane, step, cell in cells(sheet):
            said = sorted((item.text, item.x) for item in cell.items if item.mark == "reported")
            held = holders(results, persona, lane, step)
            assert said == sorted((say.of(book[code].label), x) for code, x in held.items()), (lane, step)


def test_every_quote_in_a_cell_has_its_n_and_its_person_among_the_members(results, say):
    for persona, sheet in sheets(results, say):
        quoted = [item for _, _, cell in cells(sheet) for item in cell.items if item.mark == "reported"]
        assert quoted
        for item in quoted:
            assert item.n == len(persona.members) >= item.x > 0
            people = [evidence.participant for evidence in item.evidence]
            assert people
            assert set(people) <= set(persona.members)


def test_every_empty_cell_says_there_is_no_evidence(results, say):
    empty = [cell for _, sheet in sheets(results, say) for _, _, cell in cells(sheet) if not cell.items]
    assert empty
    assert {cell.empty for cell in empty} == {say("sheet_no_evidence")}
    assert "n = 0" in say("sheet_no_evidence").replace("\u00a0", " ").replace("\u202f", " ")


def test_the_picture_says_of_a_persona_how_many_said_it(results):
    say = Speech(results.language)
    for _, sheet in sheets(results, say):
        figure = draw_map(sheet, say)
        for _, _, cell in cells(sheet):
            for item in cell.items:
                if item.mark == "reported":
                    assert say("sheet_said_by", x=item.x, n=item.n) in figure.svg
        assert not sheet.hypothesis
        assert say("sheet_hypothesis") not in figure.svg
