"""Index: one page that leads to every study's report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbench.disk.whole_file import write_whole
from workbench.language.speech import Speech
from workbench.report.dress import page_style
from workbench.report.sections import environment


def write_card(card: dict[str, Any], folder: Path) -> None:
    """Write the facts of a study's report beside it, for the index."""
    write_whole(folder / "card.json", json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def write_index(out: Path) -> Path:
    """Write `index.html` over all reports in a folder; return its path."""
    cards = []
    for path in sorted(out.glob("*/card.json")):
        if (path.parent / "report.html").exists():
            card = json.loads(path.read_text("utf-8"))
            cards.append(card | {"link": f"{path.parent.name}/report.html"})
    page = environment().get_template("index.html.j2")
    text = page.render(cards=cards, en=Speech("en"), fr=Speech("fr"), style=page_style(embed_fonts=True))
    write_whole(out / "index.html", text)
    return out / "index.html"
