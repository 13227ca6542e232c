"""Taguette project: the .sqlite3 file of one project (schema of Taguette 1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.model.material import Notice
from workbench.reading.projects.database import Tables, opened_database, said, stored_text, whole
from workbench.reading.projects.offsets import Passage, Ruler, fitting
from workbench.reading.projects.project import Project, ProjectCode, ProjectCoding, SourceText, without_circles

KIND = "Taguette"
NEEDED = {
    "projects": ("id", "name"),
    "documents": ("id", "name", "contents", "project_id"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "tags": ("id", "project_id", "path"),
    "highlight_tags": ("highlight_id", "tag_id"),
}

BLOCKS = frozenset(
    {
        *("address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
        *("ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    }
)
CODER = "Taguette"
"""A highlight does not say who made it."""


def read_taguette(path: Path) -> Project:
    """Return the one project of a Taguette database; InputError when it holds several, or is none.

    Highlights count UTF-8 bytes of the text outside the tags. One whose place does not hold the words
    kept with it is left out with a remark.
    """
    remarks: list[Notice] = []
    with opened_database(path, KIND, NEEDED) as tables:
        projects = tables.rows("projects", ("id", "name"))
        if len(projects) != 1:
            named = ", ".join(said(name) for _, name in projects[:8])
            remedy = "export one project from Taguette as SQLite3"
            raise InputError([Problem(str(path), "one project is needed", named or "none", remedy=remedy)])
        own, name = whole(projects[0][0]), said(projects[0][1])
        codes, circles = without_circles(tuple(_codes(tables, own)), path.name)
        remarks += circles
        sources, codings = _read(tables, own, {code.key for code in codes}, remarks)
    return Project(name or path.stem, codes, tuple(sources), tuple(codings), (), tuple(remarks))


def _codes(tables: Tables, project: int) -> Iterator[ProjectCode]:
    columns = ("id", "path", "description", "parent_id")
    for key, name, description, above in tables.rows("tags", columns, "WHERE project_id = ?", (project,)):
        yield ProjectCode(f"tag {key}", said(name), said(description), None if above is None else f"tag {above}")


def _read(
    tables: Tables, project: int, codes: set[str], remarks: list[Notice]
) -> tuple[list[SourceText], list[ProjectCoding]]:
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for highlight, tag in tables.rows("highlight_tags", ("highlight_id", "tag_id")):
        tags[whole(highlight)].append(f"tag {whole(tag)}")
    made: defaultdict[int, list[tuple[int, Passage]]] = defaultdict(list)
    columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
    for key, document, start, end, snippet in tables.rows("highlights", columns):
        words = _Page(stored_text(snippet)).text
        made[whole(document)].append((whole(key), Passage(whole(start), whole(end), words)))
    sources: list[SourceText] = []
    codings: list[ProjectCoding] = []
    found = tables.rows("documents", ("id", "name", "contents"), "WHERE project_id = ?", (project,))
    for key, name, contents in found:
        page = _Page(stored_text(contents))
        highlights = made[whole(key)]
        if not page.text.strip():
            remarks.append(Notice(said(name), "project_source_empty", {"n": len(highlights)}))
            continue
        sources.append(SourceText(f"document {key}", said(name), page.text))
        codings += _codings(sources[-1], page, [(passage, tags[h]) for h, passage in highlights], codes, remarks)
    return sources, codings


def _codings(
    source: SourceText,
    page: _Page,
    highlights: list[tuple[Passage, list[str]]],
    codes: set[str],
    remarks: list[Notice],
) -> Iterator[ProjectCoding]:
    ruler = fitting(page.rulers(), [passage for passage, _ in highlights])
    untagged = sum(1 for _, tags in highlights if not tags)
    if untagged:
        remarks.append(Notice(source.name, "project_uncoded", {"n": untagged}))
    for passage, tags in highlights:
        place = ruler.place(passage.start, passage.end) if ruler.agrees(passage) else None
        where = f"{passage.start}-{passage.end}"
        for tag in tags:
            if tag not in codes:
                remarks.append(Notice(source.name, "project_coding_codeless", {"place": where}))
            elif place is None:
                remarks.append(Notice(source.name, "project_coding_unplaced", {"place": where}))
            else:
                yield ProjectCoding(source.key, tag, *place, CODER)


class _Page(HTMLParser):
    """The text of a page, a line for each block; line ends that the page does not have count nothing."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[tuple[str, bool]] = []
        self.feed(content.replace("\r\n", "\n").replace("\r", "\n").lstrip())
        self.close()
        self.text = "".join(piece for piece, _ in self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser passes them
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self._pieces.append((data.replace("\x00", "\ufffd"), True))

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self._pieces.append(("\n", False))

    def rulers(self) -> list[Ruler]:
        """Return the ways to count this page: UTF-8 bytes, as published, or characters."""
        counted = [(character, real) for piece, real in self._pieces for character in piece]
        in_bytes = Ruler(self.text, (len(c.encode("utf-8", "replace")) if real else 0 for c, real in counted))
        return [in_bytes, Ruler(self.text, (1 if real else 0 for _, real in counted))]
