"""A persona's journey map: people are counted, and feelings have intervals over people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from workbench.analysis.mapping import LANES, Lane, map_journey, peak_and_end
from workbench.analysis.profiling import profile
from workbench.analysis.quotes import typical_quotes
from workbench.analysis.segmentation import Segmentation
from workbench.model.codebook import Kind
from workbench.walk import map_personas

FEELINGS = st.lists(st.lists(st.integers(-2, 2), min_size=1, max_size=4), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def people(interview):
    return [interview("It leaks. It is dear.", document=f"i{n}", participant=f"P-{n}") for n in range(1, 8)]


@pytest.fixture(scope="module")
def mapped(people, material, journey):
    """Map what the first six of seven people said."""

    def make(book, codings):
        members = tuple(f"P-{n}" for n in range(1, 7))
        found = profile(
            material(people, book, codings), codings, Segmentation({"p1": members}, ("P-7",), "found"), seed=1
        )
        return map_journey(found[0], journey, codings, book, language="en")

    return make


def test_a_finding_counts_people_not_quotes(people, mapped, codebook, coding):
    codings = [coding(people[0], "leak", words, step="use") for words in ("It leaks.", "It is dear.", None)]
    codings.append(coding(people[1], "leak", step="use"))
    (finding,) = mapped(codebook("leak"), codings).cells["use", Lane.ACTIONS]
    assert finding.holders == 2
    assert sorted(quote.participant for quote in finding.evidence) == ["P-1", "P-2"]


def test_what_most_people_said_comes_first(people, mapped, codebook, coding):
    codings = [coding(people[0], "leak", step="use"), *(coding(person, "dear", step="use") for person in people[:2])]
    cell = mapped(codebook("leak", "dear"), codings).cells["use", Lane.ACTIONS]
    assert [finding.code for finding in cell] == ["dear", "leak"]


def test_only_members_speaking_for_a_code_on_a_step_fill_the_map(people, mapped, codebook, coding):
    codings = [
        coding(people[6], "leak", step="use", emotion=-2),
        coding(people[0], "leak", emotion=-2),
        coding(people[1], "leak", step="use", emotion=-2, stance="against"),
    ]
    found = mapped(codebook("leak"), codings)
    assert found.completeness == (0, 3 * len(LANES))
    assert found.feelings == {}
    assert set(found.speakers.values()) == {0}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_code_stands_in_one_lane(people, mapped, codebook, coding, kind):
    found = mapped(codebook({"id": "leak", "kind": kind}), [coding(people[0], "leak", step="use")])
    assert [lane for (step, lane), cell in found.cells.items() if cell] == [own for own in LANES if kind in LANES[own]]
    assert found.completeness[0] == 1


def test_speakers_of_a_step_are_counted_once(people, mapped, codebook, coding):
    codings = [coding(people[0], "leak", "It leaks.", step="use"), coding(people[0], "dear", step="use")]
    codings.append(coding(people[1], "leak", step="buy"))
    assert mapped(codebook("leak", "dear"), codings).speakers == {"look": 0, "buy": 1, "use": 1}


@given(FEELINGS)
@settings(deadline=None, max_examples=40)
def test_feelings_have_the_mean_over_people_and_its_t_interval(people, mapped, codebook, coding, felt):
    codings = [
        coding(people[i], "leak", step="use", emotion=value) for i, values in enumerate(felt) for value in values
    ]
    found = mapped(codebook("leak"), codings).feelings["use"]
    means = [float(np.mean(values)) for values in felt]
    assert found.people == pytest.approx(means)
    assert found.mean == pytest.approx(np.mean(means))
    if len(means) < 3 or len(set(means)) == 1:
        assert (found.low, found.high) == (None, None)
    else:
        low, high = stats.t.interval(0.95, len(means) - 1, loc=np.mean(means), scale=stats.sem(means))
        assert (found.low, found.high) == pytest.approx((max(-2, low), min(2, high)))


def test_a_step_nobody_felt_anything_on_has_no_feelings(people, mapped, codebook, coding):
    assert mapped(codebook("leak"), [coding(people[0], "leak", step="use")]).feelings == {}


def test_feelings_that_only_the_machine_supposed_were_not_told(people, mapped, codebook, coding):
    supposed = coding(people[0], "leak", step="use", emotion=-1, origin="machine", coder="machine")
    assert mapped(codebook("leak"), [supposed]).feelings["use"].told is False
    told = coding(people[1], "leak", step="use", emotion=-1)
    assert mapped(codebook("leak"), [supposed, told]).feelings["use"].told is True


def test_peak_is_the_strongest_feeling_good_or_bad_and_end_the_last_one_felt(people, mapped, codebook, coding, journey):
    codings = [coding(people[0], "leak", step="look", emotion=-2), coding(people[0], "leak", step="buy", emotion=1)]
    assert peak_and_end(mapped(codebook("leak"), codings), journey) == ("look", "buy")
    assert peak_and_end(mapped(codebook("leak"), []), journey) is None


@pytest.mark.parametrize("name", ["travel", "consulting"])
def test_the_typical_quote_of_a_cell_is_chosen_in_the_language_spoken(segmented, name):
    material, codings, segments = segmented(name)
    personas = profile(material, codings, segments, seed=1)
    wrong = []
    for persona, found in zip(personas, map_personas(material, codings, personas), strict=True):
        for (step, _), cell in found.cells.items():
            for finding in cell:
                own = [c for c in codings if c.code == finding.code and c.step == step and c.stance == "for"]
                said = [c for c in own if c.evidence.participant in persona.members]
                if finding.evidence != typical_quotes(said, material.brief.language):
                    wrong.append((persona.id, step, finding.code))
    assert not wrong, f"{len(wrong)} findings"
