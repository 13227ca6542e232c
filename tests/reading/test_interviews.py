"""Whatever its format, an interview is the same words of the same speakers."""

from __future__ import annotations

import csv
import hashlib
import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.model.brief import Brief, Source
from workbench.model.material import Notice
from workbench.reading.guard.contained import RISKY
from workbench.reading.interviews import FORMATS, read_interviews
from workbench.reading.turns import as_transcript, fold_space, original_text

FOUR = [
    ("Interviewer", "How did you come to us?"),
    ("Anna", "Well, a friend told me."),
    ("Interviewer", "And then?"),
    ("Anna", "Then: I bought it — “twice”, l'été, à 5 %."),
]


def _vtt(turns):
    cues = [
        f"00:{i:02}.000 --> 00:{i:02}.900\n<v {who}>{html.escape(w, quote=False)}" for i, (who, w) in enumerate(turns)
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _srt(turns):
    cues = [f"{i + 1}\n00:00:{i:02},000 --> 00:00:{i:02},900\n{who}: {w}" for i, (who, w) in enumerate(turns)]
    return "\n\n".join(cues) + "\n"


def _json(turns):
    said = [{"start": i, "end": i + 0.9, "text": f" {w}", "speaker": who} for i, (who, w) in enumerate(turns)]
    return json.dumps({"segments": said})


def _tsv(turns):
    rows = [f"{i}000\t{i}900\t{who}\t{w}" for i, (who, w) in enumerate(turns)]
    return "\n".join(["start\tend\tspeaker\ttext", *rows]) + "\n"


def _jsonl(turns):
    return json.dumps({"meeting_transcripts": [{"speaker": who, "content": w} for who, w in turns]}) + "\n"


def _sbv(turns):
    return "\n\n".join(f"0:00:{i:02}.000,0:00:{i:02}.900\n{who}: {w}" for i, (who, w) in enumerate(turns)) + "\n"


def _otr(turns):
    time = '<span class="timestamp" data-timestamp="{0}">0:{0:02}</span>'
    said = [f"<p>{time.format(i)} {who}: {html.escape(w)}</p>" for i, (who, w) in enumerate(turns)]
    return json.dumps({"text": "".join(said), "media": "talk.mp3", "media-time": 0})


TIMED = {".vtt": _vtt, ".srt": _srt, ".sbv": _sbv, ".json": _json, ".tsv": _tsv, ".jsonl": _jsonl, ".otr": _otr}


@pytest.fixture(scope="session")
def write_interview(write_word, write_opendocument, write_sheet, write_pdf):
    """Write turns in the format the path's ending names."""

    def write(path, turns):
        kind = path.suffix
        if kind in (".txt", ".md"):
            mark = "**" if kind == ".md" else ""
            path.write_text("\n\n".join(f"{mark}{who}:{mark} {words}" for who, words in turns), "utf-8")
        elif kind == ".docx":
            write_word(path, [f"{who}: {words}" for who, words in turns])
        elif kind == ".odt":
            write_opendocument(path, [f"{who}: {words}" for who, words in turns])
        elif kind == ".pdf":
            write_pdf(path, [[f"{who}: {words}" for who, words in turns]])
        elif kind in TIMED:
            path.write_text(TIMED[kind](turns), "utf-8")
        else:
            pairs = zip(turns[::2], turns[1::2], strict=True)
            rows = [(path.stem, question, answer) for (_, question), (_, answer) in pairs]
            table = [("participant", "question", "answer"), *rows]
            if kind == ".xlsx":
                write_sheet(path, table)
            else:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows(table)
        return path

    return write


def _brief(*sources):
    return Brief.model_construct(language="en", sources=tuple(Source(**source) for source in sources))


def _read(folder, **source):
    return read_interviews(folder, _brief({"path": "*", "interviewer": ("Interviewer",)} | source))


def _said(interview):
    who = {"interviewer": "Interviewer", "participant": "Anna"}
    return [(who.get(turn.speaker, turn.speaker), turn.words) for turn in interview.turns]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_interview_reads_the_same_in_every_format(write_interview, tmp_path, kind):
    path = write_interview(tmp_path / f"talk{kind}", FOUR)
    (interview,), notices = _read(tmp_path)
    assert _said(interview) == FOUR
    document = "talk-1" if kind == ".jsonl" else "talk"
    assert (interview.document, interview.path, notices) == (document, path, [])
    assert interview.digest == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("interviews")


letters = st.text("abcdefgéèœß ,.;!?'’“”–()&%0123456789", min_size=1, max_size=40)
spoken = letters.map(lambda words: fold_space("a" + words))


spoken_answers = st.lists(st.tuples(spoken, spoken), min_size=2, max_size=5)


def each_format(of_text, contained):
    """Run a test on each format with so many examples; those read in a process apart take a hundred times as long."""
    return pytest.mark.parametrize(
        ("kind", "examples"), [(kind, contained if kind in RISKY else of_text) for kind in FORMATS]
    )


def _holds(examples, answers, check):
    """Check so many examples of `answers`."""
    settings(deadline=None, max_examples=examples, database=None)(given(answers)(check))()


@each_format(30, 4)
def test_words_written_to_any_format_come_back_as_turns(scratch, write_interview, kind, examples):
    _holds(examples, spoken_answers, lambda answers: _come_back(scratch, write_interview, answers, kind))


@pytest.mark.soak
@each_format(300, 100)
def test_many_words_written_to_any_format_come_back_as_turns(scratch, write_interview, kind, examples):
    _holds(examples, spoken_answers, lambda answers: _come_back(scratch, write_interview, answers, kind))


def _come_back(scratch, write_interview, answers, kind):
    turns = [turn for question, answer in answers for turn in (("Interviewer", question), ("Anna", answer))]
    folder = scratch / kind[1:]
    folder.mkdir(exist_ok=True)
    write_interview(folder / f"talk{kind}", turns)
    (interview,), _ = _read(folder)
    assert _said(interview) == turns
    transcript = as_transcript(
        interview.turns,
        document="talk",
        participant="P-7Q2A",
        names={},
        interviewers=interview.interviewers,
        source=("talk", interview.digest),
        language="en",
    )
    if not transcript.replacements:
        assert transcript.text == original_text(interview.turns) == "\n".join(words for _, words in turns)
    assert [u.role for u in transcript.utterances] == ["interviewer", "participant"] * len(answers)


STRANGE = [
    "-->",
    "00:01 --> 00:02",
    "<b>",
    "</i>",
    "&amp;",
    '"',
    "''",
    ";",
    "a:b",
    ": ",
    "|",
    "–",
    "so: it",
    "1,5",
    "{x}",
    "#",
    "@",
]
strange = st.lists(st.sampled_from(STRANGE) | letters, min_size=1, max_size=6)
NOT_KEPT = {".srt": ("<b>", "</i>", "&amp;"), ".xlsx": ()}
"""Marks a format has of its own, and no way to write as words."""


strange_answers = st.lists(st.tuples(strange, strange), min_size=2, max_size=4)


@each_format(40, 5)
def test_marks_of_one_format_are_words_in_the_others(scratch, write_interview, kind, examples):
    _holds(examples, strange_answers, lambda answers: _are_words(scratch, write_interview, answers, kind))


@pytest.mark.soak
@each_format(400, 100)
def test_many_marks_of_one_format_are_words_in_the_others(scratch, write_interview, kind, examples):
    _holds(examples, strange_answers, lambda answers: _are_words(scratch, write_interview, answers, kind))


def _are_words(scratch, write_interview, answers, kind):
    left_out = NOT_KEPT.get(kind, ())
    pairs = [
        tuple(fold_space("a " + " ".join(part for part in parts if part not in left_out)) for parts in pair)
        for pair in answers
    ]
    turns = [turn for question, answer in pairs for turn in (("Interviewer", question), ("Anna", answer))]
    folder = scratch / f"strange-{kind[1:]}"
    folder.mkdir(exist_ok=True)
    write_interview(folder / f"talk{kind}", turns)
    (interview,), _ = _read(folder)
    assert _said(interview) == turns


def test_an_ending_in_capitals_is_the_same_format(write_interview, tmp_path):
    write_interview(tmp_path / "talk.docx", FOUR).rename(tmp_path / "talk.DOCX")
    assert _said(_read(tmp_path)[0][0]) == FOUR


def test_interviews_come_ordered_by_their_name(write_interview, tmp_path):
    for name in ("b.txt", "c.md", "a.vtt"):
        write_interview(tmp_path / name, FOUR)
    assert [interview.document for interview in _read(tmp_path)[0]] == ["a", "b", "c"]


def test_a_table_holds_an_interview_a_participant(tmp_path):
    (tmp_path / "all.csv").write_text("participant,question,answer\np2,Why?,So.\np1,Why?,Thus.\n")
    interviews, _ = _read(tmp_path)
    assert [(i.document, [t.words for t in i.turns]) for i in interviews] == [
        ("p1", ["Why?", "Thus."]),
        ("p2", ["Why?", "So."]),
    ]


def test_a_workbook_holds_an_interview_a_participant_and_its_other_sheets_are_told(write_sheet, tmp_path):
    rows = [("participant", "question", "answer"), (2, "Why?", "So."), (1, "Why?", "Thus.")]
    write_sheet(tmp_path / "all.xlsx", rows, others=("codes", "counts"))
    interviews, (notice,) = _read(tmp_path)
    assert [(i.document, [t.words for t in i.turns]) for i in interviews] == [
        ("1", ["Why?", "Thus."]),
        ("2", ["Why?", "So."]),
    ]
    assert notice == Notice("all.xlsx", "other_sheets", {"sheet": "Sheet", "n": 2})


def test_a_text_is_known_for_a_chat_by_its_first_lines(tmp_path):
    (tmp_path / "talk.txt").write_text("13/07/2017, 09:12 - Anna: So.\n13/07/2017, 09:13 - Bo: And?\n")
    assert _said(_read(tmp_path)[0][0]) == [("Anna", "So."), ("Bo", "And?")]


def test_a_text_is_known_for_a_recognisers_by_its_first_line(tmp_path):
    (tmp_path / "talk.txt").write_text("[00:43.810 --> 00:47.850]  Hello.\n[00:48.350 --> 00:54.570]  And?\n")
    (interview,), _ = _read(tmp_path)
    assert [(turn.words, turn.at) for turn in interview.turns] == [("Hello. And?", 43.81)]


def test_hidden_files_and_folders_are_no_interviews(write_interview, tmp_path):
    write_interview(tmp_path / "talk.txt", FOUR)
    (tmp_path / ".DS_Store").write_bytes(b"\0\0")
    (tmp_path / "older").mkdir()
    assert [interview.document for interview in _read(tmp_path)[0]] == ["talk"]


def test_the_encoding_a_study_names_is_followed(tmp_path):
    (tmp_path / "talk.txt").write_bytes("Interviewer: Où ?\nAnna: Là\nInterviewer: Et ?\nAnna: Déjà".encode("cp1252"))
    (interview,), _ = _read(tmp_path, encoding="cp1252")
    assert _said(interview)[-1] == ("Anna", "Déjà")


def test_lines_before_the_first_label_are_told(tmp_path):
    (tmp_path / "talk.txt").write_text(
        "Interview 3\n\n12 May\nInterviewer: Why?\nAnna: So.\nInterviewer: And?\nAnna: No."
    )
    _, (notice,) = _read(tmp_path)
    assert notice == Notice("talk.txt", "before_labels", {"n": 2}, 1)


def test_words_without_a_speaker_are_told(tmp_path):
    (tmp_path / "talk.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nwho says this\n")
    _, (notice,) = _read(tmp_path)
    assert notice == Notice("talk.vtt", "no_speaker")


def test_characters_lost_earlier_are_told(write_interview, tmp_path):
    write_interview(tmp_path / "talk.txt", [*FOUR[:3], ("Anna", "d\ufffdj\ufffd vu")])
    (interview,), (notice,) = _read(tmp_path)
    assert (notice.where, notice.key, notice.line, notice.values["n"]) == ("talk.txt", "damaged", 7, 2)
    assert interview.turns[-1].words == "d\ufffdj\ufffd vu"


def _problems(folder, **source):
    with pytest.raises(InputError) as caught:
        _read(folder, **source)
    return caught.value.problems


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        *(("talk.rtf", "Word"), ("talk.doc", "Word"), ("talk.pages", "Word"), ("talk.M4A", "transcribed")),
        *(("talk.mp4", "transcribed"), ("talk.png", "picture"), ("talk.zip", "unpack"), ("talk.xls", ".xlsx")),
        *(("talk.qdpx", "coding program"), ("talk.xyz", "one of these formats")),
    ],
)
def test_a_kind_of_file_that_is_not_read_is_refused_with_what_to_do(tmp_path, name, remedy):
    (tmp_path / name).write_bytes(b"x")
    (problem,) = _problems(tmp_path)
    assert problem.what == "unknown kind of file"
    assert remedy in problem.remedy


