"""Codes against participants and against codes, as pictures with their tables."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.crosstabs import held_together, passages, said_together
from workbench.figures.crosstabs import SHOWN_TOGETHER, passages_matrix, together_matrix

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="session")
def counted(study):
    """Return codes x participants and codes x codes of the startup sample."""
    material = study.material
    counts = passages(study.codings, material.codebook, [p.pseudonym for p in material.participants])
    return counts, held_together(counts), said_together(study.codings, material.transcripts, material.codebook)


def names_of(study):
    return {persona.id: persona.identity.name for persona in study.personas}


def many(study, people):
    """Return counts of the sample's codes for so many made-up participants."""
    codes = [code.id for code in study.material.codebook.codes]
    counts = np.add.outer(np.arange(len(codes)), np.arange(people)) % 5
    return pd.DataFrame(counts, index=codes, columns=[f"P-{i:04}" for i in range(people)])


def test_the_table_has_every_participant_and_its_totals_are_the_codings(study, counted, say):
    counts, _, _ = counted
    head, *rows, totals = passages_matrix(
        counts, study.material.codebook, study.segments.groups, names_of(study), say
    ).table
    assert set(head[1:-2]) == {p.pseudonym for p in study.material.participants}
    assert int(totals[-2]) == sum(c.stance == "for" for c in study.codings) == sum(int(row[-2]) for row in rows)
    for row in rows:
        assert int(row[-2]) == sum(int(cell) for cell in row[1:-2])
        assert row[-1] == say("x_of_n", x=sum(cell != "0" for cell in row[1:-2]), n=len(counts.columns))


def test_members_of_a_persona_stand_side_by_side_and_who_fits_none_comes_last(study, counted, say):
    head = passages_matrix(counted[0], study.material.codebook, study.segments.groups, names_of(study), say).table[0]
    people = list(head[1:-2])
    for members in study.segments.groups.values():
        places = sorted(people.index(member) for member in members)
        assert places == list(range(places[0], places[0] + len(members)))
    assert set(people[len(people) - len(study.segments.left_over) :]) == set(study.segments.left_over)


def test_codes_of_most_participants_come_first_and_the_first_is_the_finding(study, counted, say):
    figure = passages_matrix(counted[0], study.material.codebook, {}, {}, say)
    held = [sum(cell != "0" for cell in row[1:-2]) for row in figure.table[1:-1]]
    assert held == sorted(held, reverse=True)
    assert figure.table[1][0] in figure.alt
    assert say("x_of_n", x=held[0], n=10).split()[0] in figure.alt


def test_without_groups_no_group_is_named(study, counted, say):
    assert say("fits_none") not in passages_matrix(counted[0], study.material.codebook, {}, {}, say).svg


def test_numbers_give_way_to_the_table_when_there_are_too_many_participants(study, say, parsed):
    figure = passages_matrix(many(study, 61), study.material.codebook, {}, {}, say)
    picture = parsed(figure.svg)
    assert float(picture.get("width")) <= 1132
    assert say("matrix_tight") in figure.caption
    assert not list(picture.iter(f"{SVG}tspan"))
    assert len(figure.table[0]) == 61 + 3
    assert say("matrix_tight") not in passages_matrix(many(study, 12), study.material.codebook, {}, {}, say).caption


def test_no_share_is_given_in_percent(study, counted, say):
    for figure in (
        passages_matrix(counted[0], study.material.codebook, {}, {}, say),
        together_matrix(*counted, study.material.codebook, say),
    ):
        told = [figure.alt, figure.caption, *(cell for row in figure.table for cell in row)]
        assert not [text for text in told if "%" in text]


def test_the_table_of_codes_is_symmetric_and_its_diagonal_has_the_holders(study, counted, say):
    head, *rows = together_matrix(*counted, study.material.codebook, say).table
    assert [row[0] for row in rows] == list(head[1:])
    held = (counted[0] > 0).sum(axis=1)
    holders = {say.of(code.label): held[code.id] for code in study.material.codebook.codes}
    for i, row in enumerate(rows):
        assert int(row[i + 1].split()[0]) == holders[row[0]]
        assert [row[j + 1] for j in range(len(rows))] == [rows[j][i + 1] for j in range(len(rows))]


def test_only_so_many_codes_are_drawn_and_the_caption_says_so(study, counted, say, parsed):
    figure = together_matrix(*counted, study.material.codebook, say)
    rows = len(figure.table) - 1
    assert rows > SHOWN_TOGETHER
    assert say("together_most", shown=SHOWN_TOGETHER, codes=rows) in figure.caption
    assert float(parsed(figure.svg).get("width")) < 700


def test_the_finding_names_the_pair_most_often_said_together(study, counted, say):
    _, people, turns = counted
    figure = together_matrix(*counted, study.material.codebook, say)
    label = {code.id: say.of(code.label) for code in study.material.codebook.codes}
    most = max(int(turns.loc[a, b]) for a, b in combinations(turns.index, 2))
    named = [(a, b) for a, b in combinations(turns.index, 2) if label[a] in figure.alt and label[b] in figure.alt]
    assert [int(turns.loc[pair]) for pair in named] == [most]
    assert str(people.loc[named[0]]) in figure.alt


def test_where_no_codes_meet_the_picture_says_so(study, say, parsed):
    counts = many(study, 4) * 0
    counts.iloc[0, 0] = 2
    both = held_together(counts)
    figure = together_matrix(counts, both, both * 0, study.material.codebook, say)
    parsed(figure.svg)
    assert figure.alt == say("together_none", n=4)
