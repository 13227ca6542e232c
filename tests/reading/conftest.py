"""A study small enough to read at a glance, and ways to change it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from workbench.errors import InputError, Problem
from workbench.model.material import Material
from workbench.reading.study_folder import read_material

STUDY = """\
id: tiny
title: {en: Tiny, fr: Petit}
question: {en: Why do people buy, fr: Pourquoi achète-t-on}
audience: {en: The team, fr: L'équipe}
sector: retail
market: b2c
language: en
illustrative: true
recruitment: {en: By word of mouth, fr: De bouche à oreille}
owner: {en: Researcher, fr: Chercheuse}
sources:
  - {path: "interviews/*", interviewer: [Interviewer]}
"""
CODEBOOK = """\
version: "1"
codes:
  - id: price
    kind: decision_criterion
    label: {en: Price, fr: Prix}
    claim: {en: looks at the price, fr: regarde le prix}
    definition: {en: The price decides., fr: Le prix décide.}
  - id: friend
    kind: trigger
    label: {en: A friend, fr: Un ami}
    claim: {en: starts on a friend's word, fr: part du mot d'un ami}
    definition: {en: A friend sets it off., fr: Un ami déclenche tout.}
    step: look
"""
JOURNEY = """\
id: tiny
title: {en: Tiny, fr: Petit}
market: b2c
source: {document: S0}
persona_goal: {en: To buy well, fr: Bien acheter}
scenario: {en: Looks and buys, fr: Regarde et achète}
expectations: {en: A fair price, fr: Un prix juste}
stages:
  - {id: before, canonical: awareness, label: {en: Before, fr: Avant}}
  - {id: after, canonical: decision, label: {en: After, fr: Après}}
steps:
  - {id: look, stage: before, label: {en: Looks, fr: Regarde}}
  - {id: buy, stage: after, label: {en: Buys, fr: Achète}}
start:
  - {step: look, p: 1.0}
exits:
  - {id: gone, kind: lost, label: {en: Gone, fr: Parti}}
conversion: buy
transitions:
  - {from: look, to: buy, p: 0.4}
  - {from: look, to: gone, p: 0.6}
  - {from: buy, to: gone, p: 1.0}
drivers:
  - {from: look, to: buy, log_odds: 0.5, code: price, why: {en: It counts, fr: Cela compte}}
horizon: {value: 30, unit: days}
version: "1"
valid_from: 2026-01-01
review_due: 2027-01-01
"""
INTERVIEW = """\
Interviewer: How did you come to us?

Anna: Well, Bruno told me of you. I looked at the price first.

Interviewer: And then?

Anna: Then I bought it. I told Bruno, I told everybody.
"""
PARTICIPANTS = """\
document,participant,aliases,role,relation,age
interview-01,Anna Berg,Nan,baker,customer,41
"""
CODINGS = """\
document,quote,code,step,emotion,stance,coder
interview-01,I looked at the price first,price,look,1,for,A
interview-01,Bruno told me of you,friend,look,,for,A
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Folder of one interview of four turns, two codes, two steps; nothing in it is wrong."""
    folder = tmp_path / "tiny"
    (folder / "interviews").mkdir(parents=True)
    for name, text in {
        "study.yml": STUDY,
        "codebook.yml": CODEBOOK,
        "journey.yml": JOURNEY,
        "participants.csv": PARTICIPANTS,
        "codings.csv": CODINGS,
        "interviews/interview-01.txt": INTERVIEW,
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def change(study: Path) -> Callable[[str, str, str], None]:
    """Put `new` in the one place of `old` in a file of the study."""

    def put(name: str, old: str, new: str) -> None:
        text = (study / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} must occur once in {name}"
        (study / name).write_text(text.replace(old, new), "utf-8")

    return put


@pytest.fixture
def add(study: Path) -> Callable[[str, str], None]:
    """Add text at the end of a file of the study, or as a new file."""

    def put(name: str, text: str) -> None:
        with open(study / name, "a", encoding="utf-8") as file:
            file.write(text)

    return put


@pytest.fixture
def material(study: Path) -> Callable[[], Material]:
    """Read the study as it stands now."""
    return lambda: read_material(str(study))


@pytest.fixture
def problems(study: Path) -> Callable[[], tuple[Problem, ...]]:
    """Read the study and return what is to mend, places given from its folder."""

    def read() -> tuple[Problem, ...]:
        with pytest.raises(InputError) as caught:
            read_material(str(study))
        return tuple(
            Problem(p.where.removeprefix(f"{study}/"), p.what, p.got, p.allowed, p.remedy)
            for p in caught.value.problems
        )

    return read


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


@pytest.fixture(scope="session")
def write_word() -> Callable[..., Path]:
    """Write a .docx of these paragraphs; `body` and `doctype` are XML put in as they are."""

    def write(path: Path, paragraphs: list[str], *, body: str = "", doctype: str = "") -> Path:
        texts = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(p)}</w:t></w:r></w:p>' for p in paragraphs)
        document = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{doctype}'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f"<w:body>{texts}{body}</w:body></w:document>"
        )
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", CONTENT_TYPES)
            archive.writestr("_rels/.rels", RELATIONSHIPS)
            archive.writestr("word/document.xml", document)
        return path

    return write


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.fixture(scope="session")
def write_opendocument() -> Callable[..., Path]:
    """Write an .odt of these paragraphs; `body` and `doctype` are XML put in as they are."""

    def write(path: Path, paragraphs: list[str], *, body: str = "", doctype: str = "", kind: str = "text") -> Path:
        texts = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
        spaces = "".join(f' xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text", "table", "drawing"))
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content{spaces}'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="{OFFICE}drawing:1.0"><office:body><office:text>'
            f"{texts}{body}</office:text></office:body></office:document-content>"
        )
        media = f"application/vnd.oasis.opendocument.{kind}"
        manifest = (
            f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/"'
            f' manifest:media-type="{media}"/></manifest:manifest>'
        )
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", media)
            archive.writestr("content.xml", content)
            archive.writestr("META-INF/manifest.xml", manifest)
        return path

    return write


@pytest.fixture(scope="session")
def write_sheet() -> Callable[..., Path]:
    """Write an .xlsx of these rows on its first sheet; `others` are names of empty sheets."""

    def write(path: Path, rows: list[tuple[object, ...]], others: tuple[str, ...] = ()) -> Path:
        workbook = Workbook()
        for row in rows:
            workbook.worksheets[0].append(row)
        for name in others:
            workbook.create_sheet(name)
        workbook.save(path)
        return path

    return write


@pytest.fixture(scope="session")
def write_pdf() -> Callable[..., Path]:
    """Write a .pdf of these pages, each a list of lines; `content` is the stream of every page instead."""

    def stream(lines: list[str]) -> bytes:
        marked = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
        return f"BT /F 12 Tf 14 TL 50 750 Td {' '.join(f'({line}) Tj T*' for line in marked)} ET".encode("cp1252")

    def write(path: Path, pages: list[list[str]], *, content: bytes = b"", packed: bool = False) -> Path:
        kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for number, lines in enumerate(pages):
            words = content or stream(lines)
            packing = "/Filter /FlateDecode " if packed else ""
            page = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            objects.append(f"<< /Type /Page {page} /Resources << /Font << /F 3 0 R >> >> >>".encode())
            objects.append(f"<< {packing}/Length {len(words)} >>\nstream\n".encode() + words + b"\nendstream")
        written, places = b"%PDF-1.4\n", []
        for number, thing in enumerate(objects, 1):
            places.append(len(written))
            written += f"{number} 0 obj\n".encode() + thing + b"\nendobj\n"
        rows = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(objects) + 1
        end = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} /Root 1 0 R >>\n"
        path.write_bytes(written + f"{end}startxref\n{len(written)}\n%%EOF\n".encode())
        return path

    return write
