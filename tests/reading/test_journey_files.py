"""A journey is found by its sector, its study's folder or its path."""

from __future__ import annotations

import shutil

import pytest

from workbench.errors import InputError
from workbench.reading.journey_files import find_journey, preset_journey, sector_journey, sectors
from workbench.reading.study_folder import samples_folder


def test_the_seven_sectors_come_in_order():
    assert sectors() == ("startup", "consulting", "agency", "travel", "retail", "travel_agency", "bank")


@pytest.mark.parametrize("name", sectors())
def test_a_sector_is_found_by_its_name(name):
    assert find_journey(name) == samples_folder() / name / "journey.yml"
    assert sector_journey(name).id == name


def test_a_folder_and_a_file_are_found_wherever_they_lie(tmp_path):
    copy = shutil.copyfile(find_journey("bank"), tmp_path / "journey.yml")
    other = shutil.copyfile(find_journey("bank"), tmp_path / "ours.yaml")
    assert find_journey(str(tmp_path)) == copy
    assert find_journey(str(other)) == other


def test_a_folder_of_ones_own_comes_before_a_sector_of_the_same_name(tmp_path, monkeypatch):
    (tmp_path / "bank").mkdir()
    shutil.copyfile(find_journey("retail"), tmp_path / "bank" / "journey.yml")
    monkeypatch.chdir(tmp_path)
    assert find_journey("bank").read_text("utf-8") == find_journey("retail").read_text("utf-8")
    assert sector_journey("bank").id == "bank"


@pytest.mark.parametrize("name", ["farming", "nowhere/at/all", "presets"])
def test_a_name_that_is_no_journey_is_answered_with_those_there_are(name):
    with pytest.raises(InputError) as caught:
        find_journey(name)
    (problem,) = caught.value.problems
    assert problem.where == name
    assert all(sector in problem.allowed for sector in sectors())


def test_a_folder_without_a_journey_is_none(tmp_path):
    (tmp_path / "study.yml").write_text("id: mine\n")
    with pytest.raises(InputError, match="no journey here"):
        find_journey(str(tmp_path))


def test_a_sector_or_a_market_there_is_not_is_refused():
    with pytest.raises(InputError, match="retail, travel_agency, bank"):
        sector_journey("farming")
    with pytest.raises(InputError, match="b2c, b2b"):
        preset_journey("c2c")


@pytest.mark.parametrize("market", ["b2c", "b2b"])
def test_a_generic_journey_is_all_assumed(market):
    journey = preset_journey(market)
    assert journey.market == market
    assert journey.illustrative
    assert {step.basis for step in journey.steps} == {"assumed"}
    assert {arrow.basis for arrow in journey.transitions} == {"assumed"}
    assert {step.sojourn.basis for step in journey.steps if step.sojourn} == {"assumed"}
