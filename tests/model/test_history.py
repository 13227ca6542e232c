"""Every name a codebook ever used leads to the codes it stands for today, and never in a circle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.model.codebook import Codebook
from workbench.model.history import Change

TEXT = {"en": "English", "fr": "français"}


def book(names, *changes, version="9.0"):
    codes = [{"id": n, "kind": "goal", "label": TEXT, "claim": TEXT, "definition": TEXT} for n in names]
    history = [
        {"version": "1.1", "date": "2026-01-01", "change": change, "codes": before, "into": after}
        for change, before, after in changes
    ]
    return Codebook.model_validate({"version": version, "codes": codes, "history": history})


@pytest.mark.parametrize(
    ("changes", "name", "now"),
    [
        ([], "price", ("price",)),
        ([("rename", ["cost"], ["price"])], "cost", ("price",)),
        ([("rename", ["dear"], ["cost"]), ("rename", ["cost"], ["price"])], "dear", ("price",)),
        ([("merge", ["cost", "price"], ["price"])], "cost", ("price",)),
        ([("merge", ["cost", "price"], ["price"])], "price", ("price",)),
        ([("split", ["money"], ["price", "friend"])], "money", ("price", "friend")),
        ([("split", ["money"], ["price", "x"]), ("rename", ["x"], ["price"])], "money", ("price",)),
        ([("remove", ["old"], [])], "old", ()),
        ([("add", [], ["friend"]), ("redefine", ["friend"], [])], "friend", ("friend",)),
    ],
)
def test_a_name_leads_to_the_codes_it_stands_for_today(changes, name, now):
    assert book(["price", "friend"], *changes).current(name) == now


def test_a_name_that_was_never_used_is_unknown():
    with pytest.raises(KeyError):
        book(["price"], ("rename", ["cost"], ["price"])).current("nobody")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ([("rename", ["a", "b"], ["price"])], "rename needs exactly 1 in `codes`, got 2"),
        ([("merge", ["a"], ["price"])], "merge needs at least 2 in `codes`, got 1"),
        ([("split", ["a"], ["price"])], "split needs at least 2 in `into`, got 1"),
        ([("remove", ["a"], ["price"])], "remove needs none in `into`, got 1"),
        ([("merge", ["a", "a"], ["price"])], "names a code of `codes` twice"),
        ([("rename", ["price"], ["price"])], "its own name again"),
        ([("rename", ["a"], ["gone"])], "gives gone, which no codebook has since"),
        ([("rename", ["price"], ["friend"])], "ends price, which is used again later"),
        ([("rename", ["a"], ["b"]), ("rename", ["b"], ["a"])], "which no codebook has since|used again later"),
        ([("rename", ["a"], ["price"]), ("add", [], ["a"])], "which no codebook has since|used again later"),
    ],
)
def test_a_history_that_leads_nowhere_or_in_a_circle_is_refused(changes, what):
    with pytest.raises(ValidationError, match=what):
        book(["price", "friend"], *changes)


def test_versions_and_dates_do_not_go_backwards():
    one = {"change": "rename", "codes": ["a"], "into": ["price"]}
    other = {"change": "rename", "codes": ["b"], "into": ["price"]}
    codes = book(["price"]).model_dump()["codes"]
    for (v1, d1), (v2, d2), end in (
        (("1.10", "2026-01-01"), ("1.9", "2026-01-02"), "2"),
        (("1.1", "2026-01-02"), ("1.2", "2026-01-01"), "2"),
        (("1.1", "2026-01-01"), ("1.2", "2026-01-01"), "1.1"),
    ):
        history = [{**one, "version": v1, "date": d1}, {**other, "version": v2, "date": d2}]
        with pytest.raises(ValidationError, match="history"):
            Codebook.model_validate({"version": end, "codes": codes, "history": history})
    fine = [{**one, "version": "1.9", "date": "2026-01-01"}, {**other, "version": "1.10", "date": "2026-01-01"}]
    assert Codebook.model_validate({"version": "1.10", "codes": codes, "history": fine}).current("b") == ("price",)


def test_a_version_is_a_number():
    with pytest.raises(ValidationError):
        Change.model_validate({"version": "two", "date": "2026-01-01", "change": "remove", "codes": ["a"]})


NAMES = st.sampled_from(["price", "friend", *"abcdef"])
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["rename", "merge", "split", "add", "remove", "redefine"]),
        st.lists(NAMES, max_size=3, unique=True),
        st.lists(NAMES, max_size=3, unique=True),
    ),
    max_size=6,
)


@given(CHANGES)
def test_every_history_that_is_allowed_leads_every_name_to_codes_there_are(changes):
    try:
        codebook = book(["price", "friend"], *changes)
    except ValidationError:
        return
    used = {name for _, before, after in changes for name in (*before, *after)} | {"price", "friend"}
    for name in used:
        now = codebook.current(name)
        assert all(code in codebook for code in now) or now == (name,)
        assert (name in codebook) <= (now == (name,))
