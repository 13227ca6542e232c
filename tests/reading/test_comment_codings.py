"""Comments in the margin of Word interviews become codings, and none is lost on the way."""

from __future__ import annotations

import csv
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.cli import main
from workbench.errors import InputError
from workbench.model.codebook import Code, Codebook
from workbench.model.label import Label
from workbench.reading.codings_file import add_codings
from workbench.reading.comment_codes import codes_named, names_of
from workbench.reading.comment_codings import comments_as_codings
from workbench.reading.study_folder import read_material

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _run(words):
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _paragraph(*parts):
    """Return a paragraph of words and of (number, words) for those a comment is fixed to."""
    made = [
        _run(part)
        if isinstance(part, str)
        else f'<w:commentRangeStart w:id="{part[0]}"/>{_run(part[1])}<w:commentRangeEnd w:id="{part[0]}"/>'
        for part in parts
    ]
    return f"<w:p>{''.join(made)}</w:p>"


@pytest.fixture
def commented(study, write_word):
    """Write a Word interview with comments, (text, author) each, and return its study."""

    def write(body, *comments, name="talk.docx"):
        path = write_word(study / "interviews" / name, [], body=body)
        made = "".join(
            f'<w:comment w:id="{at}" w:author="{escape(author)}"><w:p>{_run(text)}</w:p></w:comment>'
            for at, (text, author) in enumerate(comments)
        )
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("word/comments.xml", f"<w:comments {WORD}>{made}</w:comments>")
        return study

    return write


def _talk(*said):
    return _paragraph("Interviewer: How was it?") + _paragraph("Anna: ", *said)


