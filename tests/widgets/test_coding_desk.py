"""Every act at the coding desk is on disk when it returns, and nobody overwrites anybody."""

from __future__ import annotations

import csv
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.conftest import CODEBOOK, CODINGS, INTERVIEW, JOURNEY, PARTICIPANTS, STUDY

from workbench.errors import InputError
from workbench.forgetting.forgetting import forget
from workbench.memory import Memory
from workbench.reading.coder_files import coder_file
from workbench.reading.study_folder import read_brief, read_material
from workbench.reading.study_inputs import input_files
from workbench.widgets.coding.desk import CodingDesk

SUGGESTED = (
    "document,start,end,quote,code,score,reason,origin,decision,coder,date\n"
    "interview-01,{a},{b},Then I bought it.,price,,“bought”,terms,,,\n"
    'interview-01,{c},{d},"I told Bruno, I told everybody.",friend,0.412,“told”,learned,,,\n'
)


def tiny(folder: Path) -> Path:
    """Write a study of one interview, two codings by A and two suggestions."""
    (folder / "interviews").mkdir(parents=True)
    files = {"study.yml": STUDY, "codebook.yml": CODEBOOK, "journey.yml": JOURNEY, "participants.csv": PARTICIPANTS}
    for name, text in {**files, "codings.csv": CODINGS, "interviews/interview-01.txt": INTERVIEW}.items():
        (folder / name).write_text(text, "utf-8")
    text = read_material(str(folder)).transcripts[0].text
    one, two = (text.index(words) for words in ("Then I bought it.", "I told Bruno, I told everybody."))
    told = SUGGESTED.format(a=one, b=one + 17, c=two, d=two + 31)
    (folder / "suggestions.csv").write_text(told, "utf-8")
    return folder


@pytest.fixture
def study(tmp_path):
    return tiny(tmp_path / "tiny")


@pytest.fixture
def desk(study):
    return CodingDesk(str(study), "C")


def place(desk, words):
    (transcript,) = desk.transcripts.values()
    start = transcript.text.index(words)
    return transcript.id, start, start + len(words)


def in_run(study):
    """Return what a run reads of a study: (words, code, coder, step, emotion, stance)."""
    return {(c.evidence.text, c.code, c.coder, c.step, c.emotion, c.stance) for c in read_material(str(study)).codings}


def on_desk(desk):
    codings = [kept.coding for kept in desk.codings.values()]
    return {(c.evidence.text, c.code, c.coder, c.step, c.emotion, c.stance) for c in codings}


def test_a_coding_is_read_by_a_run_as_it_was_given(study, desk):
    change = desk.mark(*place(desk, "told me of you"), "friend", emotion=-1, stance="against", memo="twice\nsaid")
    assert [kept.memo for kept in change.codings.values()] == ["twice said"]
    assert ("told me of you", "friend", "C", "look", -1, "against") in in_run(study)
    assert in_run(study) == on_desk(desk) == on_desk(CodingDesk(str(study), "C"))
    assert list(CodingDesk(str(study), "C").codings) == list(desk.codings)


