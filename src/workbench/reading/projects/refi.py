"""REFI project: .qdpx and .qdc files, the exchange format of programs for qualitative analysis (REFI-QDA 1.0, 2019)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from workbench.model.material import Notice
from workbench.reading.projects.carried import Carried, unpacked
from workbench.reading.projects.offsets import Passage, fitting, plain_lines, rulers
from workbench.reading.projects.project import Case, Project, ProjectCode, ProjectCoding, SourceText, without_circles
from workbench.reading.projects.refi_archive import decoded, read_alone, read_parts

INTERNAL = "internal://"


def read_refi(path: Path) -> Project:
    """Return the project in a .qdpx file, or the codebook alone of a .qdc file.

    Only text sources are read, in plain text; whatever cannot be kept is a remark. A coding's place
    is counted as the program counted, told by the words it quotes (see `offsets.rulers`). InputError
    for a file that is none, is damaged or could do harm.
    """
    if path.suffix.lower() == ".qdc":
        return _Reading(path, read_alone(path), {}).project()
    return _Reading(path, *read_parts(path)).project()


def _guid(written: str | None) -> str:
    return (written or "").strip().strip("{}").lower()


def _text_of(element: etree._Element, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


class _Reading:
    """One file while it is read: its description, its texts, and what was found so far."""

    def __init__(self, path: Path, root: etree._Element, texts: Mapping[str, bytes]) -> None:
        self._path, self._root, self._texts = path, root, texts
        self._remarks: list[Notice] = []
        self._users = {_guid(user.get("guid")): user.get("name") or "" for user in root.iterfind("{*}Users/{*}User")}
        self._notes = {_guid(note.get("guid")): self._note(note) for note in root.iterfind("{*}Notes/{*}Note")}
        self._used: set[str] = set()

    def project(self) -> Project:
        codes, circles = without_circles(tuple(self._codes()), self._path.name)
        sources, codings = self._sources({code.key for code in codes})
        cases = tuple(self._cases())
        carried: dict[str, Carried] = {}
        for ref in self._root.iterfind("{*}NoteRef"):
            held = self._held(ref)
            if held is not None:
                carried[held[0]] = held[1]
        unused = len(self._notes.keys() - self._used)
        if unused:
            self._remarks.append(Notice(self._path.name, "project_memos", {"n": unused}))
        apart = sum(len(self._root.findall(f"{{*}}{parts}/*")) for parts in ("Sets", "Links", "Graphs"))
        if apart:
            self._remarks.append(Notice(self._path.name, "project_sets", {"n": apart}))
        name = (self._root.get("name") or self._path.stem).strip()
        remarks = (*circles, *self._remarks)
        return Project(name, codes, tuple(sources), tuple(codings), cases, remarks, carried)

    def _note(self, note: etree._Element) -> str:
        inline = note.findtext("{*}PlainTextContent")
        return (inline if inline is not None else self._file(note) or "").strip()

    def _file(self, element: etree._Element) -> str | None:
        """Return the text of the file an element names; None when it has none that can be read."""
        written = element.get("plainTextPath") or ""
        content = self._texts.get(written.removeprefix(INTERNAL).lower()) if written.startswith(INTERNAL) else None
        return None if content is None else decoded(content)

    def _held(self, ref: etree._Element) -> tuple[str, Carried] | None:
        target = _guid(ref.get("targetGUID"))
        held = unpacked(self._notes.get(target, ""))
        if held is not None:
            self._used.add(target)
        return held

    def _carried(self, element: etree._Element, holds: str) -> Carried:
        for ref in element.iterfind("{*}NoteRef"):
            held = self._held(ref)
            if held is not None and held[0] == holds:
                return held[1]
        return {}

    def _memo(self, element: etree._Element) -> str:
        memos = []
        for ref in element.iterfind("{*}NoteRef"):
            target = _guid(ref.get("targetGUID"))
            if target in self._notes and target not in self._used:
                self._used.add(target)
                memos.append(self._notes[target])
        return "\n".join(memo for memo in memos if memo)

    def _codes(self) -> Iterator[ProjectCode]:
        seen: set[str] = set()
        groups = self._groups()
        book = self._root if etree.QName(self._root).localname == "CodeBook" else self._root.find("{*}CodeBook")
        for number, code in enumerate(book.iter("{*}Code") if book is not None else ()):
            key = _guid(code.get("guid")) or f"code {number}"
            name = (code.get("name") or "").strip()
            if key in seen:
                self._remarks.append(Notice(self._path.name, "project_code_twice", {"code": name or key}))
                continue
            seen.add(key)
            above = code.getparent()
            parent = _guid(above.get("guid")) if above is not None and etree.QName(above).localname == "Code" else ""
            carried = self._carried(code, "code")
            text = "\n".join(part for part in (_text_of(code, "Description"), self._memo(code)) if part)
            yield ProjectCode(key, name, text, parent or None, tuple(groups.get(key, ())), carried)

    def _groups(self) -> dict[str, list[str]]:
        """Return the names of the sets each code is a member of."""
        groups: dict[str, list[str]] = {}
        for group in self._root.iterfind("{*}Sets/{*}Set"):
            for member in group.iterfind("{*}MemberCode"):
                groups.setdefault(_guid(member.get("targetGUID")), []).append((group.get("name") or "").strip())
        return groups

    def _cases(self) -> Iterator[Case]:
        for case in self._root.iterfind("{*}Cases/{*}Case"):
            sources = [_guid(ref.get("targetGUID")) for ref in case.iterfind("{*}SourceRef")]
            yield Case((case.get("name") or "").strip(), tuple(dict.fromkeys(sources)), self._facts(case))

    def _facts(self, element: etree._Element) -> dict[str, str]:
        named = {
            _guid(variable.get("guid")): (variable.get("name") or "").strip()
            for variable in self._root.iterfind("{*}Variables/{*}Variable")
        }
        facts = {}
        for value in element.iterfind("{*}VariableValue"):
            ref = value.find("{*}VariableRef")
            name = named.get(_guid(ref.get("targetGUID")), "") if ref is not None else ""
            said = "".join(part.text or "" for part in value if etree.QName(part).localname != "VariableRef").strip()
            if name and said:
                facts[name] = said
        return facts

    def _sources(self, codes: set[str]) -> tuple[list[SourceText], list[ProjectCoding]]:
        sources: list[SourceText] = []
        codings: list[ProjectCoding] = []
        for number, source in enumerate(self._root.iterfind("{*}Sources/*")):
            kind = etree.QName(source).localname.removesuffix("Source")
            name = (source.get("name") or f"source {number + 1}").strip()
            lost = sum(1 for _ in source.iter("{*}Coding"))
            stored = self._stored(source) if kind == "Text" else None
            if kind != "Text":
                self._remarks.append(Notice(name, "project_source_kind", {"kind": kind, "n": lost}))
            elif stored is None and source.get("plainTextPath"):
                self._remarks.append(Notice(name, "project_source_unreadable", {"n": lost}))
            elif stored is None or not plain_lines(stored).strip():
                self._remarks.append(Notice(name, "project_source_empty", {"n": lost}))
            else:
                key = _guid(source.get("guid")) or f"source {number}"
                carried = self._carried(source, "source")
                sources.append(SourceText(key, name, plain_lines(stored), self._facts(source), carried))
                codings += self._codings(source, sources[-1], stored, codes)
        return sources, codings

    def _stored(self, source: etree._Element) -> str | None:
        inline = source.findtext("{*}PlainTextContent")
        return self._file(source) if inline is None else inline

    def _codings(
        self, source: etree._Element, text: SourceText, stored: str, codes: set[str]
    ) -> Iterator[ProjectCoding]:
        found = [(each, _passage(each)) for each in source.iterfind("{*}PlainTextSelection")]
        ruler = fitting(rulers(stored), [passage for _, passage in found if passage])
        whole = sum(1 for _ in source.iterfind("{*}Coding"))
        if whole:
            self._remarks.append(Notice(text.name, "project_whole_source", {"n": whole}))
        uncoded = 0
        for selection, passage in found:
            place = ruler.place(passage.start, passage.end) if passage else None
            uncoded += int(selection.find("{*}Coding") is None)
            for coding in selection.iterfind("{*}Coding"):
                ref = coding.find("{*}CodeRef")
                code = _guid(ref.get("targetGUID")) if ref is not None else ""
                where = f"{selection.get('startPosition')}-{selection.get('endPosition')}"
                if code not in codes:
                    self._remarks.append(Notice(text.name, "project_coding_codeless", {"place": where}))
                elif place is None or not text.text[place[0] : place[1]].strip():
                    self._remarks.append(Notice(text.name, "project_coding_unplaced", {"place": where}))
                else:
                    carried = self._carried(coding, "coding")
                    memos = (_text_of(selection, "Description"), self._memo(selection), self._memo(coding))
                    memo = "\n".join(part for part in memos if part)
                    yield ProjectCoding(text.key, code, *place, self._coder(coding, selection), memo, carried)
        if uncoded:
            self._remarks.append(Notice(text.name, "project_uncoded", {"n": uncoded}))

    def _coder(self, *elements: etree._Element) -> str:
        names = (self._users.get(_guid(element.get("creatingUser")), "").strip() for element in elements)
        return next((name for name in names if name), "?")


def _passage(selection: etree._Element) -> Passage | None:
    try:
        start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        return None
    return Passage(start, end, selection.get("name") or "")
