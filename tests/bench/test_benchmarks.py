"""Benchmarks: what they write, print and compare; never how fast anything is."""

import json
import sys

import pytest

from benchmarks import interviews
from benchmarks.__main__ import main
from benchmarks.alternation import alternate
from benchmarks.catalogue import BENCHMARKS, Benchmark
from benchmarks.child import cost_of
from benchmarks.machine import Machine, this_machine
from benchmarks.measurement import Measurement, Peer, Skipped, Spread, spread
from benchmarks.million import write_corpus
from benchmarks.record import read_record, write_record
from benchmarks.report_size import shares
from benchmarks.surroundings import surroundings
from benchmarks.table import number, table
from workbench.reading.study_folder import read_material

MACHINE = Machine(cores=2, memory_gb=24.0, python="3.11.2", platform="Linux x86_64")


@pytest.fixture
def compared():
    """A measurement of 2, 4 and 3 s beside a peer of 1 s."""
    peer = Peer("a plain script", spread([1.0]))
    return Measurement("study.time", "s", spread([2.0, 4.0, 3.0]), peer=peer, machine=MACHINE)


def test_the_value_is_the_median_and_the_spread_goes_from_least_to_most():
    assert spread([2.0, 9.0, 3.0]) == Spread(value=3.0, min=2.0, max=9.0, runs=3)


def test_a_measurement_without_runs_is_refused():
    with pytest.raises(ValueError, match="at least one run"):
        spread([])


def test_the_ratio_is_the_value_over_the_peers(compared):
    assert compared.ratio == 3.0
    assert Measurement("alone.size", "kB", spread([1.0]), machine=MACHINE).ratio is None


def test_an_entry_holds_value_spread_runs_peer_ratio_and_machine(tmp_path, compared):
    path = tmp_path / "results.json"
    write_record([compared], path, benchmark="study", known=["study"])
    assert json.loads(path.read_text("utf-8")) == [
        {
            "name": "study.time",
            "unit": "s",
            "better": "lower",
            "value": 3.0,
            "spread": {"min": 2.0, "max": 4.0},
            "runs": 3,
            "peer": {"what": "a plain script", "value": 1.0, "spread": {"min": 1.0, "max": 1.0}, "runs": 1},
            "ratio": 3.0,
            "parts": {},
            "machine": {"cores": 2, "memory_gb": 24.0, "python": "3.11.2", "platform": "Linux x86_64"},
        }
    ]


def test_a_machine_is_described_without_its_name():
    assert set(Machine.__dataclass_fields__) == {"cores", "memory_gb", "python", "platform"}
    assert this_machine().cores >= 1


def test_one_benchmark_replaces_its_own_entries_and_keeps_the_others(tmp_path, compared):
    path = tmp_path / "results.json"
    known = ["import", "study"]
    write_record([compared, Skipped("study.old", "gone")], path, benchmark="study", known=known)
    write_record([Skipped("import.a", "no")], path, benchmark="import", known=known)
    write_record([compared], path, benchmark="study", known=known)
    assert [one["name"] for one in read_record(path)] == ["import.a", "study.time"]
    write_record([], path, benchmark="import", known=["import"])
    assert read_record(path) == []


def test_the_same_results_give_the_same_file(tmp_path, compared):
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    found = [compared, Skipped("study.biogas", "absent")]
    write_record(found, one, benchmark="study", known=["study"])
    write_record(found[::-1], other, benchmark="study", known=["study"])
    assert one.read_bytes() == other.read_bytes()


def test_the_table_shows_value_spread_peer_ratio_and_what_was_skipped(compared):
    printed = table([compared, Skipped("interviews.biogas", "no interviews here")])
    head, line, skipped = printed.split("\n")
    assert head.split()[:2] == ["measurement", "value"]
    for cell in ("study.time", "3.00 s", "2.00 to 4.00", "1.00 s", "3.00  lower", "a plain script"):
        assert cell in line
    assert skipped == "interviews.biogas: skipped, no interviews here"


def test_a_table_of_skipped_benchmarks_has_no_head():
    assert table([Skipped("interviews.biogas", "absent")]) == "interviews.biogas: skipped, absent"


def test_numbers_keep_three_digits():
    assert [number(value) for value in (0, 0.01234, 1.234, 123.4, 5_666_142)] == [
        "0",
        "0.0123",
        "1.23",
        "123",
        "5,670,000",
    ]


def test_going_first_is_nobodys_advantage():
    order = []
    ways = {name: (lambda run, name=name: order.append(name) or run) for name in "ab"}
    assert alternate(ways, 2, title="order") == {"a": [0, 1], "b": [0, 1]}
    assert order == ["a", "b", "b", "a"]


def test_the_memory_of_children_counts(tmp_path):
    hold = "import time; block = bytearray(60_000_000); time.sleep(0.5)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    assert cost_of([sys.executable, "-c", start], folder=tmp_path).megabytes > 60


def test_a_command_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(RuntimeError, match=r"ended with 1: .*no such luck"):
        cost_of([sys.executable, "-c", "raise SystemExit('no such luck')"], folder=tmp_path)


def test_the_shares_of_a_page_sum_to_one():
    page = "<head><style>@font-face{src:url(data:AAAA)}p{}</style></head><p>é</p><style>mark{}</style>"
    found = shares(page)
    assert found["fonts"] == 30 / len(page.encode())
    assert found["style"] == len("<style>p{}</style>") / len(page.encode())
    assert sum(found.values()) == pytest.approx(1)


def test_without_the_real_interviews_their_benchmark_is_skipped_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(interviews, "STUDY", tmp_path)
    assert interviews.measure(1) == [Skipped("interviews.biogas", "tests/real/biogas is not here")]
    brief = interviews.HERE.parent / "tests" / "real" / "biogas" / "study.yml"
    (tmp_path / "study.yml").write_bytes(brief.read_bytes())
    (skipped,) = interviews.measure(1)
    assert skipped.reason.startswith("biogasoutcomesmalawi.csv is not here")


def test_a_measured_process_may_keep_its_bytecode(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    found = surroundings(OWN="yes")
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found["OWN"] == "yes"


def test_the_command_writes_and_prints_what_was_measured(tmp_path, capsys, monkeypatch, compared):
    asked = []
    monkeypatch.setitem(BENCHMARKS, "study", Benchmark(lambda runs: asked.append(runs) or [compared], runs=3))
    path = tmp_path / "results.json"
    assert main(["--only", "study", "--out", str(path)]) == 0
    assert main(["--only", "study", "--quick", "--out", str(path)]) == 0
    assert asked == [3, 1]
    assert [one["name"] for one in read_record(path)] == ["study.time"]
    assert "study.time" in capsys.readouterr().out


def test_the_corpus_holds_as_many_utterances_as_it_says(tmp_path):
    write_corpus(tmp_path, interviews=3, cues=40)
    material = read_material(str(tmp_path))
    assert [len(transcript.utterances) for transcript in material.transcripts] == [40, 40, 40]
    assert len(material.participants) == 3
