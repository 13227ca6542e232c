"""The command `workbench journey`: what it answers, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.language import Speech
from workbench.reading.journey_files import find_journey, sectors
from workbench.reading.study_folder import read_material, samples_folder


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """Run each command in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def own(folder) -> Path:
    """Return a journey of one's own in a file."""
    path = folder / "mine.yml"
    path.write_text(find_journey("retail").read_text("utf-8"), "utf-8")
    return path


def _swap(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def _run(capsys, *arguments):
    status = main(["journey", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_all_seven_sectors_are_without_a_fault_and_say_what_they_hold(capsys):
    status, out, _ = _run(capsys, "check", *sectors())
    assert status == 0
    assert out.endswith("7 journeys without a fault\n")
    assert "omnichannel" in out
    assert re.search(r"claims used: .*\((vendor|folklore|measured|untraced|convention)\)", out)
    assert re.search(r"\d+ of \d+ cells of the current state", out)


def test_faults_are_told_with_file_and_line_and_the_others_are_checked_all_the_same(capsys, own):
    _swap(own, "conversion: ", "conversion: nowhere_")
    status, out, _ = _run(capsys, "check", "mine.yml", "bank", "nothing-here")
    assert status == 1
    assert re.search(r"mine\.yml:\d+: .*nowhere_", out)
    assert "mine.yml: 1 to mend" in out
    assert "nothing-here: no journey here" in out
    assert "1 journey without a fault" in out


def test_a_review_that_is_due_is_told(capsys, own):
    text = own.read_text("utf-8")
    own.write_text(f"{text}\nreview_due: 2999-01-01\n", "utf-8")
    assert "overdue" not in _run(capsys, "check", "mine.yml")[1]
    early = re.sub(r"valid_from: .*", "valid_from: 2020-01-01", text)
    own.write_text(f"{early}\nreview_due: 2020-01-02\n", "utf-8")
    assert "review overdue: it was due by 2020-01-02" in _run(capsys, "check", "mine.yml")[1]


def test_a_life_cycle_is_checked_as_one(capsys):
    status, out, _ = _run(capsys, "check", str(samples_folder() / "bank" / "lifecycle.yml"))
    assert status == 0
    assert "life cycle of 5 states" in out
    assert "1 life cycle without a fault" in out


def test_maps_of_a_sector_are_one_page_and_say_that_nobody_was_asked(capsys):
    status, out, _ = _run(capsys, "maps", "agency-none")
    assert status == 1
    status, out, _ = _run(capsys, "maps", "bank", "--language", "fr")
    assert status == 0
    assert out.splitlines() == ["reports/bank/maps.html", "hypothesis: nobody was asked"]
    assert '<html lang="fr">' in Path("reports/bank/maps.html").read_text("utf-8")


def test_files_for_other_programs_lie_beside_the_page(capsys):
    formats = "csv,json,svg,mermaid,opml,freemind,lucid"
    status, out, _ = _run(capsys, "maps", "retail", "--format", formats, "--kind", "current-state,mind_map")
    assert status == 0
    made = {path.name for path in Path("reports/retail/maps").iterdir()}
    assert made == {
        *("current-state.csv", "current-state.json", "current-state.svg", "mind-map.svg", "mind-map.mmd"),
        *("journey.mmd", "flow.mmd", "mind-map.opml", "mind-map.mm", "flow-lucidchart.csv"),
    }
    assert all(name in out for name in made)


def test_a_study_is_mapped_with_its_personas_in_its_language(capsys):
    status, out, _ = _run(capsys, "maps", "startup", "--persona", "p1")
    assert status == 0
    assert "hypothesis" not in out
    assert 'id="current-state-p1"' in Path("reports/startup/maps.html").read_text("utf-8")


def test_a_simulation_tells_each_number_beside_its_exact_value_and_checks_itself(capsys):
    status, out, _ = _run(capsys, "simulate", "retail", "-n", "5000")
    assert status == 0
    assert "nobody was asked" in out
    for name in ("conversion", "kept", "days", "visits", "cost", "revenue", "margin", "switches"):
        assert re.search(rf"^{name} +\S", out, re.MULTILINE)
    assert "referrals" not in out  # the journey knows none
    assert "Queues at the checkout" in out
    assert out.splitlines()[-1].startswith("self-check: sound")


def test_the_same_seed_tells_the_same_and_another_does_not(capsys):
    runs = [json.loads(_run(capsys, "simulate", "bank", "-n", "2000", "--seed", s, "--json")[1]) for s in "112"]
    assert runs[0] == runs[1] != runs[2]
    assert runs[0]["status"] == "simulated"
    low, high = runs[0]["measures"]["conversion"]["interval_95"]
    assert low <= runs[0]["measures"]["conversion"]["simulated"] <= high
    assert runs[0]["measures"]["conversion"]["exact"] == runs[2]["measures"]["conversion"]["exact"]


def test_generic_journeys_take_as_long_as_their_market_and_price(capsys):
    days = {}
    for cost in ("low", "high"):
        _, out, _ = _run(capsys, "simulate", "--market", "b2c", "--cost", cost, "-n", "1000", "--json")
        days[cost] = json.loads(out)["measures"]["days"]["exact"]
    assert days["high"] > 10 * days["low"]
    assert _run(capsys, "simulate")[0] == 1


def test_every_visit_can_be_written(capsys):
    pytest.importorskip("pyarrow")
    status, out, _ = _run(capsys, "simulate", "retail", "-n", "500", "--events", "visits.parquet")
    assert status == 0
    assert Path("visits.parquet").stat().st_size > 0
    assert "visits.parquet: " in out


def test_a_cluster_nobody_answers_for_is_told_in_one_line(capsys):
    pytest.importorskip("distributed")
    told = {
        "nonsense://x": "no address of a Dask scheduler",
        "tcp://127.0.0.1:1": "no Dask scheduler answers at tcp://",
    }
    for address, words in told.items():
        status, _, err = _run(capsys, "simulate", "retail", "-n", "500", "--cluster", address)
        assert status == 1
        assert words in err
        assert "Traceback" not in err


def test_interventions_are_compared_alone_together_and_from_the_catalogue(capsys):
    status, out, _ = _run(
        capsys, "what-if", "retail", "bell_for_size+item_kept_aside", "--catalogue", "faq", "-n", "2000"
    )
    assert status == 0
    assert "bell_for_size+item_kept_aside: " in out
    assert "faq: " in out
    assert "template faq (advice)" in out
    assert "Not counted, because nobody has said" in out
    assert re.search(r"converted .*points +[+-]\d", out)


def test_a_paired_gain_is_the_difference_it_is_told_beside(capsys):
    _, out, _ = _run(capsys, "what-if", "retail", "bell_for_size", "-n", "2000", "--json")
    (found,) = json.loads(out)
    own = found["gains"]["converted"]
    assert own["gain"] == pytest.approx(own["after"] - own["before"])
    assert own["interval_95"][0] <= own["gain"] <= own["interval_95"][1]


@pytest.mark.parametrize("method", ["tornado", "morris", "sobol"])
def test_the_assumption_that_matters_most_is_named(capsys, method):
    status, out, _ = _run(capsys, "sensitivity", "retail", "--method", method)
    assert status == 0
    assert "depends most on the share who go" in out
    assert "nine times in ten between" in out
    assert len(out.splitlines()) <= 15


@pytest.mark.parametrize("method", ["tornado", "morris", pytest.param("sobol", marks=pytest.mark.soak)])
def test_drivers_are_called_by_the_labels_of_their_codes_in_the_language_asked_for(capsys, folder, method):
    shutil.copytree(samples_folder() / "travel", folder / "mine")
    _swap(folder / "mine" / "journey.yml", "log_odds: 0.6, basis", "log_odds: 0.6, range: [0.1, 9], basis")
    label = next(code.label for code in read_material("mine").codebook.codes if code.id == "price_picks_place")
    for language in ("en", "fr"):
        say = Speech(language)
        asked = ("sensitivity", "mine", "--persona", "p1", "--measure", "steps", "--method", method)
        status, out, _ = _run(capsys, *asked, "--language", language)
        assert status == 0
        assert say("number_driver", code=say.of(label), of="x").split("x")[0].strip("« “") in out
        assert "price_picks_place" not in out


@pytest.mark.parametrize(("method", "name"), [("tornado", "bars.svg"), ("morris", "new/m.png"), ("sobol", "s.PNG")])
def test_the_answer_can_be_drawn(capsys, method, name):
    status, out, _ = _run(capsys, "sensitivity", "retail", "--method", method, "--picture", name)
    assert status == 0
    assert out.splitlines()[-1] == f"picture: {name}"
    start = Path(name).read_bytes()[:8]
    assert start == b"\x89PNG\r\n\x1a\n" if name.lower().endswith("png") else start.startswith(b"<svg")


def test_walking_shows_its_progress_on_a_screen_and_nowhere_else(capsys, monkeypatch):
    assert _run(capsys, "simulate", "retail", "-n", "5000")[2] == ""
    shown = _Screen()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr("workbench.cli.journey_runs.DELAY", 0)
    assert main(["journey", "simulate", "retail", "-n", "5000"]) == 0
    assert "walking" in shown.getvalue()


class _Screen(io.StringIO):
    def isatty(self):
        return True


def test_a_journey_and_a_life_cycle_have_their_value(capsys):
    status, out, _ = _run(capsys, "value", "bank")
    assert status == 0
    assert re.search(r"margin +-?\d", out)
    assert "worth from there" in out
    alone = _run(capsys, "value", str(samples_folder() / "bank" / "lifecycle.yml"))[1]
    assert alone in out
    low = _run(capsys, "value", "bank", "--discount", "0.02")[1]
    assert low != out


@pytest.fixture
def bought(folder):
    """Return a file of purchases: ten customers who keep coming, ten who came twice, twenty who came once."""
    first = date(2025, 1, 1)
    rows = [(f"often{i}", first + timedelta(days=i + 14 * k)) for i in range(10) for k in range(12)]
    rows += [(f"twice{i}", first + timedelta(days=i + 5 * k)) for i in range(10) for k in range(2)]
    rows += [(f"once{i}", first + timedelta(days=i)) for i in range(20)]
    path = folder / "bought.csv"
    path.write_text("customer,date\n" + "".join(f"{name},{day}\n" for name, day in rows), "utf-8")
    return path


def test_purchases_so_far_tell_who_is_a_customer_still(capsys, bought):
    asked = ("repeat", "bought.csv", "--until", "2025-06-30", "--days", "90", "--out", "each.csv")
    status, out, _ = _run(capsys, *asked)
    assert status == 0
    assert out.startswith("40 customers, 2025-01-01 to 2025-06-30; 20 bought again, 120 times in all")
    assert "of 40 customers such a model knows little" in out
    rows = {row["customer"]: row for row in csv.DictReader(Path("each.csv").read_text("utf-8").splitlines())}
    assert len(rows) == 40
    assert float(rows["often1"]["expected_in_90_days"]) > 4 * float(rows["twice1"]["expected_in_90_days"])
    assert float(rows["often1"]["still_customer"]) > float(rows["twice1"]["still_customer"])


def test_who_came_after_the_end_counts_for_nothing(capsys, bought):
    _, whole, _ = _run(capsys, "repeat", "bought.csv", "--until", "2025-01-06")
    assert whole.startswith("18 customers")
    status, _, err = _run(capsys, "repeat", "bought.csv", "--until", "2024-12-31")
    assert status == 1
    assert "nobody had bought by then" in err


def test_every_purchase_without_a_day_is_told_with_its_line(capsys, folder):
    (folder / "odd.csv").write_text("customer,date\na,2025-01-01\nb,1 May\n,2025-01-02\n", "utf-8")
    status, _, err = _run(capsys, "repeat", "odd.csv")
    assert status == 1
    assert re.search(r"odd\.csv:3: no day.*1 May", err)
    assert re.search(r"odd\.csv:4: no customer", err)


def test_stages_and_their_spellings_are_listed(capsys):
    status, out, _ = _run(capsys, "stages")
    assert status == 0
    assert "fidélisation" in out
    assert "need_usage_review" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("simulate", "nowhere"), "no journey here"),
        (("simulate", "retail", "--persona", "p1"), "no persona p1; personas: none, since nobody was asked"),
        (("simulate",), "which NAME?"),
        (("maps", "retail", "--format", "pdf"), "no format pdf; allowed: csv"),
        (("maps", "retail", "--format", "svg", "--kind", "pie"), "no kind pie; allowed: current_state"),
        (("maps", "retail", "--kind", "mind_map"), "add --format"),
        (("what-if", "retail", "magic"), "no intervention magic; those of the journey: pay_in_section"),
        (("what-if", "retail", "--catalogue", "magic"), "magic"),
        (("sensitivity", "retail", "--measure", "joy"), "no measure joy; allowed: conversion"),
        (("sensitivity", "retail", "--picture", "x.pdf"), "no picture x.pdf; its name ends in .svg or .png"),
        (("value", "bank", "--discount", "0"), "a discount above 0"),
        (("sensitivity", str(samples_folder() / "bank" / "lifecycle.yml")), "this is a life cycle, not a journey"),
    ],
)
def test_a_wrong_call_is_told_in_a_line_and_mended_by_it(capsys, arguments, told):
    status, _, err = _run(capsys, *arguments)
    assert status == 1
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [("-n", "0"), ("-n", "many"), ("--seed", "-1")])
def test_numbers_out_of_range_are_refused_with_what_is_needed(capsys, arguments):
    with pytest.raises(SystemExit, match="2"):
        main(["journey", "simulate", "retail", *arguments])
    assert "a whole number from" in capsys.readouterr().err


def test_the_command_starts_without_what_only_a_run_needs():
    code = (
        "import sys, workbench.cli.journeys; "
        "print(sorted({'numba', 'SALib', 'distributed', 'pyarrow', 'pandas', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
