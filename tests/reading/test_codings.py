"""A coding holds on to the exact words it was given to."""

from __future__ import annotations

import pytest

from workbench.reading.codings import renamed_codes

INTERVIEWS = "interviews/interview-01.txt"


def _quotes(material):
    return [(c.evidence.text, c.code, c.step, c.emotion, c.stance, c.coder) for c in material().codings]


def test_a_row_becomes_a_coding_of_its_exact_words(material):
    assert _quotes(material) == [
        ("I looked at the price first", "price", "look", 1, "for", "A"),
        ("Bruno told me of you", "friend", "look", None, "for", "A"),
    ]
    read = material()
    for coding in read.codings:
        coding.evidence.verify(read.transcripts[0])
        assert coding.origin == "person"


def test_white_space_of_a_quote_does_not_matter(material, change):
    change("codings.csv", "I looked at the price first", '"  I looked\n at  the\u00a0price first "')
    assert _quotes(material)[0][0] == "I looked at the price first"


def test_a_place_may_stand_for_a_quote(material, study):
    (study / "codings.csv").write_text("document,code,coder,start,end\ninterview-01,price,A,24,28\n", "utf-8")
    assert [c.evidence.text for c in material().codings] == ["Well"]


def test_a_place_tells_apart_words_said_twice(material, study):
    (study / "codings.csv").write_text(
        "document,code,coder,start,end,quote\ninterview-01,friend,A,109,115,I told\n", "utf-8"
    )
    assert [(c.evidence.start, c.evidence.text) for c in material().codings] == [(109, "I told")]


def test_a_quote_with_a_name_holds_its_pseudonym(material, change):
    change(INTERVIEWS, "Well, Bruno", "Well, Anna Berg knows Bruno. He")
    change("codings.csv", "Bruno told me of you", "Anna Berg knows Bruno")
    read = material()
    assert read.codings[1].evidence.text == f"[{read.participants[0].pseudonym}] knows Bruno"
    read.codings[1].evidence.verify(read.transcripts[0])


def test_a_quote_after_a_name_keeps_its_words(material, change):
    change(INTERVIEWS, "Well, Bruno", "Anna Berg, MAIL a@b.org, Nan: Bruno")
    read = material()
    assert [c.evidence.text for c in read.codings] == ["I looked at the price first", "Bruno told me of you"]
    assert len(read.transcripts[0].replacements) == 3


def test_a_study_may_have_no_codings_yet(material, study):
    (study / "codings.csv").unlink()
    assert material().codings == ()


def test_empty_cells_are_no_step_and_no_emotion(material, change):
    change("codings.csv", "price,look,1,for,A", "price,,,,")
    assert _quotes(material)[0] == ("I looked at the price first", "price", None, None, "for", "?")


def test_a_coding_may_speak_against_its_code(material, change):
    change("codings.csv", "look,1,for,A", "look,-2,against,A")
    assert _quotes(material)[0][3:5] == (-2, "against")


@pytest.mark.parametrize(
    ("old", "new", "what", "got", "allowed"),
    [
        ("interview-01,I looked", "interview-1,I looked", "no interview is called so", "interview-1", "interview-01"),
        (",price,", ",prise,", "unknown code", "prise", "price, friend"),
        ("price,look", "price,lok", "unknown journey step", "lok", "buy, look"),
        (
            "I looked at",
            "I look at",
            "the quote is not in this interview",
            "'I look at the price first'",
            "words that occur once",
        ),
        ("I looked at the price first", "told", "the quote occurs 3 times", "'told'", "words that occur once"),
        ("I looked at the price first", "", "neither a quote nor start and end", "", ""),
        ("look,1,for", "look,3,for", "emotion is a whole number", "3", "-2 to 2, or empty"),
        ("look,1,for", "look,1.5,for", "emotion is a whole number", "1.5", "-2 to 2, or empty"),
        ("look,1,for", "look,good,for", "emotion is a whole number", "good", "-2 to 2, or empty"),
        ("I looked at the price first", "And then?", "these are the interviewer's words", "'And then?'", ""),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_what_is_allowed(problems, change, old, new, what, got, allowed):
    change("codings.csv", old, new)
    (problem,) = problems()
    assert (problem.where, problem.what, problem.got) == ("codings.csv:2", what, got)
    assert problem.allowed == allowed


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("0,9999", "the coding lies outside the text"),
        ("-1,3", "the coding lies outside the text"),
        ("5,5", "the coding lies outside the text"),
        ("9,5", "the coding lies outside the text"),
        ("24,", "start and end must be whole numbers"),
        ("24,end", "start and end must be whole numbers"),
        ("0,3", "these are the interviewer's words"),
        ("20,30", "the coding runs over more than one turn"),
    ],
)
def test_a_place_that_cannot_be_coded_is_named(problems, study, place, what):
    (study / "codings.csv").write_text(f"document,code,coder,start,end\ninterview-01,price,A,{place}\n", "utf-8")
    (problem,) = problems()
    assert (problem.where, problem.what) == ("codings.csv:2", what)


def test_other_words_at_the_place_are_told(problems, study):
    (study / "codings.csv").write_text(
        "document,code,coder,start,end,quote\ninterview-01,price,A,24,28,Oh so\n", "utf-8"
    )
    (problem,) = problems()
    assert (problem.what, problem.got, problem.allowed) == ("other words stand at this place", "'Well'", "'Oh so'")


def test_every_row_that_does_not_fit_is_named(problems, add):
    add("codings.csv", "interview-01,nobody said this,price,,,for,A\ninterview-01,And then?,price,,,for,A\n")
    assert [p.where for p in problems()] == ["codings.csv:4", "codings.csv:5"]


@pytest.mark.parametrize("stance", ["Against", "contre", "agianst", "-"])
def test_a_stance_that_is_not_known_is_refused(problems, change, stance):
    change("codings.csv", "look,1,for", f"look,1,{stance}")
    (problem,) = problems()
    assert (problem.where, problem.got) == ("codings.csv:2", stance)


def test_a_quote_that_occurs_twice_is_refused_even_where_its_places_overlap(problems, change):
    change(INTERVIEWS, "I told everybody.", "I said no no no.")
    change("codings.csv", "I looked at the price first", "no no")
    (problem,) = problems()
    assert problem.what == "the quote occurs 2 times"


HISTORY = """\
history:
  - {version: "1", date: 2026-01-01, change: rename, codes: [cost], into: [price]}
  - {version: "1", date: 2026-01-02, change: split, codes: [start], into: [price, friend]}
  - {version: "1", date: 2026-01-03, change: remove, codes: [mood]}
"""


def test_a_coding_under_an_old_name_is_read_as_the_current_code_with_a_notice(material, study, add, change):
    add("codebook.yml", HISTORY)
    change("codings.csv", ",price,", ",cost,")
    read = material()
    assert [c.code for c in read.codings] == ["price", "friend"]
    (notice,) = renamed_codes(study / "codings.csv", read.codebook)
    assert (notice.line, notice.values) == (2, {"n": 1, "old": "cost", "new": "price"})


@pytest.mark.parametrize(("old", "what", "allowed"), [("start", "split", "price, friend"), ("mood", "removed", "")])
def test_a_coding_under_a_split_or_removed_code_is_named_with_the_codes_to_choose_from(
    problems, add, change, old, what, allowed
):
    add("codebook.yml", HISTORY)
    change("codings.csv", ",price,", f",{old},")
    (problem,) = problems()
    assert (problem.where, problem.allowed) == ("codings.csv:2", allowed)
    assert problem.what == f"this code was {what} in version 1 of the codebook"
