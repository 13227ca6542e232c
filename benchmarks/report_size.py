"""Report size: kB of each sample's report and what they are, beside nbconvert's own page of the same notebook."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from tqdm import tqdm

from benchmarks.child import cost_of
from benchmarks.measurement import Measurement, Peer, spread
from benchmarks.study_run import command

SAMPLES = ("agency", "consulting", "startup", "travel")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
FONT = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
WHAT = "nbconvert's lab page of the same notebook, code left out"


def measure(runs: int) -> list[Measurement]:  # noqa: ARG001 - a size is the same in every run
    """Make the reports of all samples once and weigh them."""
    with tempfile.TemporaryDirectory() as place:
        for sample in tqdm(SAMPLES, desc="report", unit="study", leave=False, disable=None):
            cost_of(command([sample]), folder=Path(place))
        return [_weigh(sample, Path(place) / "out" / sample) for sample in SAMPLES]


def shares(page: str) -> dict[str, float]:
    """Return the shares of content, style and fonts in the bytes of a page; they sum to 1."""
    whole = _size(page)
    head = page.partition("</head>")[0]
    fonts = sum(_size(face) for face in FONT.findall(head))
    style = sum(_size(rules) for rules in STYLE.findall(head)) - fonts
    return {"content": (whole - style - fonts) / whole, "style": style / whole, "fonts": fonts / whole}


def _weigh(sample: str, folder: Path) -> Measurement:
    page = (folder / "report.html").read_text("utf-8")
    other, _ = HTMLExporter(exclude_input=True).from_filename(str(folder / "notebooks" / "4_report.ipynb"))
    own = spread([_size(page) / 1e3])
    return Measurement(f"report.{sample}", "kB", own, peer=Peer(WHAT, spread([_size(other) / 1e3])), parts=shares(page))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
