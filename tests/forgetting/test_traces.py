from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.forgetting.traces import RUN, Said, Traces, runs_of, telling

OWN = "I ran four of them in parallel for three weeks in September and kept the scores"


def _traces(*others: str, documents: tuple[str, ...] = ("interview-03",)) -> Traces:
    runs = runs_of([OWN], [Said(f"d{i}", text) for i, text in enumerate(others)])
    return Traces(pseudonym="P-ABCD", documents=documents, names=("Ada Lund", "Ada"), runs=runs)


def test_each_kind_of_trace_is_told_with_its_line():
    text = f"P-ABCD\nAda\ninterview-03.txt\nthen: {OWN.upper()}"
    found = [(1, "the pseudonym"), (2, "the name"), (3, "the document"), (4, "the person's words")]
    assert _traces().in_text(text) == found


def test_longer_names_and_other_documents_are_no_traces():
    assert _traces().in_text("P-ABCDE, Adam, interview-031, my-interview-03") == []


def test_a_document_that_is_any_number_counts_after_its_column_s_name_alone():
    traces = _traces(documents=("44",))
    assert not telling("44")
    assert traces.in_text("44 people") == []
    assert traces.in_text("document: 44") == [(1, "the document")]


@given(start=st.integers(0, 10), length=st.integers(1, 16))
def test_six_words_in_a_row_are_found_and_five_are_not(start, length):
    words = OWN.split()[start : start + length]
    found = list(_traces().words_in("Well... " + ",\n ".join(words) + " indeed so"))
    assert bool(found) == (len(words) >= RUN)


def test_words_that_somebody_else_says_too_are_nobody_s_own():
    assert list(_traces("We ran four of them in parallel for three").words_in("ran four of them in parallel")) == []


def test_a_copy_of_the_interview_under_another_name_is_no_coincidence():
    many = " ".join(f"word{i}" for i in range(100))
    runs = runs_of([many], [Said("copy", many)])
    assert len(runs) == 95
