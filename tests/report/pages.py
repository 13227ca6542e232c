"""Pages: a report as a reader's program sees it, and the words of source files read without the workbench."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import deque
from pathlib import Path

from bs4 import BeautifulSoup
from lxml import etree

from workbench.report.sections import Report
from workbench.walk import Results

REPLACED = re.compile(r"\[(?:P-[A-Z2-7]{4,}|(?:person|firm|place|personne|entreprise|lieu) [A-Z2-7]{4,}|[\w-]+)\]")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RENDERED: deque[tuple[Results, str]] = deque(maxlen=16)
"""The last reports, by the results they were made from."""


def page(results: Results) -> BeautifulSoup:
    """Return the whole report, parsed anew for whoever takes parts out of it."""
    return BeautifulSoup(html_of(results), "html.parser")


def html_of(results: Results) -> str:
    """Return the whole report, rendered once for the same results."""
    for kept, html in RENDERED:
        if kept is results:
            return html
    RENDERED.append((results, "".join(section._repr_html_() for section in Report(results))))
    return RENDERED[-1][1]


def source_words(path: Path) -> str:
    """Return the words of an interview file, letters and digits alone, read by other means than the workbench's."""
    if path.suffix == ".docx":
        tree = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
        text = " ".join("".join(node.text or "" for node in p.iter(f"{WORD}t")) for p in tree.iter(f"{WORD}p"))
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = " ".join(" ".join(row) for row in csv.reader(file))
    else:
        lines = path.read_text("utf-8").splitlines()
        spoken = [line for line in lines if "-->" not in line and not line.strip().isdigit()]
        text = re.sub(r"<v [^>]+>|&amp;|&lt;", " ", " ".join(spoken))
    return letters(text)


def letters(text: str) -> str:
    """Return the letters and digits of a text, without anything between them."""
    return re.sub(r"[\W_]+", "", text)


def is_said(quote: str, words: str) -> bool:
    """Say whether a quote's words stand in the source in this order, replaced names matching any name."""
    parts = [re.escape(letters(part)) for part in REPLACED.split(quote)]
    return re.search(".{0,60}?".join(parts), words) is not None
