"""Files of a journey: those asked for, whole, or none."""

from __future__ import annotations

import json

import pytest

from workbench.errors import ParameterError
from workbench.figures.mind_map import mind_map
from workbench.report.exports import export
from workbench.report.exports.export import FORMATS, export_journey


def test_every_format_has_its_files(journey, tree, sheet, say, tmp_path):
    made = export_journey(
        journey, tmp_path / "out", say=say, tree=tree, sheets=[sheet()], figures={"mind-map": mind_map(tree, say)}
    )
    assert [path.name for path in made] == [
        "current-state-p1.csv",
        "current-state-p1.json",
        "flow-lucidchart.csv",
        "flow.mmd",
        "journey.mmd",
        "mind-map.mm",
        "mind-map.mmd",
        "mind-map.opml",
        "mind-map.png",
        "mind-map.svg",
    ]
    assert sorted(tmp_path.joinpath("out").iterdir()) == list(made)
    assert json.loads((tmp_path / "out" / "current-state-p1.json").read_text("utf-8"))["persona"] == "p1"


@pytest.mark.parametrize(("kind", "ending"), [("opml", "opml"), ("freemind", "mm"), ("mermaid", "mmd")])
def test_only_what_was_asked_for_is_written(journey, say, tmp_path, kind, ending):
    made = export_journey(journey, tmp_path, say=say, formats=[kind])
    assert {path.suffix for path in made} == {f".{ending}"}


def test_an_unknown_format_is_refused_with_the_known_ones_and_nothing_is_written(journey, say, tmp_path):
    with pytest.raises(ParameterError, match="docx") as refused:
        export_journey(journey, tmp_path / "out", say=say, formats=["opml", "docx"])
    assert all(name in str(refused.value) for name in FORMATS)
    assert not (tmp_path / "out").exists()


def test_where_one_file_cannot_be_made_none_is_written(journey, say, tmp_path, monkeypatch):
    def fails(*_):
        raise RuntimeError("no picture")

    monkeypatch.setattr(export, "freemind", fails)
    with pytest.raises(RuntimeError):
        export_journey(journey, tmp_path / "out", say=say)
    assert not (tmp_path / "out").exists()


def test_the_same_journey_gives_the_same_bytes(journey, say, tmp_path):
    one, other = (export_journey(journey, tmp_path / name, say=say) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
