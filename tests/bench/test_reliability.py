"""The page of counted promises is made of the counts kept, and names tests there are."""

import json

from benchmarks.reliability import COUNTS, PAGE, ROOT, TESTS, page_of


def test_the_page_kept_is_made_of_the_counts_kept():
    counts = json.loads(COUNTS.read_text("utf-8"))
    assert PAGE.read_text("utf-8") == page_of(counts), "python -m benchmarks.reliability"


def test_every_row_names_a_test_there_is():
    assert all((ROOT / test).is_file() for test in TESTS.values())


def test_no_promise_counted_is_broken():
    assert {row for row, own in json.loads(COUNTS.read_text("utf-8")).items() if own["measured"]} == set()
