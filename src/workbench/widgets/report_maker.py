"""Report maker: the button at the end of the walk that makes the file to hand on, as a batch run makes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.language.speech import Speech
from workbench.reading.study_folder import find_study, read_brief
from workbench.study import Study, workspace
from workbench.widgets.live import is_live

if TYPE_CHECKING:
    from ipywidgets import VBox  # type: ignore[import-untyped]

REPORTS = "reports"


def report_maker(study: Study, *, live: bool | None = None) -> VBox | None:
    """Return a button that makes the report of a study; nothing where nobody sits before the notebook."""
    if not (is_live() if live is None else live):
        return None
    import ipywidgets as widgets
    from IPython.display import Markdown

    say = Speech(study.language or read_brief(find_study(study.study)).language)
    button = widgets.Button(description=say("make_button"), button_style="primary", layout={"width": "auto"})
    told, link = widgets.HTML(), widgets.Output()

    def make(_: object) -> None:
        button.disabled, link.outputs = True, ()
        told.value = f"<p role='status'>{escape(say('make_running'))}</p>"
        report, said = make_report(study)
        told.value = "" if report else f"<p role='alert'>{escape(say('make_failed', why=said))}</p>"
        if report:
            way = f"**[{say('make_link')}]({os.path.relpath(report).replace(os.sep, '/')})**"
            link.append_display_data(Markdown(say("make_done", link=way, verdict=said)))  # type: ignore[no-untyped-call]
        button.disabled = False

    button.on_click(make)
    return widgets.VBox([button, told, link], layout={"align_items": "flex-start"})


def make_report(study: Study) -> tuple[Path | None, str]:
    """Run a study as `workbench run` does; return its report and whether it may be shared, or None and why not."""
    from workbench.report.gate.share import LEFT  # with nbconvert a second: here alone

    place = workspace()
    given = [f"{name}={value}" for name, value in study.model_dump(exclude_defaults=True).items() if name != "study"]
    options = [part for one in given for part in ("-p", one)]
    command = [sys.executable, "-m", "workbench.cli", "run", study.study, "--out", REPORTS, *options]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves
    lines = (done.stdout if done.returncode == 0 else done.stderr + done.stdout).strip().splitlines()
    report = place / REPORTS / find_study(study.study).name / "report.html"
    if done.returncode or not report.is_file():
        return None, " ".join(lines[-3:])
    left = json.loads((report.parent / LEFT).read_text("utf-8"))
    say = Speech(study.language or read_brief(find_study(study.study)).language)
    return report, say("make_may_share") if left["shareable"] else say("make_may_not", why=left["told"])