def test_a_place_is_told_in_the_files_own_words_and_a_replaced_name_is_in_it_whole_or_not(study):
    (study / "interviews" / "interview-01.txt").write_text(
        INTERVIEW.replace("I bought it", "Anna Berg bought it"), "utf-8"
    )
    (study / "suggestions.csv").unlink()
    desk = CodingDesk(str(study), "C")
    (text,) = [transcript.text for transcript in desk.transcripts.values()]
    assert "Anna Berg" not in text
    start, end = text.index("Then ["), text.index(" bought it.")
    for first, last in ((start, end - 3), (start, end), (start + 5, end + 7), (start + 8, end + 11), (end, end + 10)):
        desk.mark("interview-01", first, last, "price")
    own = [kept.coding.evidence.text for kept in desk.codings.values() if kept.coding.coder == "C"]
    assert len(own) == 4  # the first two are the same words
    assert all(words.count("[") == words.count("]") and words.strip() == words for words in own)
    assert in_run(study) == on_desk(desk)
    with (study / "codings" / "C.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["quote"] == "Then Anna Berg"


def test_the_same_words_given_again_take_the_new_details_and_undo_gives_the_old(desk, study):
    where = place(desk, "I bought it")
    desk.mark(*where, "price", emotion=1)
    assert not desk.mark(*where, "price", emotion=1).done
    assert desk.mark(*where, "price", emotion=-2).done
    assert ("I bought it", "price", "C", None, -2, "for") in in_run(study)
    assert desk.undo().done
    assert ("I bought it", "price", "C", None, 1, "for") in in_run(study)
    assert desk.undo().done
    assert not any(coder == "C" for _, _, coder, *_ in in_run(study))
    assert not desk.undo().done


def test_a_row_of_the_common_table_goes_and_comes_back_and_all_else_stays_to_the_letter(study):
    table = study / "codings.csv"
    written = "\ufeffdocument;quote;code;note;step;coder\r\n"
    own, others = (
        'interview-01;"I looked at the price first";price;"mine; by hand";look;A\r\n',
        "\r\ninterview-01;Bruno told me of you; friend;;look;B\r\n",
    )
    table.write_bytes((written + own + others).encode())
    desk = CodingDesk(str(study), "A")
    (key,) = [key for key in desk.codings if key.endswith(":A")]
    desk.unmark([key])
    assert table.read_bytes().decode() == written + others
    desk.undo()
    assert table.read_bytes().decode().startswith(written + others)
    assert "mine; by hand" in table.read_bytes().decode()
    assert not (study / "codings" / "A.csv").exists()
    assert key in desk.codings


def test_nobody_takes_out_codings_of_others(desk, study):
    before = (study / "codings.csv").read_bytes()
    assert not desk.unmark(list(desk.codings)).done
    assert (study / "codings.csv").read_bytes() == before


def test_decisions_are_each_coders_own_and_can_be_withdrawn(study):
    desk, other = CodingDesk(str(study), "C"), CodingDesk(str(study), "D")
    yes, no = desk.suggestions
    desk.accept([yes])
    desk.reject([no])
    assert not desk.suggestions
    assert len(other.suggestions) == 2
    other.reject([yes])
    assert sorted(path.name for path in (study / "suggestions").iterdir()) == ["C.csv", "D.csv"]
    read = read_material(str(study))
    assert {(c.coder, c.reason) for c in read.codings if c.reason} == {("C", "“bought”")}
    assert len(read.rejected) == 2
    (accepted,) = [key for key, kept in desk.codings.items() if kept.coding.reason]
    assert list(desk.unmark([accepted]).suggestions) == [yes]
    desk.undo()
    desk.undo()
    assert list(desk.suggestions) == [no]
    assert in_run(study) == on_desk(desk)


def test_words_coded_by_hand_are_neither_suggested_nor_rejected_any_more(desk, study):
    yes, _ = desk.suggestions
    desk.reject([yes])
    change = desk.mark(*place(desk, "Then I bought it."), "price")
    assert change.done
    assert not read_material(str(study)).rejected
    assert yes not in desk.suggestions
    desk.undo()
    assert len(read_material(str(study)).rejected) == 1


def test_what_another_window_did_is_taken_in_and_told(study):
    one, other = CodingDesk(str(study), "C"), CodingDesk(str(study), "C")
    one.mark(*place(one, "I bought it"), "price")
    one.mark(*place(one, "told everybody"), "friend")
    change = other.mark(*place(other, "looked at the price"), "price")
    assert (change.taken_in, len(change.codings)) == (2, 3)
    (gone,) = [key for key in other.codings if ":friend:C" in key]
    other.unmark([gone])
    assert one.look().taken_in == 2
    assert on_desk(one) == on_desk(other) == in_run(study)
    assert not one.unmark([gone]).done


def test_undo_leaves_what_another_window_changed_since(study):
    one, other = CodingDesk(str(study), "C"), CodingDesk(str(study), "C")
    one.mark(*place(one, "I bought it"), "price")
    other.mark(*place(other, "I bought it"), "price", emotion=2)
    assert not one.undo().done
    assert ("I bought it", "price", "C", None, 2, "for") in in_run(study)


def test_rows_and_columns_a_hand_put_into_a_coders_table_stay(desk, study):
    desk.mark(*place(desk, "I bought it"), "price")
    path = study / "codings" / "C.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text(f"{lines[0]},mood\n{lines[1]},\ninterview-01,,,told everybody,friend,,,,Zoe,seen,blue\n", "utf-8")
    change = desk.mark(*place(desk, "I looked at the price"), "price")
    assert change.taken_in == 1
    assert "interview-01,,,told everybody,friend,,,,Zoe,seen,blue\n" in path.read_text("utf-8")
    desk.undo()
    desk.undo()
    assert path.read_text("utf-8").splitlines()[1:] == ["interview-01,,,told everybody,friend,,,,Zoe,seen,blue"]


def test_a_table_that_cannot_be_read_is_told_kept_and_not_written_over(desk, study):
    desk.mark(*place(desk, "I bought it"), "price")
    path = study / "codings" / "C.csv"
    good = path.read_text("utf-8")
    path.write_text(good.replace(",price,", ",prize,"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="unknown code"):
        desk.mark(*place(desk, "told everybody"), "friend")
    desk.look()
    assert [problem.got for problem in desk.problems] == ["prize"]
    assert any(key.endswith(":C") for key in desk.codings)
    assert path.read_bytes() == before
    path.write_text(good, "utf-8")
    assert desk.mark(*place(desk, "told everybody"), "friend").done
    assert not desk.problems


@pytest.mark.parametrize(
    ("words", "code", "details"),
    [
        ("And then?", "price", {}),
        ("first.\nAnd then?\nThen", "price", {}),
        ("I bought it", "prize", {}),
        ("I bought it", "price", {"emotion": 3}),
        ("I bought it", "price", {"stance": "both"}),
    ],
)
def test_what_no_run_could_read_is_refused(desk, study, words, code, details):
    with pytest.raises(InputError):
        desk.mark(*place(desk, words), code, **details)
    assert not (study / "codings").exists()


def test_a_sample_is_looked_at_and_says_how_to_get_one_of_ones_own():
    desk = CodingDesk("travel", "C")
    transcript = next(iter(desk.transcripts.values()))
    assert desk.sample
    with pytest.raises(InputError, match=r"nothing is saved here.*copy .*travel to a folder of your own"):
        desk.mark(transcript.id, 67, 80, "price_drop_alert")


@pytest.mark.parametrize("name", ["", "machine", "Machine "])
def test_nobody_codes_without_a_name_or_as_the_machine(study, name):
    desk = CodingDesk(str(study), name)
    with pytest.raises(InputError, match="nobody is named"):
        desk.mark(*place(desk, "I bought it"), "price")


@pytest.mark.parametrize("name", ["Anna Berg", "../../etc", "=SUM(A1)", "é·ü", "a/b", ".hidden", "x" * 300, "-"])
def test_a_coder_of_any_name_has_a_table_in_the_study(study, name):
    desk = CodingDesk(str(study), name)
    desk.mark(*place(desk, "I bought it"), "price")
    assert [path.parent for path in (study / "codings").iterdir()] == [study / "codings"]
    assert on_desk(CodingDesk(str(study), name)) == in_run(study)
    desk.undo()
    assert on_desk(CodingDesk(str(study), name)) == in_run(study)


def test_names_that_differ_have_tables_that_differ(tmp_path):
    names = ["A B", "A-B", "A/B", "a b", "", "é", "e"]
    assert len({coder_file(tmp_path, "codings", name) for name in names}) == len(names)


def test_a_run_is_made_anew_when_a_coders_table_changes(desk, study):
    with Memory().in_use():
        before = read_material(str(study))
        desk.mark(*place(desk, "I bought it"), "price")
        desk.reject(list(desk.suggestions)[-1:])
        after = read_material(str(study))
    assert len(after.codings) == len(before.codings) + 1
    own = {"codings/C.csv", "suggestions/C.csv"}
    assert own <= set(after.digests)
    assert own <= {path.relative_to(study).as_posix() for path in input_files(study, read_brief(study))}


def test_who_is_forgotten_is_taken_out_of_every_coders_table(desk, study, tmp_path):
    (study / "interviews" / "interview-02.txt").write_text(
        INTERVIEW.replace("Anna", "Carl").replace("price", "cost"), "utf-8"
    )
    with (study / "participants.csv").open("a", encoding="utf-8") as file:
        file.write("interview-02,Carl Dahl,,baker,customer,50\n")
    desk = CodingDesk(str(study), "C")
    first = desk.transcripts["interview-01"].text.index("I bought it")
    for name in desk.transcripts:
        desk.mark(name, first, first + 11, "price")
    desk.accept(list(desk.suggestions))
    told = forget(str(study), "interview-01", reports=tmp_path / "reports")
    assert not told.left
    assert {c.evidence.document for c in read_material(str(study)).codings} == {"interview-02"}
    tables = [path.read_text("utf-8-sig") for kind in ("codings", "suggestions") for path in (study / kind).iterdir()]
    assert len(tables) == 2
    assert not any("interview-01" in table for table in tables)


# Any sequence of acts -------------------------------------------------------------------------------------------------

PHRASES = ("I bought it", "told everybody", "Then I bought it.", "I looked", "Well")
ACT = st.one_of(
    st.tuples(
        st.just("mark"), st.sampled_from(PHRASES), st.sampled_from(["price", "friend"]), st.sampled_from([None, 1])
    ),
    st.tuples(st.just("unmark"), st.integers(0, 6)),
    st.tuples(st.sampled_from(["accept", "reject"]), st.integers(0, 1)),
    st.tuples(st.sampled_from(["undo", "redo", "reopen"])),
)


class Plain:
    """What a desk should hold: (place, code) to emotion, what was accepted and rejected, and the states before."""

    def __init__(self):
        self.now, self.past, self.future = (frozenset(), frozenset(), frozenset()), [], []

    def to(self, *state):
        if state != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = state

    def back(self, source, target):
        if source:
            target.append(self.now)
            self.now = source.pop()


@settings(max_examples=25)
@given(st.lists(ACT, max_size=14))
def test_any_acts_undone_redone_and_reopened_leave_what_a_plain_model_says(acts):
    _hold(acts)


@pytest.mark.soak
@settings(max_examples=400)
@given(st.lists(ACT, max_size=40))
def test_any_longer_acts_leave_what_a_plain_model_says(acts):
    _hold(acts)


def _hold(acts):
    with tempfile.TemporaryDirectory() as home:
        study = tiny(Path(home) / "tiny")
        desk, plain = CodingDesk(str(study), "C"), Plain()
        suggested = dict(zip(desk.suggestions, [("Then I bought it.", "price"), ("told", "friend")], strict=True))
        for act, *more in acts:
            given, yes, no = plain.now
            if act == "mark":
                words, code, emotion = more
                one = [key for key, about in suggested.items() if about == (words, code)]
                desk.mark(*place(desk, words), code, emotion=emotion)
                if not set(one) & yes:
                    own = {each for each in given if each[:2] != (words, code)} | {(words, code, emotion)}
                    plain.to(frozenset(own), yes, no - set(one))
            elif act == "unmark":
                own = sorted(key for key, kept in desk.codings.items() if kept.coding.coder == "C")
                if own:
                    key = own[more[0] % len(own)]
                    coding = desk.codings[key].coding
                    desk.unmark([key])
                    if coding.reason:
                        plain.to(given, yes - {key.removesuffix("C")}, no)
                    else:
                        plain.to(given - {(coding.evidence.text, coding.code, coding.emotion)}, yes, no)
            elif act in ("accept", "reject"):
                key = list(suggested)[more[0]]
                still = key in desk.suggestions
                getattr(desk, act)([key])
                if still:
                    plain.to(given, yes | {key}, no) if act == "accept" else plain.to(given, yes, no | {key})
            elif act == "undo":
                desk.undo()
                plain.back(plain.past, plain.future)
            elif act == "redo":
                desk.redo()
                plain.back(plain.future, plain.past)
            else:
                desk = CodingDesk(str(study), "C")
                plain.past, plain.future = [], []
            _same(study, desk, plain)


def _same(study, desk, plain):
    given, yes, no = plain.now
    read = read_material(str(study))
    own = [coding for coding in read.codings if coding.coder == "C"]
    assert {(c.evidence.text, c.code, c.emotion) for c in own if not c.reason} == given
    assert len([c for c in own if c.reason]) == len(yes)
    assert len(read.rejected) == len(no)
    assert in_run(study) == on_desk(desk)
    assert len([c for c in read.codings if c.coder == "A"]) == 2


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["mark", "unmark", "look"]), st.sampled_from(PHRASES)), max_size=20
    )
)
def test_windows_of_one_coder_and_of_two_lose_nothing_of_each_other(acts):
    with tempfile.TemporaryDirectory() as home:
        study = tiny(Path(home) / "tiny")
        desks = [CodingDesk(str(study), coder) for coder in ("C", "C", "D")]
        wanted = set()
        for number, act, words in acts:
            desk = desks[number]
            where = place(desk, words)
            if act == "mark":
                desk.mark(*where, "price")
                wanted.add((words, desk.coder))
            elif act == "unmark":
                desk.unmark([f"{where[0]}:{where[1]}-{where[2]}:price:{desk.coder}"])
                wanted.discard((words, desk.coder))
            else:
                desk.look()
        for desk in desks:
            desk.look()
            assert {(words, coder) for words, code, coder, *_ in on_desk(desk) if coder != "A"} == wanted
        assert on_desk(desks[0]) == in_run(study)


