"""REFI writer: a study as the XML of a REFI-QDA project (1.0, 2019), its texts beside it.

What REFI has no place for stands in notes (see `carried`). Ids are made from what they name, and the
time is the study's: the same study gives the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from workbench.model.codebook import Code, Codebook
from workbench.model.evidence import Coding
from workbench.model.material import Material, Participant
from workbench.model.transcript import Transcript
from workbench.reading.projects.carried import NAME, fit_for_xml, packed
from workbench.reading.projects.labelled_text import LabelledText
from workbench.reading.projects.project import ProjectCode, without_circles

NAMESPACE = uuid.UUID("6f1c1d1e-3a52-5c0e-9b6a-5d5d1f8a7c21")
PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
ORIGIN = "persona-workbench"
SHOWN = 80
"""How many characters of a passage name it."""


def guid(*parts: object) -> str:
    """Return the id of what these words name (UUID version 5 of RFC 4122, 2005)."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(map(str, parts)))).upper()


def in_bytes(root: etree._Element) -> bytes:
    """Return a description as the bytes of its file."""
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def codebook_description(codebook: Codebook, study: str, language: str) -> etree._Element:
    """Return the codebook alone, as a .qdc file has it; it has no notes, so names and definitions are all it holds."""
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=ORIGIN)
    _write_codes(_Place(root, study, CODEBOOK), codebook, language, None)
    return root


def project_description(material: Material) -> tuple[etree._Element, dict[str, str]]:
    """Return the description of a study and its texts by the name of their file."""
    brief, study = material.brief, material.brief.id
    day = brief.fieldwork.end if brief.fieldwork else material.journey.valid_from
    name = fit_for_xml(brief.title.in_(brief.language))
    user = guid(study, "user", ORIGIN)
    root = etree.Element(
        f"{{{PROJECT}}}Project", nsmap={None: PROJECT}, name=name, origin=ORIGIN, creatingUserGUID=user
    )
    root.set("creationDateTime", f"{day.isoformat()}T00:00:00Z")
    place = _Place(root, study, PROJECT)
    users = place.child("Users")
    for coder in dict.fromkeys((ORIGIN, *(coding.coder for coding in material.codings))):
        users.child("User", guid=guid(study, "user", coder), name=fit_for_xml(coder))
    notes = _Notes(study)
    _write_codes(place.child("CodeBook"), material.codebook, brief.language, notes)
    _write_cases(place, material.participants)
    texts: dict[str, str] = {}
    sources = place.child("Sources") if material.transcripts else place
    for transcript in material.transcripts:
        own = [coding for coding in material.codings if coding.evidence.document == transcript.id]
        texts[f"{guid(study, 'text', transcript.id)}.txt"] = _write_source(sources, transcript, own, notes)
    whole = {
        "brief": brief.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"sources"}),
        "journey": material.journey.model_dump(mode="json", by_alias=True, exclude_unset=True),
        "codebook": material.codebook.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"codes"})
        | {"order": [code.id for code in material.codebook.codes]},
    }
    refs = [notes.add(holds, holds, value) for holds, value in whole.items()]
    notes.write(place.child("Notes"))
    for ref in refs:
        place.child("NoteRef", targetGUID=ref)
    return root, texts


class _Place:
    """An element to which children are added, in one study's ids and one namespace."""

    def __init__(self, element: etree._Element, study: str, namespace: str) -> None:
        self.element, self.study, self.namespace = element, study, namespace

    def child(self, tag: str, text: str | None = None, /, **attributes: str) -> _Place:
        """Add a child and return it."""
        made = etree.SubElement(self.element, f"{{{self.namespace}}}{tag}", attributes)
        made.text = text
        return _Place(made, self.study, self.namespace)

    def guid(self, *parts: object) -> str:
        """Return an id within the study."""
        return guid(self.study, *parts)


