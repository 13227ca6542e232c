"""A journey that comes with a project keeps what the project's codes can feed."""

from __future__ import annotations

import shutil

from workbench.language.speech import Speech
from workbench.reading.journey_files import find_journey, sector_journey
from workbench.reading.projects.imported_brief import write_journey
from workbench.reading.study_folder import read_journey


def test_a_day_keeps_its_moments_and_the_codes_there_are(tmp_path):
    journey, notices = sector_journey("startup"), []
    known = {driver.code for driver in journey.drivers} | {"quiet_head"}
    write_journey(tmp_path, journey, known, notices)
    came = read_journey(tmp_path / "journey.yml")
    assert came.drivers == journey.drivers
    assert [moment.time for moment in came.day.moments] == [moment.time for moment in journey.day.moments]
    kept = [code for moment in came.day.moments for code in moment.codes]
    gone = [notice.values["code"] for notice in notices if notice.key == "project_moment_gone"]
    assert set(kept) <= known
    assert sorted(kept + gone) == sorted(code for moment in journey.day.moments for code in moment.codes)
    assert "keeps_paper" in gone
    for notice in notices:
        assert str(notice.values["time"]) in Speech("fr").notice(notice)


def test_a_sectors_journey_that_stands_in_names_no_codes(tmp_path):
    shutil.copyfile(find_journey("travel"), tmp_path / "journey.yml")
    write_journey(tmp_path, None, set(), [])
    came = read_journey(tmp_path / "journey.yml")
    assert came.drivers == ()
    assert [code for moment in came.day.moments for code in moment.codes] == []
    assert came.interventions == sector_journey("travel").interventions
