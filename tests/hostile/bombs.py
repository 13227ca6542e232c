"""Hostile files: each with the words it is refused with, or None where it is read without harm."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hostile.packages import (
    SHEET,
    TALK,
    WORD,
    cells,
    opendocument_parts,
    package,
    paragraphs,
    portable,
    repeated,
    sheet_parts,
    word_parts,
)


@dataclass(frozen=True)
class Hostile:
    """A hostile file: what it is called here, its place in the study, its maker, the words of its refusal.

    Those that take long and end like others are left to `make soak`.
    """

    name: str
    place: str
    make: Callable[[Path], object]
    refusal: str | None
    soak: bool = False


LAUGHS = (
    "<!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10 if i else '&a;' * 10}'>" for i in range(10))
    + "]>"
)
QUADRATIC = f"<!DOCTYPE r [<!ENTITY a '{'x' * 100_000}'>]>"
LOCAL = "<!DOCTYPE r [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"
REMOTE = "<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/evil.dtd'>"
PLAIN = "<!DOCTYPE r>"
DOCTYPES = {"billion laughs": LAUGHS, "quadratic": QUADRATIC, "local entity": LOCAL, "remote DTD": REMOTE, "DTD": PLAIN}
SOAKED = ("quadratic", "remote DTD", "DTD")
TALKING = paragraphs(*TALK)
WORD_HEAD = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
WORD_TAIL = b"</w:body></w:document>"
SHEET_HEAD, SHEET_TAIL = f'<worksheet xmlns="{SHEET}"><sheetData>'.encode(), b"</sheetData></worksheet>"
ANSWERS = cells(1, "participant", "question", "answer") + cells(2, "P1", "How?", "Well.")
A_TEXT = "Interviewer: Well?\nAnna: Good.\n"


def _document(head: bytes, unit: bytes, times: int, tail: bytes) -> Callable[[Path], object]:
    return lambda path: package(path, word_parts(document=repeated(WORD_HEAD + head, unit, times, tail + WORD_TAIL)))


def _with_doctype(kind: str, doctype: str) -> Callable[[Path], object]:
    entity = "&a9;" if "a9" in doctype else "&a;" * 1000 if "ENTITY a " in doctype else ""
    if kind == "docx":
        return lambda path: package(path, word_parts(TALKING + paragraphs(entity), doctype=doctype))
    if kind == "odt":
        body = "".join(f"<text:p>{line}</text:p>" for line in (*TALK, entity))
        return lambda path: package(path, opendocument_parts(body, doctype=doctype))
    return lambda path: package(path, sheet_parts(ANSWERS + cells(3, "P2", "How?", entity), doctype=doctype))


def _long_rows(path: Path) -> None:
    """A row of one cell in the last column there can be, three thousand times."""
    rows = (f'<row r="{i}"><c r="XFD{i}" t="str"><v>x</v></c></row>'.encode() for i in range(2, 20_000))
    package(path, sheet_parts([SHEET_HEAD, ANSWERS.encode(), *rows, SHEET_TAIL]))


def _one_far_cell(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    package(path, sheet_parts(ANSWERS + far))


def _shared_strings(path: Path) -> None:
    strings = repeated(f'<sst xmlns="{SHEET}">'.encode(), b"<si><t>x</t></si>", 5_000_000, b"</sst>")
    rows = repeated(SHEET_HEAD, b'<row><c t="s"><v>0</v></c></row>', 1_000_000, SHEET_TAIL)
    package(path, sheet_parts(rows, strings=strings))


def _zip_bomb(path: Path) -> None:
    parts = word_parts(TALKING)
    parts |= {f"word/media/{i}.bin": repeated(b"", b"\0" * 2**20, 60, b"") for i in range(4)}
    package(path, parts)


def _overlapping(path: Path) -> None:
    """Ten thousand names for the same bytes: 100 KB each, a gigabyte in all."""
    package(path, {"word/document.xml": b" " * 100_000})
    with zipfile.ZipFile(path) as archive:
        one = archive.infolist()[0]
        begins = archive.start_dir
    raw = path.read_bytes()[:begins]
    entries = b""
    for number in range(1500):
        name = b"part%d.xml" % number
        entries += struct.pack(
            "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 8, 0, 33, one.CRC, one.compress_size, one.file_size,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name  # fmt: skip
    ends = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1500, 1500, len(entries), begins, 0)
    path.write_bytes(raw + entries + ends)


def _lying(path: Path) -> None:
    """A part that says it is small and is not."""
    package(path, {**word_parts(""), "word/document.xml": WORD_HEAD + b"<w:p/>" * 500_000 + WORD_TAIL})
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("word/document.xml").file_size
    path.write_bytes(bytes(raw).replace(struct.pack("<L", size), struct.pack("<L", 1000)))


def _flagged(bit: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        package(path, word_parts(TALKING))
        raw = bytearray(path.read_bytes())
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = raw.find(mark)
            while at >= 0:
                raw[at + place] |= bit
                at = raw.find(mark, at + 4)
        path.write_bytes(raw)

    return make


def _named(name: str, *, link: bool = False) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        package(path, word_parts(TALKING))
        with zipfile.ZipFile(path, "a") as archive:
            item = zipfile.ZipInfo(name)
            if link:
                item.external_attr = 0o120777 << 16
            archive.writestr(item, "/etc/passwd")

    return make


def _twice(path: Path) -> None:
    package(path, word_parts(TALKING))
    import warnings

    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", word_parts(paragraphs("Anna: I never said this."))["word/document.xml"])


def _many_parts(path: Path) -> None:
    package(path, {**word_parts(TALKING), **{f"p{i}": "" for i in range(60_000)}})


def _cut(path: Path) -> None:
    package(path, word_parts(TALKING))
    path.write_bytes(path.read_bytes()[:-200])


def _nested(path: Path) -> None:
    inner = path.with_suffix(".inner")
    package(inner, {"a": repeated(b"", b"\0" * 2**20, 100, b"")})
    package(path, {**word_parts(TALKING), "word/embeddings/a.zip": inner.read_bytes()})
    inner.unlink()


def _pdf(objects: list[bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(portable(objects))


def _flate(path: Path) -> None:
    squeezed = zlib.compressobj(9)
    stream = b"".join(squeezed.compress(b"(x) Tj " * 150_000) for _ in range(400)) + squeezed.flush()
    content = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    path.write_bytes(portable([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, content, font]))


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R>>"
MANY = [CATALOG, b"<</Type/Pages/Kids[" + b"".join(b"%d 0 R " % i for i in range(3, 100_003)) + b"]/Count 100000>>"]


def _lines(content: str | bytes) -> Callable[[Path], object]:
    raw = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(raw)


def _long_file(head: bytes, unit: bytes, size: int, tail: bytes = b"") -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with open(path, "wb") as file:
            file.writelines(repeated(head, unit, size // len(unit), tail))

    return make


TEXT = "interviews/talk.txt"
VTT = "interviews/talk.vtt"
JSON = "interviews/talk.json"
CSV = "interviews/talk.csv"
MERGES = (
    "a0: &a0 {"
    + ", ".join(f"k{i}: 1" for i in range(9))
    + "}\n"
    + "".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}\n" for i in range(1, 9))
)
ALIASES = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))

OFFICE_FILES = [
    *(
        Hostile(
            f"{kind}: {name}", f"interviews/talk.{kind}", _with_doctype(kind, doctype), "DOCTYPE", soak=name in SOAKED
        )
        for kind in ("docx", "odt", "xlsx")
        for name, doctype in DOCTYPES.items()
    ),
    Hostile(
        "docx: 2 million empty paragraphs",
        "interviews/talk.docx",
        _document(TALKING.encode(), b"<w:p/>", 2_000_000, b""),
        None,
        soak=True,
    ),
    Hostile(
        "docx: 20 million empty paragraphs",
        "interviews/talk.docx",
        _document(b"", b"<w:p/>", 20_000_000, b""),
        "more than 1,024 MB of memory",
        soak=True,
    ),
    Hostile(
        "docx: a run of 300 MB",
        "interviews/talk.docx",
        _document(b"<w:p><w:r><w:t>", b"x" * 1000, 300_000, b"</w:t></w:r></w:p>"),
        "unpacks too large",
        soak=True,
    ),
    Hostile(
        "docx: a run of 150 MB",
        "interviews/talk.docx",
        _document(b"<w:p><w:r><w:t>", b"x" * 1000, 150_000, b"</w:t></w:r></w:p>"),
        "not a Word document",
        soak=True,
    ),
    Hostile(
        "docx: a million paragraphs inside one another",
        "interviews/talk.docx",
        _document(b"", b"<w:p>", 1_000_000, b""),
        "not a Word document",
    ),
    Hostile(
        "xlsx: one cell in the last corner",
        "interviews/talk.xlsx",
        _one_far_cell,
        "words outside the columns",
        soak=True,
    ),
    Hostile(
        "xlsx: rows of one cell in the last column",
        "interviews/talk.xlsx",
        _long_rows,
        "more than 30 seconds",
        soak=True,
    ),
    Hostile(
        "xlsx: a million rows of shared strings",
        "interviews/talk.xlsx",
        _shared_strings,
        "more than 30 seconds",
        soak=True,
    ),
    Hostile("zip bomb", "interviews/talk.docx", _zip_bomb, "unpacks too large"),
    Hostile("zip: one part under 1500 names", "interviews/talk.docx", _overlapping, "lie over one another"),
    Hostile("zip: a size that lies", "interviews/talk.docx", _lying, "not a Word document"),
    Hostile("zip in a zip", "interviews/talk.docx", _nested, None),
    Hostile("zip: 60,000 parts", "interviews/talk.docx", _many_parts, "parts", soak=True),
    Hostile("zip slip", "interviews/talk.docx", _named("../../escaped.txt"), "outside the file"),
    Hostile("zip: absolute name", "interviews/talk.docx", _named("/escaped.txt"), "outside the file"),
    Hostile("zip: name of a drive", "interviews/talk.docx", _named("C:\\escaped.txt"), "outside the file"),
    Hostile("zip: symbolic link", "interviews/talk.docx", _named("word/link.xml", link=True), "symbolic link"),
    Hostile("zip: a part twice", "interviews/talk.docx", _twice, "twice"),
    Hostile("zip: cut short", "interviews/talk.docx", _cut, "not a Word document"),
    Hostile("zip: encrypted", "interviews/talk.docx", _flagged(1), "password"),
    Hostile("pdf: a stream of 400 MB", "interviews/talk.pdf", _flate, "a damaged PDF"),
    Hostile(
        "pdf: pages that hold themselves",
        "interviews/talk.pdf",
        _pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
        "a damaged PDF",
    ),
    Hostile("pdf: 100,000 pages", "interviews/talk.pdf", _pdf([*MANY, *[PAGE] * 100_000]), "too many pages", soak=True),
]
TEXTS = [
    Hostile("txt: labels upon labels", TEXT, _lines(A_TEXT + "a: " * 1_000_000), None),
    Hostile("txt: 10 MB of spaces", TEXT, _lines(A_TEXT + "A" + " " * 10_000_000 + "\n"), None, soak=True),
    Hostile("txt: 10 MB of capitals", TEXT, _lines(A_TEXT + "A B" * 3_000_000), None, soak=True),
    Hostile("txt: 100,000 brackets", TEXT, _lines(A_TEXT + "[00:00" * 100_000), None),
    Hostile("txt: a million ats and dots", TEXT, _lines(A_TEXT + "Anna: " + "a.a@" * 250_000), None),
    Hostile("txt: a million digits", TEXT, _lines(A_TEXT + "Anna: " + "0 1-2." * 170_000), None),
    Hostile("txt: 80 MB", TEXT, _long_file(b"Interviewer: ", b"word ", 80_000_000), "file too large"),
    Hostile(
        "vtt: 99,999,999 hours",
        VTT,
        _lines("WEBVTT\n\n99999999:00:00.000 --> 99999999:00:01.000\n<v A>Well\n"),
        "talk.vtt",
    ),
    Hostile(
        "vtt: a line of 200 MB",
        VTT,
        _long_file(b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v A>", b"word ", 200_000_000),
        "file too large",
    ),
    Hostile(
        "vtt: a line of 5 MB", VTT, _long_file(b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v A>", b"word ", 5_000_000), None
    ),
    Hostile(
        "vtt: voices never closed",
        VTT,
        _lines("WEBVTT\n\n00:00.000 --> 00:01.000\n" + "<v " * 100_000 + "\n"),
        None,
    ),
    Hostile(
        "vtt: 100,000 cues", VTT, _long_file(b"WEBVTT\n\n", b"00:00.000 --> 00:01.000\n<v A>x\n\n", 3_400_000), None
    ),
    Hostile("json: 100,000 deep", JSON, _lines("[" * 100_000), "not JSON"),
    Hostile("json: NaN", JSON, _lines('{"segments": [{"start": NaN, "end": 1, "text": "x"}]}'), "segment 1"),
    Hostile(
        "json: a number of 10,000 digits",
        JSON,
        _lines('{"segments": [{"start": %s, "text": "x"}]}' % ("9" * 10_000)),
        "not JSON",
    ),
    Hostile(
        "json: a number of 400 digits",
        JSON,
        _lines('{"segments": [{"start": %s, "text": "x"}]}' % ("9" * 400)),
        "segment 1",
    ),
    Hostile(
        "json: the same key twice",
        JSON,
        _lines('{"segments": [], "segments": [{"start": 0, "end": 1, "text": "x"}]}'),
        "the key 'segments' is there twice",
    ),
    Hostile(
        "json: half a character",
        JSON,
        _lines('{"segments":\n[{"start": 0, "end": 1,\n "text": "a\\ud83d"}]}'),
        "talk.json:3: half a character",
    ),
    Hostile(
        "json: millions of empty objects",
        JSON,
        _long_file(b'{"segments": [', b"{},", 60_000_000, b"{}]}"),
        "more than 1,024 MB",
    ),
    Hostile(
        "csv: a field of 131,073 characters",
        CSV,
        _lines("participant,question,answer\nP1,How?," + "x" * 131_073),
        "talk.csv:2",
    ),
    Hostile(
        "csv: a line of 200 MB",
        CSV,
        _long_file(b"participant,question,answer\nP1,How?,", b"word ", 200_000_000),
        "file too large",
    ),
    Hostile(
        "csv: a quote never closed",
        CSV,
        _lines('participant,question,answer\nP1,How?,"Well\n' + "P2,How?,x\n" * 100_000),
        "talk.csv:2",
    ),
    Hostile(
        "csv: a million columns",
        CSV,
        _lines("a,b" * 300_000),
        "missing column",
    ),
    Hostile("csv: NUL", CSV, _lines("participant,question,answer\nP1,\0,x\n"), "zero bytes"),
]
YAMLS = [
    Hostile("yaml: aliases upon aliases", "study.yml", _lines(ALIASES), "an alias"),
    Hostile("yaml: merged keys upon merged keys", "study.yml", _lines(MERGES), "an alias"),
    Hostile("yaml: 100,000 brackets", "study.yml", _lines("a: " + "[" * 100_000), "nested too deeply"),
    Hostile("yaml: 100,000 dashes", "study.yml", _lines("- " * 100_000), "nested too deeply"),
    Hostile("yaml: a string of 50 MB", "study.yml", _long_file(b"a: ", b"word ", 50_000_000), "file too large"),
    Hostile("yaml: a string of 1 MB", "study.yml", _long_file(b"a: ", b"word ", 1_000_000), "study.yml"),
    Hostile("yaml: 200,000 keys", "study.yml", _lines("".join(f"k{i}: 1\n" for i in range(200_000))), "study.yml"),
    Hostile("yaml: an object of Python", "study.yml", _lines("id: !!python/object/apply:os.system [id]\n"), "a tag"),
    Hostile(
        "yaml: half a character", "study.yml", _lines('id: tiny\ntitle: "a\\ud83d"\n'), "study.yml:2: half a character"
    ),
    Hostile("yaml: a binary value", "study.yml", _lines("id: !!binary aGVsbG8=\n"), "a tag"),
    Hostile("yaml: a key twice", "study.yml", _lines("id: a\nid: b\n"), "duplicate key"),
    Hostile("yaml: NUL", "study.yml", _lines("id: a\0b\n"), "zero bytes"),
]


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


PLACES = [
    Hostile("a folder called talk.docx", "interviews/talk.docx", Path.mkdir, "no interview found"),
    Hostile("a pipe called talk.docx", "interviews/talk.docx", os.mkfifo, "no interview found"),
    Hostile(
        "a device called talk.docx",
        "interviews/talk.docx",
        lambda path: path.symlink_to("/dev/zero"),
        "no interview found",
    ),
    Hostile("a link to itself called talk.docx", "interviews/talk.docx", _loop, "no interview found"),
    Hostile(
        "a pipe called codebook.yml",
        "codebook.yml",
        os.mkfifo,
        "codebook.yml",
    ),
    Hostile(
        "a pipe called codings.csv",
        "codings.csv",
        os.mkfifo,
        "codings.csv",
    ),
    Hostile(
        "a device called codings.csv",
        "codings.csv",
        lambda path: path.symlink_to("/dev/zero"),
        "codings.csv",
    ),
    Hostile("a folder called participants.csv", "participants.csv", Path.mkdir, "participants.csv"),
    Hostile("a link to itself called codebook.yml", "codebook.yml", _loop, "codebook.yml"),
]
HOSTILE = [*OFFICE_FILES, *TEXTS, *YAMLS, *PLACES]
