"""What a notebook shows of the coding desk: to be touched before a person, a table in a run, and never a name."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import IPython
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook, new_output

from widgets.test_coding_desk import place, tiny
from workbench.language.speech import Speech
from workbench.reading.study_folder import read_material
from workbench.report.shown_outputs import shown_outputs
from workbench.widgets.coding import coding_desk
from workbench.widgets.coding.desk import CodingDesk
from workbench.widgets.coding.talk import CodingTalk, desk_texts
from workbench.widgets.live import is_live

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def study(tmp_path):
    return tiny(tmp_path / "tiny")


@pytest.fixture
def talk(study):
    return CodingTalk(CodingDesk(str(study), "C"), Speech("fr"))


def test_a_run_shows_the_table_and_loads_no_widget(study):
    code = (
        f"from workbench.widgets.coding import coding_desk\ndisplay(coding_desk({str(study)!r}, 'C'))\n"
        "import sys; print('anywidget' in sys.modules, 'ipywidgets' in sys.modules)"
    )
    notebook = new_notebook(cells=[new_code_cell(code)])
    NotebookClient(notebook, kernel_name="python3").execute()
    shown, printed = notebook.cells[0].outputs
    assert WIDGET not in shown.data
    assert "<table" in shown.data["text/html"]
    assert printed.text == "False False\n"


@pytest.mark.parametrize(
    ("parent", "live"),
    [
        ({"metadata": {"cellId": "a1", "deletedCells": []}}, True),  # JupyterLab, Notebook, VS Code
        ({"metadata": {}}, False),  # nbclient, papermill
        ({}, False),
        (None, False),
    ],
)
def test_somebody_sits_there_where_a_page_says_which_cell_it_sends(monkeypatch, parent, live):
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(get_parent=lambda: parent))
    assert is_live() is live


def test_nobody_sits_before_a_plain_python():
    assert not is_live()


def test_where_nothing_can_be_touched_the_page_shows_the_table(study):
    widget = coding_desk(str(study), "C", live=True)
    data, _ = widget._repr_mimebundle_()
    assert WIDGET in data
    output = new_output("display_data", data=json.loads(json.dumps(data)))
    notebook = new_notebook(cells=[new_code_cell("", outputs=[output])])
    (shown,) = shown_outputs(nbformat.from_dict(notebook), Speech("en"))
    assert "Codings by code and coder (2)" in shown
    assert "A friend" in shown


def test_a_widget_keeps_no_word_of_an_interview_in_what_a_notebook_may_save(study):
    widget = coding_desk(str(study), "C", live=True)
    state = json.dumps(widget.get_state(), default=str)
    assert "I looked at the price" not in state
    assert "cell again" in state  # the words of the desk itself
    assert "bought it" in json.dumps(widget.talk.answer({"id": "1", "kind": "open"}))


def test_the_page_is_told_of_nobody_by_name(study):
    (study / "interviews" / "interview-01.txt").write_text("Interviewer: Who?\n\nAnna: I am Anna Berg.\n", "utf-8")
    for name in ("codings.csv", "suggestions.csv"):
        (study / name).unlink()
    talk = CodingTalk(CodingDesk(str(study), "C"), Speech("en"))
    start, end = place(talk.desk, talk.desk.transcripts["interview-01"].text.split("\n")[1])[1:]
    marked = {"id": "1", "kind": "mark", "document": "interview-01", "start": start, "end": end, "code": "price"}
    told = json.dumps([talk.answer(marked), talk.answer({"id": "2", "kind": "open"})])
    assert "price" in told
    assert "Berg" not in told


def test_a_message_that_comes_again_is_answered_again_and_not_done_again(talk, study):
    document, start, end = place(talk.desk, "I bought it")
    asked = {"id": "1", "kind": "mark", "document": document, "start": start, "end": end, "code": "price"}
    first = talk.answer(asked)
    assert talk.answer(asked) == first
    undo = {"id": "2", "kind": "undo"}
    assert talk.answer(undo)["done"]
    assert talk.answer(undo)["done"]
    assert [c.coder for c in read_material(str(study)).codings] == ["A", "A"]
    assert not talk.answer({"id": "3", "kind": "undo"})["done"]


def test_an_act_that_fails_is_told_and_the_desk_goes_on(talk):
    asked = {"id": "1", "kind": "mark", "document": "interview-01", "start": 0, "end": 3, "code": "price"}
    told = talk.answer(asked)
    assert told["kind"] == "failed"
    assert "interviewer's words" in told["said"]
    assert talk.answer({"id": "2", "kind": "look"})["kind"] == "done"


def test_a_disk_that_cannot_be_written_is_told(talk, study, monkeypatch):
    (study / "codings").write_text("a file where the folder should be", "utf-8")
    document, start, end = place(talk.desk, "I bought it")
    asked = {"id": "1", "kind": "mark", "document": document, "start": start, "end": end, "code": "price"}
    assert talk.answer(asked)["kind"] == "failed"
    assert not any(key.endswith(":C") for key in talk.desk.codings)


def test_a_change_of_coder_opens_that_coders_desk(talk):
    told = talk.answer({"id": "1", "kind": "coder", "coder": " D "})
    assert (told["kind"], told["coder"]) == ("opened", "D")
    assert talk.desk.coder == "D"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_the_page_asks_for_is_in_the_catalogue(language):
    from workbench.widgets.coding.widget import page_part

    script = page_part(".js")
    asked = re.findall(r'\b(?:say|button|filter|field)\("(\w+)"', script)
    assert len(asked) > 50
    assert set(asked) <= set(desk_texts(Speech(language)))
