"""What the runner promises, and that each promise hangs on its defence: without it, its test fails."""

from __future__ import annotations

import pytest

from runner.tiny.checks import CHECKS, started_from
from runner.tiny.faults import DEFENCES
from runner.tiny.tally import note


@pytest.mark.parametrize("check", list(dict.fromkeys(CHECKS.values())), ids=lambda check: check.__name__)
def test_a_promise_holds(server, request, check):
    check(server, request.getfixturevalue(started_from(check)))


@pytest.mark.parametrize("defence", DEFENCES)
def test_without_its_defence_a_promise_is_broken(server, request, defence):
    project = request.getfixturevalue(started_from(CHECKS[defence]))
    with pytest.raises(AssertionError):
        CHECKS[defence](server, project, without=defence)
    assert "Traceback" not in (project / "told.txt").read_text("utf-8"), "the promise was broken, not the runner"


@pytest.mark.soak
def test_defences_whose_test_holds_without_them_are_counted(server, new_project, new_finished_project, tmp_path):
    idle = []
    for number, defence in enumerate(DEFENCES):
        make = {"project": new_project, "finished_project": new_finished_project}[started_from(CHECKS[defence])]
        project = make(tmp_path / str(number))
        try:
            CHECKS[defence](server, project, without=defence)
        except AssertionError:
            continue
        idle.append(defence)
    note(
        "T1",
        "Tests prove something: each defence of the runner has a test that fails without it",
        measured=len(idle),
        of=len(DEFENCES),
        anchor="papermill: no test of a kill, a full disk or a property",
    )
    assert idle == []
