"""Projects of other programs, written as those programs write them."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "interviews" / "qualitative-projects"
TALK = """\
Interviewer: How did you come to us?

Anna: Well, Bruno told me of you. I looked at the price first.

Interviewer: And then?

Anna: Then I bought it. 😀 I told everybody.
"""


def identifier(number: int) -> str:
    """Return a GUID."""
    return f"00000000-0000-4000-8000-{number:012d}"


@pytest.fixture(scope="session")
def published():
    """Find a published project or schema; the test is skipped where it is not here."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"not here: {path}")
        return path

    return find


@pytest.fixture
def write_refi(tmp_path: Path) -> Callable[..., Path]:
    """Write a .qdpx with one text source; its codings are (start, end, code number[, name])."""

    def write(
        text: bytes | str = TALK,
        codings: tuple[tuple[object, ...], ...] = (),
        *,
        codes: str = "",
        before: str = "",
        after: str = "",
        doctype: str = "",
        parts: tuple[tuple[str, bytes], ...] = (),
        source: str = "Talk.txt",
    ) -> Path:
        codes = codes or "".join(
            f'<Code guid="{identifier(i)}" name="{name}" isCodable="true"/>' for i, name in ((1, "Needs"), (2, "Price"))
        )
        marks = "".join(
            f'<PlainTextSelection guid="{identifier(100 + i)}" startPosition="{start}" endPosition="{end}"'
            f' name={quoteattr(str(name[0]) if name else "")} creatingUser="{identifier(9)}">'
            f'<Coding guid="{identifier(200 + i)}"><CodeRef targetGUID="{identifier(int(str(code)))}"/></Coding>'
            "</PlainTextSelection>"
            for i, (start, end, code, *name) in enumerate(codings)
        )
        described = (
            f'<?xml version="1.0" encoding="utf-8"?>{doctype}<Project xmlns="urn:QDA-XML:project:1.0" name="Small">'
            f'<Users><User guid="{identifier(9)}" name="Reader"/></Users>'
            f"<CodeBook><Codes>{codes}</Codes></CodeBook>{before}"
            f'<Sources><TextSource guid="{identifier(50)}" name="{escape(source)}"'
            f' plainTextPath="internal://{identifier(50)}.txt">{marks}</TextSource>{after}</Sources></Project>'
        )
        path = tmp_path / "small.qdpx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.qde", described)
            archive.writestr(f"sources/{identifier(50)}.txt", text.encode("utf-8") if isinstance(text, str) else text)
            for name, content in parts:
                archive.writestr(name, content)
        return path

    return write


QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer,
  bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,
  date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer,
  height integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text,
  date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text,
  date text, unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text,
  valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text,
  owner text, unique(name,attr_type,id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text,
  date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text,
  constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer,
  unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
  owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1,owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,
  color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
"""
TAGUETTE = """
CREATE TABLE users (login VARCHAR(30) PRIMARY KEY, created DATETIME, hashed_password VARCHAR(192));
CREATE TABLE projects (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,
  created DATETIME);
CREATE TABLE documents (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,
  filename VARCHAR(200) NOT NULL, created DATETIME, project_id INTEGER NOT NULL, text_direction VARCHAR(13),
  contents TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL,
  start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL,
  description TEXT NOT NULL);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,
  PRIMARY KEY (highlight_id, tag_id));
"""


@pytest.fixture
def write_qualcoder(tmp_path: Path) -> Callable[..., Path]:
    """Write the folder of a QualCoder project; `rows` are SQL statements after the schema."""

    def write(*rows: tuple[str, tuple[object, ...]], schema: str = QUALCODER) -> Path:
        folder = tmp_path / "study.qda"
        folder.mkdir()
        return _database(folder / "data.qda", schema, rows).parent

    return write


@pytest.fixture
def write_taguette(tmp_path: Path) -> Callable[..., Path]:
    """Write a Taguette project; `rows` are SQL statements after the schema."""

    def write(*rows: tuple[str, tuple[object, ...]], schema: str = TAGUETTE) -> Path:
        return _database(tmp_path / "project.sqlite3", schema, rows)

    return write


def _database(path: Path, schema: str, rows: tuple[tuple[str, tuple[object, ...]], ...]) -> Path:
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(schema)
        for statement, values in rows:
            connection.execute(statement, values)
    connection.close()
    return path
