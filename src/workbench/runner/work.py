"""Work: what the process of one study does, from the notebooks to the staged report."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech
from workbench.report.gate.share import leave_verdict
from workbench.report.index import write_card
from workbench.report.page import card_of, page_of
from workbench.runner.guardian import Say
from workbench.runner.identity import digest_of, personas_digest
from workbench.runner.job import Job
from workbench.runner.notebooks import INJECTED, NAMES, WRITES_PERSONAS, Execute, notebook_text, require_complete
from workbench.runner.places import CARD, NOTEBOOKS, REPORT, SHARING, stage_of
from workbench.runner.told_parameters import tell_asked
from workbench.runner.trouble import trouble
from workbench.study import Study


@dataclass
class Work:
    """The work on one job, and where it is."""

    job: Job
    run: str
    notebooks: Path
    execute: Execute
    told: Study | None = None
    """Parameters as readers are told them, where the job's own name folders of another machine."""
    notebook: str = field(default="", init=False)
    cell: int = field(default=0, init=False)
    """Last cell of code that was executed, as a reader of the notebook counts them."""
    ticks: int = field(default=0, init=False)
    output: Path | None = field(default=None, init=False)
    sharing: str = field(default="", init=False)
    """Whether the report may be shared, or the first reason why not."""

    def __call__(self, say: Say) -> None:
        """Run the study and say each step; the last word is `done`, with the digests of what was made, or `failed`."""
        try:
            outputs = self._staged(self._executed(say))
            say("done", outputs=outputs, sharing=self.sharing)
        except BaseException as error:
            where = {"notebook": self.notebook, "cell": self.cell}
            say("failed", **trouble(error, where, self.output))

    def _executed(self, say: Say) -> dict[str, NotebookNode]:
        """Execute the notebooks one after the other."""
        folder = Path(tempfile.mkdtemp(prefix="run-"))
        parameters: dict[str, Any] = self.job.study.model_dump(mode="json")
        executed: dict[str, NotebookNode] = {}

        def tick() -> None:
            self.ticks += 1
            self.cell = max(1, self.ticks - INJECTED)
            say("cell", notebook=self.notebook, cell=self.cell)

        for name in NAMES:
            self.notebook, self.cell, self.ticks, self.output = name, 0, 0, folder / f"{name}.ipynb"
            say("notebook", notebook=name)
            executed[name] = self.execute(self.notebooks / f"{name}.ipynb", self.output, parameters, tick=tick)
            require_complete(executed[name], name)
            if self.told:
                tell_asked(executed[name], self.job.study, self.told)
            if name == WRITES_PERSONAS:
                say("personas", digest=personas_digest(self.job.personas))
        self.notebook = ""
        return executed

    def _staged(self, executed: dict[str, NotebookNode]) -> dict[str, str]:
        """Put everything a run gives its readers into one folder; return digests by file name."""
        stage, last = stage_of(self.job.own, self.run), executed[NAMES[-1]]
        (stage / NOTEBOOKS).mkdir(parents=True)
        write_whole(stage / REPORT, page_of(last))
        write_card(card_of(last), stage)
        self.sharing = leave_verdict(stage / REPORT, self.told or self.job.study).headline(Speech("en"))
        made = [REPORT, CARD, SHARING]
        for name in NAMES:
            made.append(f"{NOTEBOOKS}/{name}.ipynb")
            write_whole(stage / made[-1], notebook_text(executed[name]))
        return {name: digest_of(stage / name) for name in made}
