"""Coding while the kernel or the browser is killed: what the desk called saved is on disk, and coding goes on."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time

import psutil
import pytest
from playwright.sync_api import Error as PlaywrightError

from widgets.test_coding_page import SHOW, by, give, saved, shown

pytestmark = [pytest.mark.browser, pytest.mark.soak]

KILLS = 10
WORDS = ("full price", "a person to", "false urg", "dates se")


def _end(of: str) -> None:
    """Kill every process whose command holds some words."""
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and any(of in word for word in process.cmdline()):
                process.send_signal(signal.SIGKILL)
        except psutil.Error:
            continue


def _number_of_kernel(page) -> int:
    """Return the number of the kernel's process, as the notebook itself says it."""
    return int(re.search(r"\d+", page.locator(".jp-OutputArea-output", has_text="kernel ").first.inner_text()).group())


def test_a_kernel_that_is_killed_loses_nothing_and_what_was_not_acknowledged_is_sent_again(lab):
    study = lab.study("killed")
    code = SHOW.format(study=str(study), coder="C", language="en")
    lab.notebook("killed", "import os\nprint('kernel', os.getpid())\n" + code)
    with lab.page("killed") as page:
        desk = shown(lab, page)
        given = 0
        for kill in range(KILLS // 2):
            desk.locator(".reader").focus()
            for _ in range(4 * kill):
                page.keyboard.press("PageDown")
            for words in WORDS[:2]:
                give(page, words)
            saved(desk)
            given += 2
            assert len(by(study, "C")) == given
            os.kill(_number_of_kernel(page), signal.SIGKILL)
            page.locator(".jp-Dialog", has_text="appears to have died").get_by_role("button").first.click()
            desk.locator(".saved", has_text="kernel is gone").wait_for()
            desk.locator(".reader").focus()
            for words in WORDS[2:]:
                give(page, words)
            given += 2
            desk.locator(".saved", has_text="Not saved (2)").wait_for()
            page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
            desk = shown(lab, page)
            saved(desk)
            assert len(by(study, "C")) == given


def test_what_the_desk_called_saved_is_on_disk_whenever_the_browser_is_killed(lab, tmp_path):
    study = lab.study("gone")
    lab.notebook("gone", SHOW.format(study=str(study), coder="C", language="en"))
    chance, kept = random.Random(3), 0  # noqa: S311
    start = lab.browser.browser_type.launch_persistent_context
    for _ in range(KILLS):
        context = start(
            str(tmp_path / "profile"),
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = lab.opened(context, "gone")
        desk = shown(lab, page)
        assert len(by(study, "C")) >= kept
        before = len(by(study, "C"))
        desk.locator(".reader").focus()
        page.keyboard.press("End")
        for _ in range(before // 4):
            page.keyboard.press("PageUp")
        for number in range(4):
            give(page, WORDS[number], down=0)
        time.sleep(chance.uniform(0, 0.02))
        found = re.search(r"\((\d+)\)", desk.locator(".saved").inner_text())
        _end(str(tmp_path / "profile"))
        kept = before + 4 - int(found.group(1) if found else 0)
        time.sleep(0.5)
        assert len(by(study, "C")) >= kept
        try:
            context.close()
        except PlaywrightError:
            continue
    assert kept >= 2 * KILLS