WORKER = """
import sys
from workbench.widgets.coding.desk import CodingDesk
desk = CodingDesk(sys.argv[1], "C")
(transcript,) = desk.transcripts.values()
start = transcript.text.index("I told Bruno, I told everybody")
places = [(start + a, start + b) for a in range(0, 29) for b in range(a + 1, 30)]
for a, b in places:
    (key,) = desk.mark(transcript.id, a, b, "price").codings
    print(key, flush=True)
"""


def _killed(study, acts):
    """Kill a worker that codes after some acts; return what it had acknowledged."""
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(study)], stdout=subprocess.PIPE, text=True)
    told = [worker.stdout.readline().strip() for _ in range(acts)]
    worker.send_signal(signal.SIGKILL)
    told += worker.stdout.read().split("\n")
    worker.wait()
    worker.stdout.close()
    return {line for line in told if line.endswith(":C")}


@pytest.mark.parametrize("acts", [1, 7])
def test_nothing_acknowledged_is_lost_when_the_kernel_is_killed(study, acts):
    _kept_all(study, _killed(study, acts))


@pytest.mark.soak
def test_nothing_acknowledged_is_lost_in_fifty_kills(study):
    told = set()
    for acts in range(1, 51):
        shutil.rmtree(study / "codings", ignore_errors=True)
        told = _killed(study, acts)
        _kept_all(study, told)


def _kept_all(study, told):
    assert told
    found = {key for key in CodingDesk(str(study), "C").codings if key.endswith(":C")}
    assert told <= found
    assert len(found) <= len(told) + 1
    read_material(str(study))
