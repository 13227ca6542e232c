"""Ugly files: what researchers really have, each with exactly what is to come of it."""

# ruff: noqa: E501 (a file is best seen on one line)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from hostile.packages import Parts, cells, opendocument_parts, package, paragraphs, sheet_parts, word_parts


@dataclass(frozen=True)
class Ugly:
    """An ugly file and its outcome: the words read, or those of the refusal; and the keys of its notices."""

    name: str
    file: str
    content: bytes | str | Callable[[Path], object]
    words: list[str] | None = None
    refusal: str = ""
    notices: tuple[str, ...] = ()
    source: dict[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write the file and return its path."""
        path = folder / self.file
        if callable(self.content):
            self.content(path)
        else:
            path.write_bytes(self.content if isinstance(self.content, bytes) else self.content.encode("utf-8"))
        return path


def _office(make: Callable[[str], Parts], body: str) -> Callable[[Path], object]:
    return lambda path: package(path, make(body))


def _word(name: str, body: str, words: list[str], **more: Any) -> Ugly:
    heads = paragraphs("Interviewer: Well?", "Anna: Yes.")
    return Ugly(name, "talk.docx", _office(word_parts, heads + body), ["Well?", *words], **more)


def _text(name: str, said: str, told: str | None = None, **more: Any) -> Ugly:
    words = ["Well?", said if told is None else told]
    return Ugly(name, "talk.txt", f"Interviewer: Well?\nAnna: {said}\n", words, **more)


def _answer(name: str, cell: str, told: str, **more: Any) -> Ugly:
    return Ugly(name, "talk.csv", f"participant,question,answer\nP1,How?,{cell}\n", ["How?", told], **more)


def _cues(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _sheet(name: str, rows: str, words: list[str] | None, **more: Any) -> Ugly:
    head = cells(1, "participant", "question", "answer")
    return Ugly(name, "talk.xlsx", _office(sheet_parts, head + rows), words, **more)


def _cell(content: str, kind: str = "") -> str:
    kinds = f' t="{kind}"' if kind else ""
    return (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>P1</t></is></c><c r="B2" t="inlineStr"><is><t>How?</t></is></c>'
        f'<c r="C2"{kinds}>{content}</c></row>'
    )


FIRST = "00:01.000 --> 00:02.000\n<v Anna>"
ACCENTS = "Interviewer: Ça va ?\nAnna: Où ça, à l'été, déjà ? Eh bien oui, très.\n"
HEAD = "participant,question,answer\n"
CAPTIONS = [
    Ugly("an arrow among the words", "talk.vtt", _cues(FIRST + "a --> b"), ["a --> b"]),
    Ugly("a last cue without words", "talk.vtt", _cues(FIRST + "Yes.", "00:03.000 --> 00:04.000"), ["Yes."]),
    Ugly("a last cue cut in its time", "talk.vtt", _cues(FIRST + "Yes.", "00:03.000 --> 00:"), refusal="in no cue"),
    Ugly("a time below zero", "talk.vtt", _cues("-00:01.000 --> 00:02.000\n<v Anna>Yes."), refusal="talk.vtt"),
    Ugly("signs written as entities", "talk.vtt", _cues(FIRST + "1 &lt; 2 &amp; 3"), ["1 < 2 & 3"]),
    Ugly("no header", "talk.vtt", FIRST + "Yes.\n", refusal="WEBVTT on the first line"),
    Ugly(
        "two byte-order marks",
        "talk.vtt",
        b"\xef\xbb\xbf\xef\xbb\xbf" + _cues(FIRST + "Yes.").encode(),
        ["Yes."],
        notices=("inner_byte_order_marks",),
    ),
    Ugly("carriage returns alone", "talk.vtt", _cues(FIRST + "Yes.").replace("\n", "\r"), ["Yes."]),
    Ugly("comma in a time of SubRip", "talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nAnna: Yes.\n", ["Yes."]),
    Ugly("no number above a cue of SubRip", "talk.srt", "00:00:01,000 --> 00:00:02,000\nAnna: Yes.\n", ["Yes."]),
    Ugly(
        "an empty line in a cue",
        "talk.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nAnna: Yes.\n\nAnd no.\n",
        refusal="talk.srt:5",
    ),
    Ugly(
        "a style and a remark", "talk.vtt", _cues("STYLE\n::cue {color: red}", "NOTE later", FIRST + "Yes."), ["Yes."]
    ),
]
TEXTS = [
    Ugly("nothing", "talk.txt", b"", refusal="the file is empty"),
    Ugly("a byte-order mark alone", "talk.txt", b"\xef\xbb\xbf", refusal="talk.txt"),
    Ugly("spaces alone", "talk.txt", b"  \n\t\n", refusal="the file is empty"),
    Ugly("one line", "talk.txt", "Anna: Yes.", ["Yes."]),
    Ugly("no end to the last line", "talk.txt", "Interviewer: Well?\nAnna: Yes.", ["Well?", "Yes."]),
    Ugly("a zero byte", "talk.txt", "Interviewer: Well?\nAnna: Y\0es.\n", refusal="talk.txt:2: zero bytes"),
    Ugly(
        "UTF-16 with a mark",
        "talk.txt",
        ACCENTS.encode("utf-16"),
        ["Ça va ?", "Où ça, à l'été, déjà ? Eh bien oui, très."],
    ),
    Ugly("UTF-16 without a mark", "talk.txt", ACCENTS.encode("utf-16-le"), refusal="talk.txt"),
    *(
        Ugly(f"{name} not named", "talk.txt", ACCENTS.encode(name), refusal="talk.txt:1: not utf-8 text")
        for name in ("cp1252", "mac-roman", "cp850")
    ),
    *(
        Ugly(
            f"{name} named",
            "talk.txt",
            ACCENTS.encode(name),
            ["Ça va ?", "Où ça, à l'été, déjà ? Eh bien oui, très."],
            source={"encoding": name},
        )
        for name in ("cp1252", "mac-roman", "cp850")
    ),
    Ugly("an encoding there is not", "talk.txt", ACCENTS, refusal="unknown encoding", source={"encoding": "klingon"}),
    Ugly(
        "one byte that is no UTF-8",
        "talk.txt",
        ACCENTS.encode() + b"Anna: \xff\n",
        refusal="talk.txt:3: not utf-8 text",
    ),
    Ugly("nobody named", "talk.txt", "Words and words.\nMore words.\n", refusal="no speaker label found"),
    Ugly(
        "words before the first label",
        "talk.txt",
        "Recorded at noon.\nInterviewer: Well?\nAnna: Yes.\n",
        ["Well?", "Yes."],
        notices=("before_labels",),
    ),
    _text("a word of a million letters", "a" * 1_000_000),
    _text("emoji joined to one", "👩‍👩‍👧 yes 👍🏽"),
    _text("words from right to left", "שלום ‏anna‏ مرحبا"),
    _text("marks that turn the direction", "a\u202eb\u202cc"),
    _text("a space of no width", "a\u200bb\u2060c"),
    _text("spaces that do not break", "oui\u00a0! 10\u202f000", "oui ! 10 000"),
    _text("a soft hyphen", "inter\u00adview"),
    _text("accents of their own", "e\u0301te\u0301"),
    _text("a replacement character", "caf\ufffd", notices=("damaged",)),
    _text("a tab", "a\tb", "a b"),
    _text("a form feed", "a\fb", "a b"),
    _text("a label within the words", "One thing: it broke."),
]
TABLES = [
    *(
        _answer(f"the answer {word}", word, word)
        for word in ("None", "NA", "null", "NaN", "N/A", "-", "0", "1e5", "=1+1")
    ),
    _answer("a quote within quotes", '"he said ""no"""', 'he said "no"'),
    _answer("two lines in a cell", '"a\nb"', "a b"),
    Ugly("a row too short", "talk.csv", HEAD + "P1,How?\n", refusal="talk.csv:2: wrong number of cells"),
    Ugly("a row too long", "talk.csv", HEAD + "P1,How?,a,b\n", refusal="talk.csv:2: wrong number of cells"),
    Ugly("a quote never closed", "talk.csv", HEAD + 'P1,How?,"a\nP2,How?,b\n', refusal="talk.csv:2"),
    Ugly("semicolons", "talk.csv", "participant;question;answer\nP1;How?;a, b\n", ["How?", "a, b"]),
    Ugly("tabs", "talk.csv", "participant\tquestion\tanswer\nP1\tHow?\ta, b\n", ["How?", "a, b"]),
    Ugly("spaces in the header", "talk.csv", " participant , question,answer \nP1,How?,a\n", ["How?", "a"]),
    Ugly(
        "a column twice",
        "talk.csv",
        "participant,question,answer,answer\nP1,How?,a,b\n",
        refusal="talk.csv:1: two columns",
    ),
    Ugly(
        "a column missing", "talk.csv", "participant,question\nP1,How?\n", refusal="talk.csv:1: missing column answer"
    ),
    Ugly(
        "a header alone",
        "talk.csv",
        HEAD,
        refusal="talk.csv",
    ),
    Ugly(
        "a byte-order mark before the header",
        "talk.csv",
        b"\xef\xbb\xbf" + HEAD.encode() + b"P1,How?,a\n",
        ["How?", "a"],
    ),
    Ugly("nobody's row", "talk.csv", HEAD + ",How?,a\n", refusal="talk.csv:2: no participant"),
    Ugly("carriage returns alone in a table", "talk.csv", (HEAD + "P1,How?,a\n").replace("\n", "\r"), ["How?", "a"]),
    Ugly("empty rows", "talk.csv", HEAD + "\nP1,How?,a\n\n,,\n", ["How?", "a"]),
]
WORDS = [
    _word(
        "tracked changes",
        "<w:p><w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:ins><w:r><w:t>So</w:t></w:r></w:ins></w:p>",
        ["Yes. So"],
        notices=("deleted",),
    ),
    _word(
        "a field with its code",
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>",
        ["Yes. 7"],
    ),
    _word("a footnote's mark", '<w:p><w:r><w:t>So</w:t><w:footnoteReference w:id="2"/></w:r></w:p>', ["Yes. So"]),
    _word(
        "a table in a table",
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>"
        + paragraphs("in")
        + "</w:tc></w:tr></w:tbl>"
        + paragraphs("out")
        + "</w:tc></w:tr></w:tbl>",
        ["Yes. in out"],
    ),
    _word(
        "a text box",
        "<w:p><w:r><w:t>out</w:t><w:txbxContent>" + paragraphs("in") + "</w:txbxContent></w:r></w:p>",
        ["Yes. out in"],
    ),
    _word(
        "hyphens of both kinds",
        "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>",
        ["Yes. a\u2011bc"],
    ),
    _word(
        "a break and a tab", "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", ["Yes. a b c"]
    ),
    Ugly("Word by its name alone", "talk.docx", b"Anna: Yes.", refusal="not a Word document"),
    Ugly("an old Word file", "talk.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, refusal="not a Word document"),
    Ugly(
        "an OpenDocument called Word",
        "talk.docx",
        _office(opendocument_parts, "<text:p>Anna: Yes.</text:p>"),
        refusal="not a Word document",
    ),
]
SHEETS = [
    _sheet(
        "a formula without result",
        _cell("<f>1+1</f>"),
        None,
        refusal="talk.xlsx:2: a formula without its result",
    ),
    _sheet("a formula with its result", _cell("<f>1+1</f><v>2</v>"), ["How?", "2"]),
    _sheet("an error", _cell("<v>#N/A</v>", "e"), ["How?", "#N/A"]),
    _sheet("a truth", _cell("<v>1</v>", "b"), ["How?", "True"]),
    _sheet("more than 32,767 characters", cells(2, "P1", "How?", "x" * 40_000), ["How?", "x" * 40_000]),
    _sheet("None", cells(2, "P1", "How?", "None"), ["How?", "None"]),
    _sheet("words beyond the columns", cells(2, "P1", "How?", "a", "b"), None, refusal="talk.xlsx:2: words outside"),
    _sheet("a number", _cell("<v>3.0</v>"), ["How?", "3"]),
    _sheet(
        "no rows",
        "",
        None,
        refusal="talk.xlsx",
    ),
]
OTHERS = [
    Ugly(
        "a segment without text",
        "talk.json",
        '{"segments": [{"start": 0, "end": 1, "text": null}]}',
        refusal="segment 1",
    ),
    Ugly(
        "segments that overlap",
        "talk.json",
        '{"segments": [{"start": 0, "end": 5, "text": "a", "speaker": "A"}, {"start": 2, "end": 3, "text": "b", "speaker": "B"}]}',
        ["a", "b"],
        notices=("several_speakers",),
    ),
    Ugly(
        "half a character",
        "talk.json",
        '{"segments": [{"start": 0, "end": 1, "text": "a\\ud83d"}]}',
        refusal="talk.json",
    ),
    Ugly("an object after an object", "talk.json", '{"segments": []}{}', refusal="talk.json:1: not JSON"),
    Ugly(
        "a chat whose days come first",
        "talk.txt",
        "31/12/2021, 10:15 - Anna: Yes.\n31/12/2021, 10:16 - Ben: No.\n",
        ["Yes.", "No."],
        notices=("several_speakers",),
    ),
    Ugly(
        "a chat whose months come first",
        "talk.txt",
        "12/31/21, 10:15 AM - Anna: Yes.\n12/31/21, 10:16 AM - Ben: No.\n",
        ["Yes.", "No."],
        notices=("several_speakers",),
    ),
    Ugly(
        "a chat of dates of two orders",
        "talk.txt",
        "31/12/2021, 10:15 - Anna: Yes.\n12/31/2021, 10:16 - Ben: No.\n",
        refusal="talk.txt:1: dates of two orders",
    ),
    Ugly(
        "a chat of a day there is not",
        "talk.txt",
        "30/02/2021, 10:15 - Anna: Yes.\n28/02/2021, 10:16 - Ben: No.\n",
        refusal="talk.txt:1: no such day",
    ),
    *(
        Ugly(f"a name: {what}", f"{name}.txt", "Interviewer: Well?\nAnna: Yes.\n", ["Well?", "Yes."])
        for what, name in {
            "spaces": "my talk 1",
            "accent in one": "\u00e9t\u00e9",
            "accent apart": "e\u0301te\u0301",
            "quotes": "a\"b'c",
            "a line break": "a\nb",
            "255 bytes": "a" * 251,
            "a dash first": "-rf",
            "brackets": "a[1]",
            "a star": "a*b",
        }.items()
    ),
]


def _workbook(change: Callable[[Any], object], *rows: tuple[object, ...]) -> Callable[[Path], object]:
    """Make a workbook as a spreadsheet program writes it, and change it before it is saved."""

    def make(path: Path) -> None:
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(("participant", "question", "answer"))
        for row in rows:
            book.active.append(row)
        change(book)
        book.save(path)

    return make


def _nothing(_: Any) -> None:
    """Leave the workbook as it is."""


def _merged(book: Any) -> None:
    book.active.merge_cells("A2:A3")


def _hidden_row(book: Any) -> None:
    book.active.row_dimensions[2].hidden = True


def _hidden_column(book: Any) -> None:
    book.active.column_dimensions["C"].hidden = True


def _hidden_sheet(book: Any) -> None:
    book.create_sheet("Notes").sheet_state = "hidden"


def _commented(book: Any) -> None:
    from openpyxl.comments import Comment

    book.active["C2"].comment = Comment("Really?", "Reviewer")
    book.active["A1"].comment = Comment("A number", "Reviewer")


ONE, TWO = ("P1", "How?", "Well."), ("P1", "And?", "So.")
BOOKS = [
    Ugly(
        "dates", "talk.xlsx", _workbook(_nothing, ("P1", "When?", date(2025, 3, 1))), ["When?", "2025-03-01 00:00:00"]
    ),
    Ugly("a time of day", "talk.xlsx", _workbook(_nothing, ("P1", "When?", time(9, 30))), ["When?", "09:30:00"]),
    Ugly("merged cells", "talk.xlsx", _workbook(_merged, ONE, ("", *TWO[1:])), refusal="talk.xlsx:3: no participant"),
    Ugly("a hidden row", "talk.xlsx", _workbook(_hidden_row, ONE, TWO), ["How?", "Well.", "And?", "So."]),
    Ugly("a hidden column", "talk.xlsx", _workbook(_hidden_column, ONE), ["How?", "Well."]),
    Ugly("a hidden sheet", "talk.xlsx", _workbook(_hidden_sheet, ONE), ["How?", "Well."], notices=("other_sheets",)),
    Ugly("comments on cells", "talk.xlsx", _workbook(_commented, ONE), ["How?", "Well."], notices=("comments",)),
]
GROUP = "Interviewer: Well?\nAnna: Yes.\nBen: No.\n"
MOJIBAKE = "Interviewer: Ça va ?\nAnna: Oui, dÃ©jÃ  l'Ã©tÃ©.\n"
SOURCES = [
    Ugly(
        "times out of order",
        "talk.vtt",
        _cues("00:05.000 --> 00:06.000\n<v Anna>Then.", FIRST + "First."),
        ["Then. First."],
    ),
    Ugly(
        "two cues at one time",
        "talk.vtt",
        _cues(FIRST + "Yes.", FIRST.replace("Anna", "Ben") + "No."),
        ["Yes.", "No."],
        notices=("several_speakers",),
    ),
    Ugly("an end before its beginning", "talk.vtt", _cues("00:05.000 --> 00:01.000\n<v Anna>Yes."), ["Yes."]),
    Ugly("several people, no group", "talk.txt", GROUP, ["Well?", "Yes.", "No."], notices=("several_speakers",)),
    Ugly("several people, a group", "talk.txt", GROUP, ["Well?", "Yes.", "No."], source={"group": True}),
    Ugly(
        "nobody named, a monologue",
        "talk.txt",
        "Words and words.\nMore.\n",
        ["Words and words. More."],
        source={"monologue": True},
        notices=("no_speaker",),
    ),
    Ugly(
        "letters read wrongly once, told",
        "talk.txt",
        MOJIBAKE,
        ["Ça va ?", "Oui, dÃ©jÃ l'Ã©tÃ©."],
        notices=("damaged",),
    ),
    Ugly(
        "letters read wrongly once, repaired",
        "talk.txt",
        MOJIBAKE.replace("Ã  ", "Ã\u00a0 "),
        ["Ça va ?", "Oui, déjà l'été."],
        notices=("restored",),
        source={"repair": True},
    ),
    Ugly(
        "marks of guesses not in pairs",
        "talk.txt",
        "Interviewer: Well?\nAnna: A ⟦guess.\n",
        refusal="talk.txt",
        source={"repair": True},
    ),
    Ugly(
        "a column that is not there",
        "talk.csv",
        HEAD + "P1,How?,a\n",
        refusal="talk.csv:1: missing column said",
        source={"columns": {"answer": "said"}},
    ),
    Ugly(
        "columns nobody asked for",
        "talk.csv",
        HEAD.replace("answer", "answer,age") + "P1,How?,a,41\n",
        ["How?", "a"],
        notices=("unread_columns",),
    ),
    Ugly("rows of people's names", "talk.csv", HEAD + "Anna Berg,How?,a\n", ["How?", "a"], notices=("named_rows",)),
    Ugly("a last row cut off", "talk.csv", HEAD + "P1,How?,a\nP2,Ho", ["How?", "a"], notices=("cut_row",)),
    Ugly("Aegisub captions", "talk.ass", "[Script Info]\n", refusal="export it as SubRip (.srt)"),
    Ugly(
        "a symbol of a font",
        "talk.docx",
        _office(
            word_parts,
            paragraphs("Interviewer: Well?", "Anna: Yes.")
            + '<w:p><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>',
        ),
        ["Well?", "Yes."],
        notices=("symbols",),
    ),
    Ugly(
        "two meetings of several people",
        "talk.jsonl",
        ('{"meeting_transcripts": [{"speaker": "A", "content": "b"}, {"speaker": "B", "content": "c"}]}\n' * 3),
        ["b", "c"],
        notices=("several_speakers", "several_speakers_again"),
    ),
]
UGLY = [*CAPTIONS, *TEXTS, *TABLES, *WORDS, *SHEETS, *BOOKS, *OTHERS, *SOURCES]
