"""Index: one page that leads to every study's report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech
from workbench.report.dress import page_style
from workbench.report.failure import CARD as FAILED_CARD
from workbench.report.failure import PAGE as FAILED_PAGE
from workbench.report.sections import environment

BLANK: dict[str, Any] = {
    "language": "en",
    "question": "",
    "illustrative": "",
    "headline": "",
    "personas": (),
    "participants": "",
    "link": "",
    "failed": "",
    "failed_link": "",
    "compared": {},
}
"""What a card says that says nothing."""


def write_card(card: dict[str, Any], folder: Path) -> None:
    """Write the facts of a study's report beside it, for the index."""
    write_whole(folder / "card.json", json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def write_index(out: Path) -> Path:
    """Write `index.html` over all reports and failed runs in a folder; return its path."""
    cards = [card for folder in sorted(path for path in out.glob("*") if path.is_dir()) if (card := _card(folder))]
    write_whole(out / "index.html", index_page(cards))
    return out / "index.html"


def index_page(cards: Iterable[Mapping[str, Any]]) -> str:
    """Return the page that leads to reports, from their cards; each names its `folder` and its `link`."""
    whole = [BLANK | {"title": card["folder"], "id": card["folder"]} | dict(card) for card in cards]
    page = environment().get_template("index.html.j2")
    return page.render(cards=whole, en=Speech("en"), fr=Speech("fr"), style=page_style(embed_fonts=True))


def _card(folder: Path) -> dict[str, Any]:
    """Return what the index shows of a folder: its report, and whether the last run failed; {} for neither.

    A card that cannot be read is none.
    """
    card: dict[str, Any] = {}
    for name, page, link in ((FAILED_CARD, FAILED_PAGE, "failed_link"), ("card.json", "report.html", "link")):
        if (folder / name).is_file() and (folder / page).is_file():
            with suppress(OSError, ValueError, TypeError):
                card |= json.loads((folder / name).read_text("utf-8")) | {link: f"{folder.name}/{page}"}
    return card | {"folder": folder.name} if card else {}
