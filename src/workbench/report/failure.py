"""Failure: the page a failed run leaves, which nobody can take for a report."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech
from workbench.report.dress import page_style
from workbench.report.sections import environment

PAGE, CARD = "failed.html", "failed.json"
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s:'\"<>|;,()]+)+[\\/]([^\\/\s:'\"<>|;,()]+)|~[\\/]\S*")
LONGEST = 2_000
"""Letters of an error's words that are shown."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run failed (a key of the catalogue), where, and what was said."""

    why: str
    notebook: str = ""
    cell: int = 0
    code: str = ""
    error: str = ""
    message: str = ""
    problems: tuple[str, ...] = ()

    def line(self) -> str:
        """Return the failure as English text for the command line: one line, or one a problem."""
        if self.problems:
            return "\n".join(self.problems)
        say = Speech("en")
        where = f"{self.notebook}, cell {self.cell}: " if self.notebook and self.cell else ""
        where = f"{self.notebook}: " if self.notebook and not self.cell else where
        words = ": ".join(filter(None, (self.error, plain(self.message))))
        return where + " ".join(filter(None, (say(f"failed_{self.why}"), words)))


@dataclass(frozen=True, slots=True)
class Failed:
    """A failed run: its study and parameters, the failure, and what is known of the report that lies there."""

    id: str
    title: str
    parameters: Mapping[str, Any]
    failure: Failure
    earlier: str = ""
    unknown: bool = False
    again: str = ""


def write_failure(failed: Failed, folder: Path, say: Speech) -> None:
    """Write `failed.html` and its card beside whatever report there is, which stays as it is."""
    page = environment().get_template("failed.html.j2")
    text = page.render(failed=failed, failure=failed.failure, say=say, plain=plain, style=page_style(embed_fonts=True))
    write_whole(folder / PAGE, text)
    card = {"id": failed.id, "title": failed.title, "language": say.language, "failed": say("failed_short")}
    write_whole(folder / CARD, json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def clear_failure(folder: Path) -> None:
    """Remove the page of an earlier failure, once a run has succeeded."""
    for name in (PAGE, CARD):
        (folder / name).unlink(missing_ok=True)


def plain(text: str) -> str:
    """Return an error's words without colours, folders of this machine or endless length."""
    text = PATH.sub(lambda found: found[1] or "~", ANSI.sub("", text))
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
