"""Results lie in the output folder, whatever a study or a value is called (S4)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.tiny.tally import note
from workbench.errors import RunFailed
from workbench.runner.grid import combinations, folder_name, parse_grid
from workbench.runner.places import own_folder

PARTS = st.sampled_from(["..", ".", "/", "\\", "a", "-", "~", "\n", "\0", " ", "é", "CON", "{study}", "%2e", "x" * 200])
NAMES = st.text(max_size=30) | st.lists(PARTS, max_size=6).map("".join)
VALUES = st.text(max_size=20) | st.integers() | st.lists(PARTS, max_size=4).map("".join)


def _stays_inside(name: str) -> bool:
    """Make a folder of this name in a fresh place, and say whether nothing outside of it was made."""
    with TemporaryDirectory() as place:
        out = Path(place) / "inside" / "out"
        out.mkdir(parents=True)
        try:
            own = own_folder(out, name)
        except RunFailed:
            own = None
        made = set(Path(place).rglob("*")) - {out, out.parent}
        if own is None:
            return not made
        return own.parent == out and all(path.is_relative_to(own) for path in made)


@given(name=NAMES)
def test_no_name_leads_outside(name):
    assert _stays_inside(name)


@given(language=VALUES, seed=VALUES)
def test_no_value_of_a_grid_leads_outside(language, seed):
    assert _stays_inside(folder_name("travel", {"language": language, "seed": seed}))


@pytest.mark.soak
def test_ten_thousand_names_lead_nowhere_else():
    outside, tried = 0, 0

    @settings(max_examples=10_000)
    @given(name=NAMES | st.builds(lambda v, w: folder_name("travel", {"language": v, "seed": w}), VALUES, VALUES))
    def try_one(name):
        nonlocal outside, tried
        tried += 1
        outside += not _stays_inside(name)

    try_one()
    note(
        "S4",
        "Writes stay in the output folder, whatever a study or a value is called",
        measured=outside,
        of=tried,
        anchor="papermill escapes by ../ and follows links",
    )
    assert outside == 0


@pytest.mark.parametrize("place", ["one", "one/notebooks", "one/personas"])
def test_no_link_is_written_through(tmp_path, place):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "out" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere)
    with pytest.raises(RunFailed, match="is a link"):
        own_folder(tmp_path / "out", "one")


def test_a_link_in_place_of_a_report_is_replaced_not_followed(server, project):
    dear = project / "dear.txt"
    dear.write_text("dear", "utf-8")
    own = project / "reports/one"
    (own / "notebooks").mkdir(parents=True)
    for link in ("report.html", "card.json", "notebooks/4_report.ipynb", "failed.html"):
        (own / link).symlink_to(dear)
    assert server.run(project).status == 0
    assert dear.read_text("utf-8") == "dear"
    assert not (own / "report.html").is_symlink()


def test_names_can_be_read_and_differ():
    grid = parse_grid(["language=fr,en", "seed=1,2", "sharing=team,shared", "as_of=2026-01-01,"])
    names = [folder_name("travel", point) for point in combinations(grid)]
    assert names[0] == "travel-fr-seed1-team-as_of2026_01_01"
    assert len(set(names)) == len(names) == 16


@given(one=VALUES, other=VALUES)
def test_different_values_have_different_folders(one, other):
    same = folder_name("travel", {"study_": one}) == folder_name("travel", {"study_": other})
    assert same == (str(one).lower() == str(other).lower() or {str(one), str(other)} == {"", "none"})
