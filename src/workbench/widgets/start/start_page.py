"""Start page: a study begun, or gone on with, by pointing at things; every act is one of `StudyStart`."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]
from IPython.display import Markdown

from workbench.disk.disk_error import words_of
from workbench.errors import WorkbenchError
from workbench.figures.tables import interviews_table, notices_table
from workbench.language.faults import fault, faults
from workbench.language.speech import Speech
from workbench.reading.formats.interview_file import FORMATS
from workbench.reading.starter import SECTORS
from workbench.reading.study_folder import find_study, is_sample
from workbench.report.sections import style_sheet
from workbench.study import workspace
from workbench.widgets.start.file_drop import FileDrop
from workbench.widgets.start.study_start import Look, StudyStart, own_studies, sample_studies

NAMED: dict[str, Any] = {"layout": {"width": "100%", "max_width": "44rem"}, "style": {"description_width": "initial"}}
OWN = "wb-form"
LOOK = """<style>
.wb-form .widget-inline-hbox{flex-direction:column;align-items:stretch;height:auto;margin:.35rem 0}
.wb-form .widget-inline-hbox>.widget-label{text-align:left;width:auto;height:auto;font-weight:600;line-height:1.6;
  overflow:visible;white-space:normal}
.wb-form .widget-inline-hbox>:is(input,select,.widget-text){width:100%;margin:0}
.wb-form .widget-dropdown>select{flex:none;height:2.1rem}.wb-form .widget-select-multiple>select{flex:none;height:auto}
.wb-form .widget-toggle-buttons .widget-toggle-button{width:auto;padding:0 1em}
.wb-form button.jupyter-button:not(.widget-toggle-button){align-self:flex-start;margin:.6rem 2px;padding:0 1.2em}
.wb-form .wb{font:inherit}.wb-form .wb p{margin:.35rem 0}
.wb-form .small{color:var(--jp-ui-font-color2,#555);line-height:1.45;max-width:44rem;margin:0}
</style>"""
"""Names above their fields, so that a narrow page holds them."""


class StartPage(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The page: what to do, its form, then files, who asks and what was read."""

    def __init__(self, say: Speech) -> None:
        self.say = say
        self.start: StudyStart | None = None
        self.told = widgets.HTML()
        self.found = widgets.HTML()
        self.onward = widgets.Output()
        forms = [("start_new", self._new()), ("start_own", self._own()), ("start_sample", self._samples())]
        self.what = widgets.ToggleButtons(
            options=[say(key) for key, _ in forms], description=say("start_what"), **NAMED
        )
        self.form = widgets.VBox([forms[0][1]])
        self.what.observe(lambda _: self._show(forms[self.what.index][1]), names="value")
        self.asks = widgets.SelectMultiple(description=say("start_asks"), rows=4, **NAMED)
        self.right = self._button("start_asks_save", self._note_asks)
        self.material = widgets.VBox([])
        style = widgets.HTML(style_sheet()._repr_html_() + LOOK)
        super().__init__([style, self.what, self.form, self.material, self.told, self.onward, self.found])
        self.add_class(OWN)

    def _button(self, key: str, does: Callable[[], None], **options: Any) -> Any:
        made = widgets.Button(description=self.say(key), layout=widgets.Layout(width="auto"), **options)
        made.on_click(lambda _: self._guarded(does))
        return made

    def _new(self) -> Any:
        say = self.say
        self.title, self.question, self.decision = (
            widgets.Text(description=say(f"start_{key}"), placeholder=say(f"start_{key}_hint"), **NAMED)
            for key in ("title", "question", "decision")
        )
        sectors = [(say(f"start_sector_{sector}"), sector) for sector in SECTORS]
        self.sector = widgets.Dropdown(options=sectors, description=say("start_sector"), value="travel", **NAMED)
        spoken = [(say("start_en"), "en"), (say("start_fr"), "fr")]
        self.language = widgets.Dropdown(options=spoken, description=say("start_language"), value=say.language, **NAMED)
        create = self._button("start_create", self._create, button_style="primary")
        return widgets.VBox([self.title, self.question, self.decision, self.sector, self.language, create])

    def _own(self) -> Any:
        self.own = widgets.Dropdown(options=_named(own_studies()), description=self.say("start_study"), **NAMED)
        return widgets.VBox([self.own, self._button("start_open", lambda: self._open(self.own.value))])

    def _samples(self) -> Any:
        self.sample = widgets.Dropdown(options=_named(sample_studies()), description=self.say("start_study"), **NAMED)
        return widgets.VBox([self.sample, self._button("start_open", lambda: self._open(self.sample.value))])

    def _show(self, form: Any) -> None:
        self.own.options = _named(own_studies())
        self.form.children = [form]

    def _guarded(self, act: Callable[[], None]) -> None:
        """Do something, and say what went wrong in words a researcher can act on."""
        try:
            act()
        except WorkbenchError as error:
            self._tell(faults(error, self.say), wrong=True)
        except OSError as error:
            self._tell(f"{error.filename or ''}: {words_of(error)}", wrong=True)

    def _tell(self, *said: str, wrong: bool = False) -> None:
        lines = "".join(f"<p>{escape(one)}</p>" for text in said for one in text.splitlines())
        kind = " class='failed'" if wrong else ""
        self.told.value = f"<div class='wb' role='{'alert' if wrong else 'status'}'><div{kind}>{lines}</div></div>"

    def _create(self) -> None:
        self.start = StudyStart.create(
            self.title.value,
            sector=self.sector.value,
            language=self.language.value,
            question=self.question.value,
            decision=self.decision.value,
        )
        self._looked()

    def _open(self, study: str | None) -> None:
        if study:
            self.start = StudyStart(find_study(study))
            self._looked()

    def _take_in(self, given: list[tuple[str, bytes]]) -> None:
        if self.start is None:
            return
        taken, refused = [], []
        for name, content in given:
            try:
                self.start.add(name, content)
                taken.append(name)
            except WorkbenchError as error:
                refused.append(faults(error, self.say))
        heard = [voice.label for voice in self.start.look().voices if voice.asks]
        if heard:
            self.start.asks(heard)
        told = [self.say("start_taken", names=", ".join(taken))] if taken else []
        self._looked(*refused, *told, wrong=bool(refused))

    def _note_asks(self) -> None:
        if self.start is not None:
            self.start.asks(self.asks.value)
            self._looked()

    def _looked(self, *said: str, wrong: bool = False) -> None:
        """Read the study and show what came of it."""
        if self.start is None:
            return
        say, start = self.say, self.start
        self._tell(*said, say("start_reading"))
        look, sample = start.look(), is_sample(start.folder)
        folder = _from(workspace(), start.folder)
        self._offer(look)
        self.material.children = () if sample else (self._drop(folder), *self._who_asks(look))
        told = say("start_looked") if sample else say("start_made", folder=folder)
        self._tell(told, *said, *self._came_of(look), wrong=wrong or bool(look.files and look.problems))
        self.found.value = ""
        if look.material is not None:
            tables = (interviews_table(look.material, say), notices_table(look.material, say))
            self.found.value = "".join(table._repr_html_() for table in tables)
        self._lead_on(look)

    def _drop(self, folder: str) -> FileDrop:
        hint = self.say("start_files_hint", n=len(FORMATS), folder=f"{folder}/interviews")
        return FileDrop(
            lambda given: self._guarded(lambda: self._take_in(given)),
            title=self.say("start_files"),
            hint=hint,
            accept=FORMATS,
        )

    def _who_asks(self, look: Look) -> tuple[Any, ...]:
        if not look.voices:
            return ()
        hint = widgets.HTML(f"<p class='small'>{escape(self.say('start_asks_hint'))}</p>")
        return self.asks, hint, self.right

    def _offer(self, look: Look) -> None:
        """Offer the labels in the files, those that ask chosen."""
        if not look.voices or self.start is None:
            return
        self.asks.options = [
            (f"{voice.label} ({', '.join(voice.documents[:3])}{'…' if len(voice.documents) > 3 else ''})", voice.label)
            for voice in look.voices
        ]
        noted = self.start.noted()
        self.asks.value = [voice.label for voice in look.voices if voice.label.casefold() in noted]

    def _came_of(self, look: Look) -> list[str]:
        say = self.say
        if not look.files and look.material is None:
            return [say("start_no_files")]
        if look.material is None:
            return [say("start_to_mend", n=len(look.problems)), *(fault(problem, say) for problem in look.problems)]
        words = sum(len(transcript.text.split()) for transcript in look.material.transcripts)
        n, notices = len(look.material.transcripts), len(look.material.notices)
        told = say("start_interview_1") if n == 1 else say("start_interview_n", n=n)
        noted = say(f"start_notice_{min(notices, 1)}") if notices < 2 else say("start_notice_n", n=notices)
        return [say("start_ready", interviews=told, words=say.number(words), notices=noted)]

    def _lead_on(self, look: Look) -> None:
        self.onward.outputs = ()
        if self.start is not None and look.ready:
            first = self.start.walk()[0]
            link = f"**[{self.say('start_go_link')}]({_from(workspace() / 'notebooks', first)})**"
            self.onward.append_display_data(Markdown(self.say("start_go", link=link)))  # type: ignore[no-untyped-call]


def _named(studies: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"{title} ({name})", name) for name, title in studies.items()]


def _from(place: Path, path: Path) -> str:
    """Return a path as seen from a place, with slashes; the whole path where it lies elsewhere."""
    try:
        return path.resolve().relative_to(place.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
