"""A chat is who wrote what when, in whichever way the telephone exports it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.model.material import Notice
from workbench.reading.formats.chat import chat_turns, is_chat

CHAT = Path("chat.txt")


def _turns(*lines):
    turns, notices = chat_turns(CHAT, "\n".join(lines))
    return [(turn.speaker, turn.words, turn.at) for turn in turns], notices


@pytest.mark.parametrize(
    "line",
    [
        *(
            "12/31/21, 22:15 - Anna: so: it",
            "12/31/21, 10:15 PM - Anna: so: it",
            "12/31/21, 10:15\u202fPM - Anna: so: it",
        ),
        *("[31/12/2021, 22:15:00] Anna: so: it", "\u200e[31/12/21, 10:15:00 PM] Anna: so: it"),
        *(
            "31.12.21, 22:15 - Anna: so: it",
            "31/12/2021 à 22:15 - Anna : so: it",
            "31/12/2021, 10:15 p.m. - Anna: so: it",
        ),
        *("2021-12-31, 22:15 - Anna: so: it", "[2021/12/31 22:15:00] Anna: so: it"),
    ],
)
def test_a_message_is_known_however_its_telephone_writes_the_date(line):
    before = line.replace("22:15", "21:15").replace("10:15", "9:15")
    assert is_chat(f"{before}\n{line}")
    assert _turns(before, line) == ([("Anna", "so: it", 0.0), ("Anna", "so: it", 3600.0)], [])


def test_midnight_and_noon_of_twelve_hours_are_told_apart():
    said, _ = _turns("12/31/21, 12:00 AM - Anna: a", "12/31/21, 12:00 PM - Anna: b")
    assert [at for *_, at in said] == [0.0, 12 * 3600.0]


def test_lines_without_a_date_continue_the_message():
    said, _ = _turns("31/12/21, 10:15 - Anna: one", "two: 3", "", "at 10:15 - four", "31/12/21, 10:16 - Bo: five")
    assert said[0][:2] == ("Anna", "one\ntwo: 3\n\nat 10:15 - four")
    assert said[1][:2] == ("Bo", "five")


def test_lines_without_a_name_are_counted():
    said, notices = _turns("31/12/21, 10:15 - Bo joined", "31/12/21, 10:15 - You left", "31/12/21, 10:16 - Bo: five")
    assert [who for who, *_ in said] == ["Bo"]
    assert notices == [Notice("chat.txt", "chat_nameless", {"n": 2}, 1)]


@pytest.mark.parametrize("words", ["<Media omitted>", "\u200eimage omitted", "\u200e<attached: 1.jpg>"])
def test_what_stands_for_a_picture_is_counted(words):
    said, notices = _turns("[31/12/21, 10:15:00] Bo: five", f"[31/12/21, 10:16:00] Bo: {words}")
    assert len(said) == 1
    assert notices == [Notice("chat.txt", "chat_media", {"n": 1}, 2)]


def test_words_below_a_picture_are_kept():
    said, notices = _turns("31/12/21, 10:15 - Bo: <Media omitted>", "my <new> shop")
    assert said[0][1] == "<Media omitted>\nmy <new> shop"
    assert notices == []


@pytest.mark.parametrize(
    ("line", "hours"), [("13/02/21, 10:15 - Anna: b", 24 * 8.0), ("02/13/21, 10:15 - Anna: b", 24 * 8.0)]
)
def test_one_number_over_twelve_decides_the_order_of_all_dates(line, hours):
    day_first = line.startswith("13")
    said, notices = _turns(f"{'05/02/21' if day_first else '02/05/21'}, 10:15 - Anna: a", line)
    assert [at for *_, at in said] == [0.0, hours * 3600]
    assert notices == []


def test_dates_that_may_be_read_both_ways_are_told():
    said, (notice,) = _turns("05/02/21, 10:15 - Anna: a", "06/02/21, 10:15 - Anna: b")
    assert said[1][2] == 24 * 3600
    assert notice == Notice("chat.txt", "chat_dates", {"date": "5/2/21"}, 1)


def _problem(*lines):
    with pytest.raises(InputError) as caught:
        _turns(*lines)
    (problem,) = caught.value.problems
    return problem.where, problem.what, problem.got


def test_dates_of_two_orders_are_refused_with_both_lines():
    assert _problem("05/02/21, 10:15 - A: a", "13/02/21, 10:15 - A: b", "02/13/21, 10:15 - A: c") == (
        "chat.txt:2",
        "dates of two orders",
        "13/2/21 and, on line 3, 2/13/21",
    )


@pytest.mark.parametrize("line", ["31/02/21, 10:15 - A: a", "31/01/21, 25:15 - A: a", "31/00/21, 10:15 - A: a"])
def test_a_day_or_time_there_is_not_is_refused(line):
    assert _problem("01/01/21, 10:15 - A: a", line)[:2] == ("chat.txt:2", "no such day or time")


def test_words_before_the_first_message_and_a_file_of_none_are_refused():
    assert _problem("so", "31/01/21, 10:15 - A: a")[:2] == ("chat.txt:1", "words before the first message")
    assert _problem("")[1] == "no message found"


@pytest.mark.parametrize(
    "text", ["", "Anna: so\nBo: no", "[00:01] Anna: so", "31/12/21, 10:15 - Interview 3\nBo: Why?\nAnna: So."]
)
def test_other_text_is_no_chat(text):
    assert not is_chat(text)
