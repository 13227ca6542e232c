"""A life cycle that could not be valued is refused, with the place of each fault."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.model.lifecycle_check import lifecycle_faults


def ways(*arrows):
    """Return transitions written `new>loyal 0.4`."""
    return [
        {"from": arrow.split(">")[0], "to": arrow.split(">")[1].split()[0], "p": float(arrow.split()[1])}
        for arrow in arrows
    ]


WHOLE = ("new>new 0.3", "new>loyal 0.5", "new>gone 0.2", "loyal>loyal 0.9", "loyal>gone 0.1")


def test_a_life_cycle_that_can_be_lived_has_no_fault(lifecycle):
    assert lifecycle_faults(lifecycle()) == []


def test_customers_may_come_back_to_a_state(lifecycle):
    back = ways("new>loyal 0.8", "new>gone 0.2", "loyal>new 0.9", "loyal>gone 0.1")
    assert lifecycle_faults(lifecycle(transitions=back)) == []


@pytest.mark.parametrize(
    ("arrows", "fault"),
    [
        (
            ("new>loyal 0.5", "new>gone 0.2", *WHOLE[3:]),
            (("states", 0), "the probabilities leaving new sum to 0.7, not to 1: those who stay count too"),
        ),
        (WHOLE[:3], (("states", 1), "no transition leaves loyal: say how many stay and how many go")),
        (
            (*WHOLE[:3], "loyal>loyal 1"),
            (("states", 1), "state loyal has no way to an exit: its customers would stay for ever"),
        ),
        (
            (*WHOLE[:3], "loyal>loyal 1", "loyal>gone 0"),
            (("states", 1), "state loyal has no way to an exit: its customers would stay for ever"),
        ),
        (("new>gone 1", *WHOLE[3:]), (("states", 1), "state loyal cannot be reached from the start")),
        (
            (*WHOLE, "layal>gone 1"),
            (("transitions", 5, "from"), "layal is no state; did you mean loyal?"),
        ),
        (
            (*WHOLE[:3], "loyal>loyal 0.9", "loyal>gome 0.1"),
            (("transitions", 4, "to"), "gome is neither a state nor an exit; did you mean gone?"),
        ),
        (
            (*WHOLE[:4], "loyal>gone 0.05", "loyal>gone 0.05"),
            (("transitions",), "the name loyal to gone is used twice among transitions"),
        ),
    ],
)
def test_each_fault_of_the_transitions_has_its_place(lifecycle, arrows, fault):
    assert fault in lifecycle_faults(lifecycle(transitions=ways(*arrows)))


def test_a_name_means_one_state_or_exit(lifecycle, label):
    twice = lifecycle(
        exits=[{"id": "gone", "kind": "churn", "label": label}, {"id": "new", "kind": "end", "label": label}]
    )
    assert lifecycle_faults(twice) == [(("states",), "the name new is used twice among states and exits")]


def test_relations_start_in_a_state_and_their_shares_sum_to_1(lifecycle):
    faults = lifecycle_faults(lifecycle(start=[{"state": "new", "p": 0.5}, {"state": "lojal", "p": 0.2}]))
    assert (("start", 1), "relations start in lojal, which is no state; did you mean loyal?") in faults
    assert (("start",), "the probabilities of the start sum to 0.7, not to 1") in faults


def test_a_review_comes_after_the_life_cycle_is_valid(lifecycle):
    ((place, what),) = lifecycle_faults(lifecycle(review_due=date(2025, 1, 1)))
    assert place == ("review_due",)
    assert "before the life cycle is valid" in what
