"""Makers of office files, so that any part of them can be made wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
TALK = ("Interviewer: How was it?", "Anna: It was good.", "Interviewer: And then?", "Anna: Then I left.")
Parts = dict[str, "bytes | str | Iterable[bytes]"]


def package(path: Path, parts: Parts) -> Path:
    """Write a zip file of these parts; a part given as an iterable is written chunk by chunk."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            if isinstance(content, bytes | str):
                archive.writestr(name, content)
                continue
            with archive.open(name, "w") as part:
                for chunk in content:
                    part.write(chunk)
    return path


def repeated(head: bytes, unit: bytes, times: int, tail: bytes) -> Iterable[bytes]:
    """Yield a unit many times between a head and a tail."""
    block = max(1, min(times, 2**20 // len(unit)))
    yield head
    for _ in range(times // block):
        yield unit * block
    yield unit * (times % block)
    yield tail


def relationships(**targets: str) -> str:
    """Return a .rels part: kind to target."""
    each = "".join(f'<Relationship Id="{k}" Type="{KIND}/{k}" Target="{t}"/>' for k, t in targets.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def types(**overrides: str) -> str:
    """Return a [Content_Types].xml part: last words of the type to part."""
    each = "".join(
        f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for kind, part in overrides.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def word_parts(body: str = "", *, doctype: str = "", document: bytes | Iterable[bytes] = b"") -> Parts:
    """Return the parts of a .docx of this body, or of this whole document part."""
    whole = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return {
        "[Content_Types].xml": types(**{"wordprocessingml.document.main": "/word/document.xml"}),
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/document.xml": document or whole,
    }


def paragraphs(*texts: str) -> str:
    """Return Word paragraphs of these texts, which are XML already."""
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)


def opendocument_parts(body: str, *, doctype: str = "") -> Parts:
    """Return the parts of an .odt of this body."""
    spaces = "".join(f' xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text"))
    media = "application/vnd.oasis.opendocument.text"
    return {
        "mimetype": media,
        "content.xml": f'<?xml version="1.0"?>{doctype}<office:document-content{spaces}><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0"><manifest:file-entry'
        f' manifest:full-path="/" manifest:media-type="{media}"/></manifest:manifest>',
    }


def sheet_parts(rows: str | Iterable[bytes], *, doctype: str = "", strings: Iterable[bytes] = ()) -> Parts:
    """Return the parts of an .xlsx of these rows; rows given as chunks are the whole sheet part."""
    whole = f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    kinds = {"spreadsheetml.sheet.main": "/xl/workbook.xml", "spreadsheetml.worksheet": "/xl/sheet1.xml"}
    links = {"worksheet": "sheet1.xml"}
    parts: Parts = {}
    if strings:
        kinds["spreadsheetml.sharedStrings"] = "/xl/sharedStrings.xml"
        links["sharedStrings"] = "sharedStrings.xml"
        parts["xl/sharedStrings.xml"] = strings
    return {
        "[Content_Types].xml": types(**kinds),
        "_rels/.rels": relationships(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{KIND}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(**links),
        "xl/sheet1.xml": whole if isinstance(rows, str) else rows,
        **parts,
    }


def cells(number: int, *texts: str, columns: str = "ABCDEFGH") -> str:
    """Return a row of a sheet whose cells hold these texts, which are XML already."""
    each = "".join(
        f'<c r="{c}{number}" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in zip(columns, texts, strict=False)
    )
    return f'<row r="{number}">{each}</row>'


def portable(objects: list[bytes], root: int = 1) -> bytes:
    """Return a PDF of these objects, the first of which has number 1."""
    out = BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    begins = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, begins))
    return out.getvalue()