class _Notes:
    """The notes of a project, in the order in which they are referred to."""

    def __init__(self, study: str) -> None:
        self._study = study
        self._texts: dict[str, tuple[str, str]] = {}

    def add(self, holds: str, about: str, value: Mapping[str, Any]) -> str:
        """Keep a value in a note about something and return the note's id."""
        name = guid(self._study, "note", holds, about)
        self._texts[name] = (f"{NAME}{holds} {about}" if about != holds else f"{NAME}{holds}", packed(holds, value))
        return name

    def write(self, place: _Place) -> None:
        """Write all notes."""
        for name, (title, text) in self._texts.items():
            place.child("Note", guid=name, name=fit_for_xml(title)).child("PlainTextContent", text)


def _write_codes(place: _Place, codebook: Codebook, language: str, notes: _Notes | None) -> None:
    plain = tuple(ProjectCode(code.id, code.id, parent=code.parent) for code in codebook.codes)
    parents = {code.key: code.parent for code in without_circles(plain, "")[0]}
    below: dict[str | None, list[Code]] = {}
    for code in codebook.codes:
        below.setdefault(parents[code.id], []).append(code)
    top = place.child("Codes")
    waiting = [(top, code) for code in reversed(below.get(None, []))]
    while waiting:
        above, code = waiting.pop()
        made = above.child("Code", guid=place.guid("code", code.id), name=fit_for_xml(code.label.in_(language)))
        made.element.set("isCodable", "true")
        made.child("Description", fit_for_xml(code.definition.in_(language)))
        if notes is not None:
            value = code.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"parent"})
            made.child("NoteRef", targetGUID=notes.add("code", code.id, value))
        waiting += [(made, child) for child in reversed(below.get(code.id, []))]


def _write_cases(place: _Place, participants: Sequence[Participant]) -> None:
    facts = {person.pseudonym: _facts(person) for person in participants}
    names = dict.fromkeys(name for own in facts.values() for name in own)
    if names:
        variables = place.child("Variables")
        for name in names:
            made = variables.child("Variable", guid=place.guid("variable", name), name=fit_for_xml(name))
            made.element.set("typeOfVariable", "Text")
    if participants:
        cases = place.child("Cases")
        for person in participants:
            case = cases.child("Case", guid=place.guid("case", person.pseudonym), name=person.pseudonym)
            for name, value in facts[person.pseudonym].items():
                held = case.child("VariableValue")
                held.child("VariableRef", targetGUID=place.guid("variable", name))
                held.child("TextValue", fit_for_xml(value))
            for document in person.documents:
                case.child("SourceRef", targetGUID=place.guid("source", document))


def _facts(person: Participant) -> dict[str, str]:
    own = {"role": person.role, "relation": person.relation}
    return {name: value for name, value in own.items() if value} | dict(person.facts)


def _write_source(sources: _Place, transcript: Transcript, codings: Iterable[Coding], notes: _Notes) -> str:
    """Write a source with its codings and return its text."""
    name = transcript.id
    labelled = LabelledText(transcript)
    source = sources.child("TextSource", guid=sources.guid("source", name), name=fit_for_xml(name))
    source.element.set("plainTextPath", f"internal://{sources.guid('text', name)}.txt")
    selection: _Place | None = None
    last: tuple[int, int] | None = None
    for number, coding in enumerate(codings):
        place = labelled.place(coding.evidence.start, coding.evidence.end)
        if selection is None or place != last:
            selection = source.child("PlainTextSelection", guid=source.guid("selection", name, number))
            selection.element.set("name", _shown(coding.evidence.text))
            selection.element.set("startPosition", str(place[0]))
            selection.element.set("endPosition", str(place[1]))
            last = place
        made = selection.child("Coding", guid=source.guid("coding", name, number))
        made.element.set("creatingUser", source.guid("user", coding.coder))
        made.child("CodeRef", targetGUID=source.guid("code", coding.code))
        value = coding.model_dump(mode="json", exclude_defaults=True, exclude={"evidence", "code", "coder"})
        if value:
            made.child("NoteRef", targetGUID=notes.add("coding", f"{name} {number}", value))
    if not transcript.participant:
        source.child("NoteRef", targetGUID=notes.add("source", name, {"group": True}))
    return labelled.text


def _shown(words: str) -> str:
    return fit_for_xml(words if len(words) <= SHOWN else f"{words[:SHOWN]}\u2026")
