"""A life cycle is read with the line of each fault, and never taken for a journey."""

from __future__ import annotations

import pytest

from workbench.errors import InputError
from workbench.reading.lifecycle_files import FILE, read_lifecycle
from workbench.reading.study_folder import read_journey, samples_folder

BANK = samples_folder() / "bank" / FILE


@pytest.fixture
def changed(tmp_path):
    """Return the bank's life cycle with words replaced."""

    def write(*changes):
        text = BANK.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / FILE
        path.write_text(text, "utf-8")
        return path

    return write


def problems(read, path):
    with pytest.raises(InputError) as caught:
        read(path)
    return caught.value.problems


def test_the_bank_s_life_cycle_has_the_stated_states_in_their_order():
    bank = read_lifecycle(BANK)
    assert [state.id for state in bank.states] == ["account", "consumer_credit", "savings", "investment", "mortgage"]
    assert all((state.basis, state.source) == ("stated", "S4") for state in bank.states)
    assert bank.illustrative


def test_every_number_of_the_bank_is_assumed_and_has_a_range():
    bank = read_lifecycle(BANK)
    amounts = [amount for state in bank.states for amount in (state.margin, state.cost)]
    for each in (*amounts, *bank.transitions, bank.acquisition):
        assert each.basis == "assumed"
        low, high = each.range
        assert low < high
    assert all(span.basis == "assumed" for state in bank.states for span in (state.age, state.tenure))


def test_typical_ages_and_tenures_of_the_bank_begin_in_the_order_of_its_states_but_for_the_mortgage():
    states = read_lifecycle(BANK).states[:-1]
    assert [s.age.low for s in states] == sorted(s.age.low for s in states)
    assert [s.tenure.low for s in states] == sorted(s.tenure.low for s in states)


def test_a_journey_is_told_from_a_life_cycle_with_its_line():
    path = samples_folder() / "travel" / "journey.yml"
    (problem,) = problems(read_lifecycle, path)
    line = 1 + path.read_text("utf-8").split("\n").index("steps:")
    assert problem.where == f"{path}:{line}"
    assert problem.what == "this is a journey, not a life cycle"
    assert "read_journey" in problem.remedy


def test_a_life_cycle_is_told_from_a_journey():
    (problem,) = problems(read_journey, BANK)
    assert problem.what == "this is a life cycle, not a journey"
    assert "read_lifecycle" in problem.remedy
    assert problem.allowed == "steps, stages, conversion"


@pytest.mark.parametrize(("read", "kind"), [(read_lifecycle, "a journey"), (read_journey, "a life cycle")])
def test_one_file_cannot_hold_both(changed, read, kind):
    (problem,) = problems(read, changed(("period: year", "period: year\nsteps: []")))
    assert "cannot be mixed in one file" in problem.what
    assert kind in problem.remedy


def test_a_fault_has_its_line(changed):
    path = changed(("{from: savings, to: mortgage, p: 0.08,", "{from: savings, to: mortgages, p: 0.08,"))
    found = problems(read_lifecycle, path)
    line = next(i for i, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "mortgages" in text)
    assert [(p.where, p.what) for p in found] == [
        (f"{path}:{line}", "mortgages is neither a state nor an exit; did you mean mortgage?")
    ]


def test_an_unknown_field_is_refused_with_the_known_ones(changed):
    (problem,) = problems(read_lifecycle, changed(("    tenure: {low: 0,", "    tenur: {low: 0,")))
    assert "tenur" in problem.what
    assert "tenure" in problem.allowed
