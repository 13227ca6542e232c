"""Customer files: they say first what they are, and run nowhere."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pandas as pd
import pytest

from workbench.cli import main
from workbench.errors import InputError
from workbench.generating.customer_file import customers_csv, customers_json, write_customers
from workbench.generating.customers import synthetic_customers
from workbench.generating.segment import Segment

SEGMENT = Segment("p1", "trial", {"one": (3, 4)}, {"pet": {'=HYPERLINK("x")': 3, "": 1}})


@pytest.fixture
def parts():
    """Twenty customers each of two personas with different codes."""
    other = Segment("p2", "trial", {"two": (1, 4)}, {})
    return [synthetic_customers(one, n=20, seed=1, language="fr") for one in (SEGMENT, other)]


def test_a_csv_opens_with_what_it_is_and_is_read_back(parts, tmp_path):
    write_customers(parts, tmp_path / "c.csv")
    lines = (tmp_path / "c.csv").read_text("utf-8").splitlines()
    assert all(line.startswith("# synthetic: invented") for line in lines[:2])
    table = pd.read_csv(tmp_path / "c.csv", comment="#")
    assert len(table) == 40
    assert set(table["synthetic"]) == {"synthetic"}
    assert list(table["code_one"].dropna()) == list(parts[0]["code_one"])


def test_no_cell_is_a_formula(parts):
    table = customers_csv(parts)
    assert "'=HYPERLINK" in table
    assert not [cell for line in table.splitlines()[2:] for cell in line.split(",") if cell.strip('"').startswith("=")]


def test_json_says_what_it_is_and_holds_each_persona_with_its_own_codes(parts):
    found = json.loads(customers_json(parts))
    assert len(found["synthetic"]) == 2
    assert {"code_one"} == {key for key in found["customers"][0] if key.startswith("code_")}
    assert {"code_two"} == {key for key in found["customers"][-1] if key.startswith("code_")}


@pytest.mark.parametrize(("name", "what"), [("c.xls", "no such kind"), ("no/c.csv", "no such folder")])
def test_what_cannot_be_written_is_told(parts, tmp_path, name, what):
    with pytest.raises(InputError, match=what):
        write_customers(parts, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_parquet_is_written_where_its_package_is(parts, tmp_path):
    pytest.importorskip("pyarrow")
    write_customers(parts, tmp_path / "c.parquet")
    assert set(pd.read_parquet(tmp_path / "c.parquet")["synthetic"]) == {"synthetic"}


@pytest.mark.skipif(find_spec("pyarrow") is not None, reason="pyarrow is here")
def test_parquet_without_its_package_names_it(parts, tmp_path):
    with pytest.raises(InputError, match="pyarrow"):
        write_customers(parts, tmp_path / "c.parquet")
    assert list(tmp_path.iterdir()) == []


def test_the_command_invents_customers_of_a_sample(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["customers", "travel", "--persona", "p1", "-n", "30", "--out", "c.csv"]) == 0
    assert "30 synthetic customers each of p1" in capsys.readouterr().out
    assert main(["customers", "travel", "--persona", "p1", "-n", "5"]) == 0
    assert capsys.readouterr().out.splitlines() == (tmp_path / "c.csv").read_text("utf-8").splitlines()[:7]
    assert main(["customers", "travel", "--persona", "p77"]) == 1
    assert "no such persona" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["customers", "travel", "-n", "none"])
