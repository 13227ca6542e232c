"""Every word of a caption file is somebody's turn."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.reading.formats.captions import read_captions
from workbench.reading.study_folder import samples_folder
from workbench.reading.turns import Turn, fold_space, merge


@pytest.fixture
def cues(tmp_path):
    """Read cues given as text, ten seconds apart."""

    def read(*spoken: str, kind: str = ".vtt"):
        blocks = ["WEBVTT"] if kind == ".vtt" else []
        for i, words in enumerate(spoken):
            point = "." if kind == ".vtt" else ","
            times = f"00:00:{i}0{point}500 --> 00:00:{i}5{point}000"
            blocks.append(f"{times}\n{words}" if kind == ".vtt" else f"{i + 1}\n{times}\n{words}")
        path = tmp_path / f"talk{kind}"
        path.write_text("\n\n".join(blocks) + "\n", "utf-8")
        return [(turn.speaker, fold_space(turn.words)) for turn in merge(read_captions(path, "utf-8"))]

    return read


def test_voices_are_speakers(cues):
    assert cues("<v Claire>Why?", "<v Anna>So.</v>", "<v.loud Claire>And?") == [
        ("Claire", "Why?"),
        ("Anna", "So."),
        ("Claire", "And?"),
    ]


def test_two_voices_in_one_cue_are_two_turns(cues):
    assert cues("<v Claire>Why?</v>\n<v Anna>So.</v>") == [("Claire", "Why?"), ("Anna", "So.")]


@pytest.mark.parametrize("kind", [".vtt", ".srt"])
def test_a_label_is_a_speaker_until_the_next(cues, kind):
    said = cues("Claire: Why", "do you ask?", "Anna: So.\nReally.", kind=kind)
    assert said == [("Claire", "Why do you ask?"), ("Anna", "So. Really.")]


def test_marks_of_style_are_no_words(cues):
    assert cues("<v Anna>a <i>b</i> <c.red>c</c> <00:00:01.000>d &amp; e &lt;f&gt;") == [("Anna", "a b c d & e <f>")]


def test_notes_and_cue_names_are_no_words(tmp_path):
    path = tmp_path / "talk.vtt"
    path.write_text(
        "WEBVTT - a talk\n\nNOTE\nnot said\n\nSTYLE\n::cue {}\n\nfirst\n00:01.000 --> 00:02.000\n<v Anna>So.\n"
    )
    assert read_captions(path, "utf-8")[-1] == Turn("Anna", "So.", 1.0)
    assert "not said" not in "".join(turn.words for turn in read_captions(path, "utf-8"))


def test_turns_know_their_time(tmp_path):
    path = tmp_path / "talk.srt"
    path.write_text("1\n01:02:03,500 --> 01:02:05,000\nAnna: So.\n")
    assert read_captions(path, "utf-8") == [Turn("Anna", "So.", 3723.5)]


def test_the_file_may_be_in_another_encoding(tmp_path):
    path = tmp_path / "talk.srt"
    path.write_bytes("1\n00:00:01,000 --> 00:00:02,000\nAnna: déjà\n".encode("cp1252"))
    assert read_captions(path, "cp1252")[0].words == "déjà"


@pytest.mark.parametrize(
    ("name", "text"),
    [("talk.vtt", "00:01.000 --> 00:02.000\nhello\n"), ("talk.srt", "hello\nyou\nall\n"), ("talk.vtt", "hello")],
)
def test_a_file_that_holds_no_captions_is_refused(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InputError, match="caption file") as caught:
        read_captions(path, "utf-8")
    assert [p.where for p in caught.value.problems] == [str(path)]


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("captions")


words = st.text("abcdé ,.!?'’\"&<>;-", min_size=1, max_size=30).map(fold_space).filter(lambda w: w and "-->" not in w)
spoken = st.lists(st.tuples(st.sampled_from(["Claire", "Anna B."]), words), min_size=1, max_size=8)


@settings(deadline=None)
@given(said=spoken)
def test_words_written_as_captions_come_back(scratch, said):
    cue = "\n\n".join(
        f"00:{i:02}.000 --> 00:{i:02}.500\n<v {who}>{html.escape(w, quote=False)}" for i, (who, w) in enumerate(said)
    )
    path = scratch / "talk.vtt"
    path.write_text(f"WEBVTT\n\n{cue}\n", "utf-8")
    assert merge(read_captions(path, "utf-8")) == merge(Turn(who, w, float(i)) for i, (who, w) in enumerate(said))


SWALLOWED = "any colon in a cue makes a label: the words before it vanish and a stranger speaks from then on"
LENIENT = "webvtt reads leniently: what it cannot place is dropped, without an error or a notice"


@pytest.mark.parametrize("kind", [".vtt", ".srt"])
def test_a_colon_in_speech_is_no_label(cues, kind):
    said = cues("Claire: Why?", "Anna: well,", "one thing: it broke.", "Claire: And?", "Anna: so.", kind=kind)
    assert said[1] == ("Anna", "well, one thing: it broke.")


@pytest.mark.parametrize("kind", [".vtt", ".srt"])
def test_two_labels_in_one_cue_are_two_turns(cues, kind):
    assert cues("Claire: Why?\nAnna: So.", "Claire: And?\nAnna: No.", kind=kind)[:2] == [
        ("Claire", "Why?"),
        ("Anna", "So."),
    ]


def test_signs_of_comparison_are_words(cues):
    assert cues("Anna: from <5 to >3 a day", kind=".srt") == [("Anna", "from <5 to >3 a day")]


@pytest.mark.parametrize(
    "broken",
    [
        "00:00:01.000 --> 00:00:02.000\na --> b",
        "00:00:01.000 --> 00:00:02.000\n<v Anna>so\n\nand so",
        "0:1 --> 0:2\n<v Anna>so",
        "00:00:01.000 --> \n<v Anna>so",
        "00:00:01,000 --> 00:00:02,000\n<v Anna>so",
    ],
    ids=["an arrow in speech", "an empty line in a cue", "a short clock", "no end", "commas for points"],
)
def test_no_cue_is_dropped_silently(tmp_path, broken):
    path = tmp_path / "talk.vtt"
    path.write_text(f"WEBVTT\n\n{broken}\n\n00:00:03.000 --> 00:00:04.000\n<v Anna>next\n")
    try:
        said = " ".join(turn.words for turn in read_captions(path, "utf-8"))
    except InputError:
        return
    assert all(word in said for word in broken.split("\n", 1)[1].replace("<v Anna>", "").split())


def test_every_word_of_the_samples_captions_is_read():
    for path in sorted(samples_folder().glob("*/interviews/*.srt")):
        cues = path.read_text("utf-8").split("\n\n")
        words = fold_space(" ".join(line for cue in cues for line in cue.split("\n")[2:]))
        label = re.compile(r"\b(?:Interviewer|Naomi|Dale|Priya|Walt|Yvonne): ")
        assert " ".join(turn.words for turn in merge(read_captions(path, "utf-8"))) == label.sub("", words), path.name


def test_a_line_that_is_lost_is_told_though_the_same_is_said_elsewhere(tmp_path):
    path = tmp_path / "talk.vtt"
    first = "00:01.000 --> 00:02.000\n<v Anna>well\n\n<v Anna>Yes."
    path.write_text(f"WEBVTT\n\n{first}\n\n00:05.000 --> 00:06.000\n<v Anna>Yes.\n")
    with pytest.raises(InputError, match=r"talk.vtt:6: "):
        read_captions(path, "utf-8")
