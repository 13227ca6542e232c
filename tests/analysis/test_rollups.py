"""Steps gathered by what they share: every step once, every person once."""

from __future__ import annotations

import pytest
from conftest import SAMPLES

from workbench.analysis.rollups import Dimension, roll_ups
from workbench.model.label import Label


def both(text):
    return Label(en=text, fr=text)


def along(journey, *channels):
    steps = tuple(
        step.model_copy(update={"channel": both(channel) if channel else None})
        for step, channel in zip(journey.steps, channels, strict=True)
    )
    return journey.model_copy(update={"steps": steps})


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("dimension", Dimension)
def test_every_step_is_in_one_row(sample, name, dimension):
    journey = sample(name).journey
    found = [step for one in roll_ups(journey, dimension) for step in one.steps]
    assert sorted(found) == sorted(step.id for step in journey.steps)
    assert [one.value for one in roll_ups(journey, dimension)].count(None) <= 1


def test_channels_that_differ_by_case_or_spaces_are_one_and_the_unstated_comes_last(journey):
    found = roll_ups(along(journey, None, "Web  site", "web site"), Dimension.CHANNEL)
    assert [(one.value and one.value.en, one.steps) for one in found] == [
        ("Web  site", ("buy", "use")),
        (None, ("look",)),
    ]


def test_a_person_counts_once_a_row_and_only_those_asked_for(journey, interview, coding, codebook):
    ann, bob = (interview("It leaks.", document=f"i{n}", participant=f"P-{n}") for n in (1, 2))
    book = codebook({"id": "leak", "kind": "pain_point"}, {"id": "joy", "kind": "delight"})
    codings = [
        coding(ann, "leak", step="look", emotion=-2),
        coding(ann, "leak", step="buy", emotion=-1),
        coding(ann, "joy", step="look"),
        coding(bob, "leak", step="look", emotion=2),
    ]
    (row,) = roll_ups(along(journey, "x", "x", "x"), Dimension.CHANNEL, codings, book, people={"P-1", "P-9"})
    assert (row.spoke, row.size, row.pained, row.pleased, row.felt, row.mean) == (1, 2, 1, 1, (-1.5,), -1.5)


def test_where_nobody_told_a_feeling_there_is_no_mean(journey):
    assert all(one.mean is None for one in roll_ups(journey, Dimension.MODE))


def test_words_said_against_a_code_do_not_count(journey, interview, coding, codebook):
    ann = interview("It never leaks.")
    against = coding(ann, "leak", step="look", stance="against")
    (row,) = roll_ups(journey, Dimension.OWNER, [against], codebook("leak"), people={"P-1"})
    assert row.spoke == 0
