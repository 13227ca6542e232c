"""QualCoder project: the folder NAME.qda with its database data.qda (schema of QualCoder 2 and 3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from workbench.model.material import Notice
from workbench.reading.projects.database import Tables, opened_database, said, stored_text, whole
from workbench.reading.projects.offsets import Passage, fitting, plain_lines, rulers
from workbench.reading.projects.project import Case, Project, ProjectCode, ProjectCoding, SourceText, without_circles

KIND = "QualCoder"
NEEDED = {
    "source": ("id", "name", "fulltext"),
    "code_name": ("cid", "name"),
    "code_text": ("cid", "fid", "seltext", "pos0", "pos1"),
}
MEDIA = {"/images": "Picture", "images": "Picture", "/audio": "Audio", "audio": "Audio", "/video": "Video"} | {
    "video": "Video"
}


def read_qualcoder(path: Path) -> Project:
    """Return the project in a QualCoder folder, or in its data.qda; InputError for anything else.

    Categories are codes that nobody gave. A coding whose place does not hold the words kept with it
    is left out with a remark, and so are codings of pictures and recordings.
    """
    database = path / "data.qda" if path.is_dir() else path
    named = path if path.is_dir() or path.name != "data.qda" else path.resolve().parent
    with opened_database(database, KIND, NEEDED) as tables:
        codes, circles = without_circles(tuple(_codes(tables)), named.name)
        remarks: list[Notice] = list(circles)
        sources = list(_sources(tables, remarks))
        codings = list(_codings(tables, sources, {code.key for code in codes}, remarks))
        cases = tuple(_cases(tables))
        for table, key in (("annotation", "anid"), ("journal", "jid")):
            count = len(tables.rows(table, (key,)))
            if count:
                remarks.append(Notice(table, "project_memos", {"n": count}))
    plain = tuple(SourceText(s.key, s.name, plain_lines(s.text), s.facts) for s in sources)
    return Project(named.stem, codes, plain, tuple(codings), cases, tuple(remarks))


def _codes(tables: Tables) -> Iterator[ProjectCode]:
    for key, name, memo, above in tables.rows("code_cat", ("catid", "name", "memo", "supercatid")):
        yield ProjectCode(f"category {key}", said(name), said(memo), None if above is None else f"category {above}")
    for key, name, memo, above in tables.rows("code_name", ("cid", "name", "memo", "catid")):
        yield ProjectCode(f"code {key}", said(name), said(memo), None if above is None else f"category {above}")


def _sources(tables: Tables, remarks: list[Notice]) -> Iterator[SourceText]:
    facts = _facts(tables, "file")
    lost = Counter(whole(fid) for fid, _ in tables.rows("code_image", ("id", "cid")))
    lost += Counter(whole(fid) for fid, _ in tables.rows("code_av", ("id", "cid")))
    coded = Counter(whole(fid) for (fid,) in tables.rows("code_text", ("fid",)))
    for key, name, text, media in tables.rows("source", ("id", "name", "fulltext", "mediapath")):
        number = whole(key)
        kind = MEDIA.get(said(media).split(":")[0].rsplit("/", 1)[0])
        if stored_text(text).strip():
            yield SourceText(f"source {number}", said(name), stored_text(text), facts.get(number, {}))
        elif kind:
            remarks.append(Notice(said(name), "project_source_kind", {"kind": kind, "n": lost[number]}))
        else:
            remarks.append(Notice(said(name), "project_source_empty", {"n": coded[number]}))


def _facts(tables: Tables, owner: str) -> dict[int, dict[str, str]]:
    facts: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for name, kind, value, key in tables.rows("attribute", ("name", "attr_type", "value", "id")):
        if said(kind) == owner and said(name) and said(value):
            facts[whole(key)][said(name)] = said(value)
    return facts


def _codings(
    tables: Tables, sources: list[SourceText], codes: set[str], remarks: list[Notice]
) -> Iterator[ProjectCoding]:
    given: defaultdict[str, list[tuple[str, Passage, str, str]]] = defaultdict(list)
    columns = ("cid", "fid", "seltext", "pos0", "pos1", "owner", "memo")
    for cid, fid, words, start, end, owner, memo in tables.rows("code_text", columns):
        passage = Passage(whole(start), whole(end), stored_text(words))
        given[f"source {whole(fid)}"].append((f"code {whole(cid)}", passage, said(owner) or "?", said(memo)))
    for source in sources:
        own = given.pop(source.key, [])
        ruler = fitting(rulers(source.text), [passage for _, passage, _, _ in own])
        for code, passage, coder, memo in own:
            place = ruler.place(passage.start, passage.end) if ruler.agrees(passage) else None
            where = f"{passage.start}-{passage.end}"
            if code not in codes:
                remarks.append(Notice(source.name, "project_coding_codeless", {"place": where}))
            elif place is None:
                remarks.append(Notice(source.name, "project_coding_unplaced", {"place": where}))
            else:
                yield ProjectCoding(source.key, code, *place, coder, memo)
    for key, lost in given.items():
        remarks.append(Notice(key, "project_coding_sourceless", {"n": len(lost)}))


def _cases(tables: Tables) -> Iterator[Case]:
    facts = _facts(tables, "case")
    spoken: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for case, fid in tables.rows("case_text", ("caseid", "fid")):
        spoken[whole(case)][f"source {whole(fid)}"] = None
    for key, name in tables.rows("cases", ("caseid", "name")):
        yield Case(said(name), tuple(spoken[whole(key)]), facts.get(whole(key), {}))