def _added(study):
    with (study / "codings.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["document"] == "talk"]


def _keys(notices):
    return [notice.key for notice in notices]


def test_a_comment_that_names_a_code_is_a_coding_of_its_words_by_its_author(commented):
    study = commented(_talk("Well, ", (0, "it was dear"), ", so I left."), ("price -1", "Vera Moss"))
    path, written, notices = comments_as_codings(str(study))
    assert (path, written, notices) == (study / "codings.csv", 1, [])
    (coding,) = [one for one in read_material(str(study)).codings if one.evidence.document == "talk"]
    assert coding.evidence.text == "it was dear"
    assert (coding.code, coding.coder, coding.emotion, coding.stance) == ("price", "VM", -1, "for")
    assert "Moss" not in (study / "codings.csv").read_text("utf-8")


def test_the_same_comments_are_not_added_twice_and_the_rest_of_the_table_stays(commented):
    study = commented(_talk((0, "it was dear")), ("price", "Vera Moss"))
    before = (study / "codings.csv").read_text("utf-8").splitlines()
    assert comments_as_codings(str(study))[1] == 1
    once = (study / "codings.csv").read_text("utf-8")
    assert [line.rstrip(",") for line in once.splitlines()[1:3]] == before[1:]
    assert comments_as_codings(str(study))[1] == 0
    assert (study / "codings.csv").read_text("utf-8") == once


def test_a_comment_without_a_code_or_without_words_is_told_with_its_number(commented):
    gone = '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/>'
    study = commented(_talk((0, "it was dear")) + f"<w:p>{gone}</w:p>", ("ask again", "V"), ("price", "V"))
    _, written, notices = comments_as_codings(str(study))
    assert (written, _keys(notices)) == (0, ["comment_codeless", "comment_loose"])
    start = len("How was it?\n")
    assert notices[0].values == {"number": 1, "place": f"{start}-{start + len('it was dear')}"}
    assert notices[1].values == {"number": 2, "codes": "price"}


def test_a_comment_over_several_turns_is_a_coding_a_turn_without_the_interviewers(commented):
    over = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    body = f"{over[0]}{_talk('it was dear')}{_paragraph('Interviewer: Really?')}{_paragraph('Anna: yes')}{over[1]}"
    study = commented(body, ("Prix", "V"))
    _, written, notices = comments_as_codings(str(study))
    assert (written, _keys(notices)) == (2, ["comment_split"])
    assert [row["quote"] for row in _added(study)] == ["it was dear", "yes"]


def test_a_comment_on_the_interviewer_alone_is_told_and_not_coded(commented):
    body = _paragraph("Interviewer: ", (0, "How was it?")) + _paragraph("Anna: dear")
    _, written, notices = comments_as_codings(str(commented(body, ("price", "V"))))
    assert (written, _keys(notices)) == (0, ["comment_asked"])


def test_authors_with_the_same_initials_are_two_coders(commented):
    study = commented(_talk((0, "dear"), " and ", (1, "slow")), ("price", "Vera Moss"), ("price", "Vito Marsh"))
    _, written, notices = comments_as_codings(str(study))
    assert (written, _keys(notices)) == (2, ["comment_coders"])
    assert [row["coder"] for row in _added(study)] == ["VM", "VM2"]


def test_words_that_stand_twice_are_coded_where_the_comment_is(commented):
    study = commented(_talk("dear, so ", (0, "dear"), " it was"), ("price", "V"))
    comments_as_codings(str(study))
    (row,) = _added(study)
    assert int(row["start"]) == len("How was it?\ndear, so ")


def test_words_of_a_table_whose_first_column_names_the_speakers_are_found(commented):
    def row(label, words):
        return f"<w:tr><w:tc>{_paragraph(label)}</w:tc><w:tc>{words}</w:tc></w:tr>"

    rows = [row("Interviewer", _paragraph("How was it?")), row("Anna", _paragraph("so ", (0, "dear")))] * 1
    body = f"<w:tbl>{''.join(rows)}{row('Interviewer', _paragraph('Then?'))}{row('Anna', _paragraph('dear'))}</w:tbl>"
    study = commented(body, ("price", "V"))
    comments_as_codings(str(study))
    assert [found["quote"] for found in _added(study)] == ["dear"]


def test_a_quote_that_a_spreadsheet_would_calculate_is_written_safely_and_read_back(commented):
    study = commented(_talk("well ", (0, "=1+1 he said")), ("price", "V"))
    comments_as_codings(str(study))
    assert _added(study)[0]["quote"] == "'=1+1 he said"
    assert "=1+1 he said" in [one.evidence.text for one in read_material(str(study)).codings]


def test_the_command_tells_what_it_added_and_every_notice(commented, capsys):
    study = commented(_talk((0, "dear"), " and ", (1, "slow")), ("price", "Vera Moss"), ("hm", "Vera Moss"))
    assert main(["comments", str(study)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("notice 1: talk.docx: comment 2, at characters ")
    assert told[1] == f"{study / 'codings.csv'}: 1 codings added from comments (1 notices)"


def test_a_sample_of_the_installation_is_not_written_to():
    with pytest.raises(InputError, match="this is a sample"):
        comments_as_codings("travel")


def _book(**labels):
    codes = [
        Code(
            id=name,
            kind="need",
            label=Label(en=en, fr=fr),
            claim=Label(en="x", fr="x"),
            definition=Label(en="x", fr="x"),
        )
        for name, (en, fr) in labels.items()
    ]
    return names_of(Codebook(version="1", codes=tuple(codes)))


NAMES = _book(price=("Price", "Prix"), price_drop=("Price drop", "Baisse de prix"), delay=("Delay", "Délai"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("price", [("price", "", "")]),
        ("PRIX: she says so", [("price", "", "")]),
        ("Price drop", [("price_drop", "", "")]),
        ("price_drop -2", [("price_drop", "", "-2")]),
        ("delai contre", [("delay", "against", "")]),
        ("price against -1; Délai +2", [("price", "against", "-1"), ("delay", "", "2")]),
        ("price (\u22122)", [("price", "", "-2")]),
        ("she is angry #price -1 #delay", [("price", "", "-1"), ("delay", "", "")]),
        ("price 2 nights", [("price", "", "")]),
        ("price for the family", [("price", "", "")]),
        ("Price, delay was not the point", [("price", "", "")]),
        ("ask about the price", []),
        ("pricey", []),
        ("#unknown", []),
        ("", []),
    ],
)
def test_a_code_is_named_at_the_beginning_or_after_a_hash(text, codes):
    assert [(min(one.codes), one.stance, one.emotion) for one in codes_named(text, NAMES)] == codes


def test_a_label_of_two_codes_is_unclear_and_an_id_never():
    names = _book(price=("Cost", "Prix"), cost=("Other", "Autre"), fee=("Sum", "Somme"), due=("Sum", "Dû"))
    assert [one.codes for one in codes_named("cost", names)] == [{"cost"}]
    assert [one.codes for one in codes_named("sum", names)] == [{"fee", "due"}]


@given(st.text(max_size=40))
def test_no_comment_stops_the_reading_and_every_emotion_is_one(text):
    for one in codes_named(f"price {text}", NAMES):
        assert one.emotion in ("", "-2", "-1", "0", "1", "2")
        assert one.stance in ("", "for", "against")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        'document,quote,code,coder\ni,"two\nlines, ""so""",price,A\n',
        "\ufeffdocument;quote;code;coder;own\ni;a;price;A;x\n\n",
        'document\tquote\tcode\tcoder\ni\ta "word"\tprice\tA',
    ],
)
def test_rows_are_added_behind_whatever_the_table_has(tmp_path, text, end):
    path = tmp_path / "codings.csv"
    path.write_bytes(text.replace("\n", end).encode())
    row = {"document": "k", "quote": "b", "code": "delay", "coder": "B", "start": "1", "end": "2"}
    add_codings(path, [row])
    lines = path.read_bytes().decode().split(end)
    first = text.split("\n", 1)[0]
    mark = next(one for one in "\t;," if one in first)
    assert lines[0] == mark.join((first, "start", "end"))
    assert lines[-2].startswith(mark.join(("k", "b", "delay", "B")))
    assert lines[-2].endswith(mark.join(("1", "2")))
    assert lines[-3].strip(mark) in text.split("\n")


def test_without_a_table_one_is_made_and_without_rows_none(tmp_path):
    path = tmp_path / "codings.csv"
    add_codings(path, [])
    assert not path.exists()
    add_codings(path, [{"document": "k", "quote": "-b", "code": "delay", "coder": "B", "emotion": "-1"}])
    assert path.read_text("utf-8").splitlines()[1] == "k,,,'-b,delay,,-1,,B,"
