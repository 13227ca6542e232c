"""Maps taken together: people are counted once, whatever they said on however many steps."""

import pytest

from workbench.analysis.mapping import Lane, map_people
from workbench.analysis.pooling import gathered, pooled


@pytest.fixture
def maps(interview, coding, codebook, journey):
    people = [interview("It leaks. It is dear.", document=f"i{n}", participant=f"P-{n}") for n in range(1, 4)]
    book = codebook("leak", "dear")
    codings = [
        coding(people[0], "leak", "It leaks.", step="look", emotion=-2),
        coding(people[0], "leak", "It is dear.", step="use", emotion=0),
        coding(people[1], "leak", "It leaks.", step="use", emotion=1),
        coding(people[2], "dear", "It is dear.", step="use"),
    ]
    return [map_people(who, journey, codings, book, language="en") for who in (["P-1"], ["P-2", "P-3"])]


def test_pooled_maps_count_all_their_people(maps):
    whole = pooled(maps)
    assert whole.size == 3
    assert whole.speakers == {"look": 1, "buy": 0, "use": 3}
    assert [(f.code, f.holders) for f in whole.cells["use", Lane.ACTIONS]] == [("leak", 2), ("dear", 1)]
    assert whole.feelings["use"].people == (0.0, 1.0)


def test_somebody_who_speaks_of_several_steps_counts_once_for_them_all(maps):
    whole = gathered(pooled(maps), {"all": ["look", "buy", "use"]})
    assert whole.speakers == {"all": 3}
    assert [(f.code, f.holders) for f in whole.cells["all", Lane.ACTIONS]] == [("leak", 2), ("dear", 1)]
    assert [quote.participant for quote in whole.cells["all", Lane.ACTIONS][0].evidence].count("P-1") == 1


def test_who_feels_several_steps_feels_their_mean(maps):
    felt = gathered(pooled(maps), {"all": ["look", "buy", "use"]}).feelings["all"]
    assert dict(zip(felt.who, felt.people, strict=True)) == {"P-1": -1.0, "P-2": 1.0}


def test_no_maps_cannot_be_pooled():
    with pytest.raises(ValueError, match="no map"):
        pooled([])
