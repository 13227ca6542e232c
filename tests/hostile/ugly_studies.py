"""Ugly files of a study itself: its tables and its study.yml as people leave them, each with what is to come of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reading.conftest import CODEBOOK, CODINGS, INTERVIEW, JOURNEY, PARTICIPANTS, STUDY

SOUND = {
    "study.yml": STUDY,
    "codebook.yml": CODEBOOK,
    "journey.yml": JOURNEY,
    "participants.csv": PARTICIPANTS,
    "codings.csv": CODINGS,
    "interviews/interview-01.txt": INTERVIEW,
}
NAMES = "words,kind,times,documents,decision,stand_in,example\n"
SUGGESTIONS = "document,start,end,quote,code,score,reason,origin,decision,coder,date\n"
CODED = "document,quote,code,coder\n"
QUOTE = "interview-01,I looked at the price first,price,A\n"
PLACED = "document,start,end,code,coder\n"
PEOPLE = "document,participant,relation\n"


@dataclass(frozen=True)
class UglyStudy:
    """A file of a study that is otherwise sound: the words of its refusal, or how many codings are read."""

    name: str
    file: str
    content: bytes | str
    refusal: str = ""
    codings: int = 2
    notices: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """Write the study and return its folder."""
        (folder / "interviews").mkdir(parents=True)
        for name, text in SOUND.items():
            (folder / name).write_text(text, "utf-8")
        raw = self.content if isinstance(self.content, bytes) else self.content.encode("utf-8")
        (folder / self.file).write_bytes(raw)
        return folder


def _codings(
    name: str, content: bytes | str, refusal: str = "", codings: int = 1, **more: tuple[str, ...]
) -> UglyStudy:
    return UglyStudy(f"codings.csv: {name}", "codings.csv", content, refusal, codings, **more)


def _people(name: str, content: bytes | str, refusal: str = "") -> UglyStudy:
    return UglyStudy(f"participants.csv: {name}", "participants.csv", content, refusal)


def _names(name: str, rows: str, refusal: str = "", head: str = NAMES) -> UglyStudy:
    return UglyStudy(f"names.csv: {name}", "names.csv", head + rows, refusal)


def _suggestions(name: str, rows: str, refusal: str = "", codings: int = 2, head: str = SUGGESTIONS) -> UglyStudy:
    return UglyStudy(f"suggestions.csv: {name}", "suggestions.csv", head + rows, refusal, codings)


def _brief(name: str, old: str, new: str, refusal: str = "", **more: tuple[str, ...]) -> UglyStudy:
    assert STUDY.count(old) == 1, old
    return UglyStudy(f"study.yml: {name}", "study.yml", STUDY.replace(old, new), refusal, **more)


CODING_FILES = [
    _codings("nothing", b"", "codings.csv: the file is empty"),
    _codings("a header alone", CODED, codings=0),
    _codings("a byte-order mark", b"\xef\xbb\xbf" + (CODED + QUOTE).encode()),
    _codings("semicolons", (CODED + QUOTE).replace(",", ";")),
    _codings("tabs", (CODED + QUOTE).replace(",", "\t")),
    _codings("line ends of Windows", (CODED + QUOTE).replace("\n", "\r\n")),
    _codings("empty rows", CODED + "\n,,,\n" + QUOTE + "\n"),
    _codings("another encoding", (CODED + QUOTE).encode() + b"\xe9,,,\n", "codings.csv:3: not utf-8 text"),
    _codings("a zero byte", CODED + QUOTE + "\0", "codings.csv:3: zero bytes"),
    _codings("a column twice", CODED.replace("coder", "code"), "missing column coder"),
    _codings("a row twice", CODED + QUOTE + QUOTE, codings=1, notices=("repeated_codings",)),
    _codings("no code", CODED + QUOTE.replace(",price,", ",,"), "codings.csv:2: unknown code"),
    _codings("a code in capitals", CODED + QUOTE.replace(",price,", ",Price,"), "codings.csv:2: unknown code"),
    _codings("no quote", CODED + "interview-01,,price,A\n", "codings.csv:2: neither a quote nor start and end"),
    _codings(
        "a typographic quote", CODED + "interview-01,I looked at the price ﬁrst,price,A\n", "codings.csv:2: the quote"
    ),
    _codings(
        "the name of a file", CODED + QUOTE.replace("-01,", "-01.txt,"), "codings.csv:2: no interview is called so"
    ),
    _codings("a start alone", PLACED + "interview-01,3,,price,A\n", "codings.csv:2: start and end"),
    _codings(
        "a start of 400 digits", PLACED + f"interview-01,{'9' * 400},3,price,A\n", "codings.csv:2: the coding lies"
    ),
    _codings("a start of 5,000 digits", PLACED + f"interview-01,{'9' * 5000},3,price,A\n", "codings.csv:2: start and"),
    _codings("a start below zero", PLACED + "interview-01,-5,3,price,A\n", "codings.csv:2: the coding lies outside"),
    _codings(
        "an end before its start", PLACED + "interview-01,9,3,price,A\n", "codings.csv:2: the coding lies outside"
    ),
    _codings("two turns", PLACED + "interview-01,0,90,price,A\n", "codings.csv:2: the coding runs over"),
    _codings(
        "an emotion with a comma",
        "document,quote,code,coder,emotion\n" + QUOTE.replace(",A", ',A,"1,5"'),
        "codings.csv:2: emotion is a whole number",
    ),
]
PEOPLE_FILES = [
    _people("nothing", b"", "participants.csv: the file is empty"),
    _people("a header alone", PEOPLE),
    _people("no name", PEOPLE + "interview-01,,customer\n"),
    _people("two rows of one", PEOPLE + "interview-01,A,\ninterview-01,B,\n", "participants.csv:3: a second row"),
    _people("nobody's interview", PEOPLE + "interview-02,A,\n", "participants.csv:2: no interview is called so"),
    _people("a relation in capitals", PEOPLE + "interview-01,A,Customer\n", "participants.csv:2: unknown relation"),
    _people("no header", "interview-01,Anna Berg,customer\n", "participants.csv:1: missing column document"),
    _people("a column twice", "document,participant,age,age\n", "participants.csv:1: two columns are called age"),
    _people(
        "rows with and without a speaker",
        "document,participant,speaker\ninterview-01,A,\ninterview-01,B,Anna\n",
        "participants.csv:3: rows with and without a speaker",
    ),
]
NAME_FILES = [
    _names("a header alone", ""),
    _names("a column missing", "", "names.csv:1: missing column decision", head="words,kind,stand_in\n"),
    _names("an unknown kind", "Bruno,animal,1,,,,\n", "names.csv:2: unknown kind"),
    _names("an unknown decision", "Bruno,person,1,,maybe,,\n", "names.csv:2: unknown decision"),
    _names("brackets in a stand-in", "Bruno,person,1,,replace,[x],\n", "names.csv:2: a stand-in cannot hold"),
    _names("no name", ",person,1,,replace,,\n", "names.csv:2: no name"),
    _names("a name twice", "Bruno,person,1,,,,\nBruno,person,1,,,,\n", "names.csv:3: the same name as in line 2"),
    _names("a row too short", "Bruno,person\n", "names.csv:2: wrong number of cells"),
]
DECIDED = "interview-01,{place},price,,,terms,{decision},{coder},2025-01-01\n"
SUGGESTION_FILES = [
    _suggestions("a header alone", ""),
    _suggestions("accepted", DECIDED.format(place="24,28,Well", decision="accept", coder="A"), codings=3),
    _suggestions("rejected", DECIDED.format(place="24,28,Well", decision="reject", coder="A")),
    _suggestions("a column missing", "", "suggestions.csv:1: missing column", head="document,code\n"),
    _suggestions(
        "accepted by nobody",
        DECIDED.format(place="24,28,Well", decision="accept", coder=""),
        "suggestions.csv:2: nobody is named who accepted",
    ),
    _suggestions(
        "decided, and its words are gone",
        DECIDED.format(place="24,28,gone", decision="accept", coder="A"),
        "suggestions.csv:2: other words stand at this place",
    ),
    _suggestions("undecided, and its words are gone", DECIDED.format(place="24,28,gone", decision="", coder="")),
    _suggestions(
        "a place in words",
        DECIDED.format(place="here,there,x", decision="reject", coder="A"),
        "suggestions.csv:2: start and end must be whole numbers",
    ),
    _suggestions(
        "an unknown decision",
        DECIDED.format(place="24,28,Well", decision="yes", coder="A"),
        "suggestions.csv:2: unknown decision",
    ),
    _suggestions(
        "the interviewer's words",
        DECIDED.format(place="0,3,How", decision="accept", coder="A"),
        "suggestions.csv:2: these are not one participant's words",
    ),
]
BRIEFS = [
    UglyStudy("study.yml: nothing", "study.yml", b"", "study.yml: the file is empty"),
    UglyStudy("study.yml: line ends of Windows", "study.yml", STUDY.replace("\n", "\r\n")),
    UglyStudy("study.yml: a byte-order mark", "study.yml", b"\xef\xbb\xbf" + STUDY.encode()),
    UglyStudy("study.yml: a list", "study.yml", "- id: tiny\n", "study.yml:1: a list of `name: value` lines is needed"),
    UglyStudy("study.yml: another encoding", "study.yml", STUDY.encode("cp1252"), "study.yml:3: not utf-8 text"),
    _brief("a tab", "sector: retail", "sector:\tretail", "study.yml:5: found character '\\t'"),
    _brief("a tab to indent", "  - {path", "\t- {path", "study.yml:12"),
    _brief("a field missing", "sector: retail\n", "", "sector: Field required"),
    _brief("an unknown field", "sector: retail", "sector: retail\nsektor: retail", "study.yml:6"),
    _brief("an id with spaces", "id: tiny", "id: my study", "study.yml:1"),
    _brief("a colon in a text", "sector: retail", "sector: retail: food", "study.yml:5"),
    _brief("no sources", '  - {path: "interviews/*", interviewer: [Interviewer]}', "  []", "study.yml:11"),
    _brief("an unknown kind", "{path:", "{kind: talk, path:", "study.yml:12"),
    _brief("an unknown encoding", "{path:", "{encoding: klingon, path:", "unknown encoding"),
    _brief("answers asked in two ways", "{path:", "{columns: {answers: [a], question: q}, path:", "study.yml:12"),
    _brief(
        "fieldwork that ends before it starts",
        "owner:",
        "fieldwork: {start: 2025-02-01, end: 2025-01-01}\nowner:",
        "fieldwork ends on 2025-01-01",
    ),
    _brief("a day there is not", "owner:", "fieldwork: {start: 2025-02-30, end: 2025-03-01}\nowner:", "study.yml:10"),
    _brief("a file named twice", "sources:\n", 'sources:\n  - {path: "interviews/interview-01.txt"}\n'),
    _brief("a pattern out of the study", "interviews/*", "../*.docx", "no interview found"),
]
UGLY_STUDIES = [*CODING_FILES, *PEOPLE_FILES, *NAME_FILES, *SUGGESTION_FILES, *BRIEFS]