def test_a_table_with_tabs_is_a_recognisers_or_one_of_answers_by_its_columns(tmp_path):
    (tmp_path / "a.tsv").write_text("participant\tquestion\tanswer\np1\tWhy?\tSo, yes.\n")
    (tmp_path / "b.tsv").write_text("start\tend\ttext\n0\t900\tThus.\n")
    assert [_said(interview) for interview in _read(tmp_path)[0]] == [
        [("", "Thus.")],
        [("Interviewer", "Why?"), ("Anna", "So, yes.")],
    ]


def test_a_text_whose_columns_a_study_names_is_a_table(tmp_path):
    (tmp_path / "reviews.txt").write_text("Good, really: good.\t1\nBad.\t0\n")
    interviews, _ = _read(tmp_path, columns={"participant": None, "answer": 1, "header": False})
    assert [(i.document, i.turns[0].words) for i in interviews] == [
        ("reviews-1", "Good, really: good."),
        ("reviews-2", "Bad."),
    ]


def test_a_pattern_that_finds_nothing_is_named(tmp_path):
    (problem,) = _problems(tmp_path, path="talks/*.vtt")
    assert problem.where == str(tmp_path / "study.yml")
    assert (problem.what, problem.got, problem.allowed) == ("no interview found", "talks/*.vtt", "an existing file")


def test_an_interview_without_a_label_is_refused(tmp_path):
    (tmp_path / "talk.txt").write_text("some words\nand others\n")
    (problem,) = _problems(tmp_path)
    assert (problem.what, problem.got, problem.allowed) == (
        "no speaker label found",
        "some words",
        "`Name: words` lines",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("talk.vtt", "WEBVTT\n\nNOTE nothing\n"), ("talk.csv", "participant,question,answer\np1,,\np1, ,\n")],
)
def test_an_interview_without_words_is_refused(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    (problem,) = _problems(tmp_path)
    assert problem.where == str(tmp_path / name)
    assert problem.what.endswith("holds no words")


def test_every_file_that_fails_is_named_at_once(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.docx").write_text("no zip")
    (tmp_path / "c.rtf").write_text("{}")
    (tmp_path / "d.vtt").write_text("no captions")
    assert [p.where.rsplit("/", 1)[1] for p in _problems(tmp_path)] == ["c.rtf", "a.txt", "b.docx", "d.vtt"]


def test_a_study_may_lie_in_a_folder_of_any_name(write_interview, tmp_path):
    folder = tmp_path / "round [1]"
    folder.mkdir()
    write_interview(folder / "talk.txt", FOUR)
    assert len(_read(folder)[0]) == 1


def test_a_file_that_two_patterns_find_is_one_interview(write_interview, tmp_path):
    write_interview(tmp_path / "talk.txt", FOUR)
    sources = [{"path": path, "interviewer": ("Interviewer",)} for path in ("*", "*.txt")]
    assert len(read_interviews(tmp_path, _brief(*sources))[0]) == 1


def test_a_document_open_in_word_does_not_stop_the_study(write_interview, tmp_path):
    write_interview(tmp_path / "talk.docx", FOUR)
    (tmp_path / "~$talk.docx").write_bytes(b"\x05owner" + b"\0" * 100)
    assert len(_read(tmp_path)[0]) == 1


def test_what_counts_as_the_interviewers_label_has_the_interviewers_role(material, study):
    (study / "codings.csv").unlink()
    (study / "interviews" / "interview-01.txt").write_text("Moderator: Why?\nAnna: So.\nAnna: And so.\n")
    assert material().transcripts[0].utterances[0].role == "interviewer"


def test_every_file_read_has_its_digest(material, study, change):
    (study / "codings.csv").unlink()
    (study / "participants.csv").unlink()
    change("study.yml", '"interviews/*", interviewer: [Interviewer]', '"round*/answers.csv"')
    for i in "12":
        (study / f"round{i}").mkdir()
        (study / f"round{i}" / "answers.csv").write_text(f"participant,question,answer\np{i},Why?,So.\n")
    assert len([name for name in material().digests if name.endswith("answers.csv")]) == 2
