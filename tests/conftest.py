"""Fixtures that every test may ask for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workbench.study import Study
from workbench.walk import Results, results

# A slow machine is no fault, and the same examples come on every machine.
settings.register_profile("project", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data" / "interviews"
SAMPLES = ("startup", "consulting", "agency", "travel")
REAL = ("biogas", "artisans")


FIRST = ("lab", "runner", "widgets", "report", "forgetting")
"""Folders whose tests take longest: begun first, so that no process is left with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin what takes longest first; a soak test may take an hour, and any test that hangs fails in the end."""
    order = {folder: place for place, folder in enumerate(FIRST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(ROOT / "tests").parts[0], len(FIRST)))
    for item in items:
        if item.get_closest_marker("soak") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(3600))


@pytest.fixture(autouse=True)
def _key_apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the researcher's own key."""
    folder = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("WORKBENCH_KEY_FILE", str(folder / "pseudonym.key"))


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory):
    """Return the results of a study by its name, made once; real studies are skipped where their data is absent.

    The language of a report changes nothing that was found.
    """
    made: dict[tuple[str, str], Results] = {}
    folder = tmp_path_factory.mktemp("walked")

    def walk(name: str, language: str = "") -> Results:
        if name in REAL and not (SHARED / name).is_dir():
            pytest.skip(f"the real interviews of {name} are not here: {SHARED / name}")
        if (name, "") not in made:
            study = str(ROOT / "tests" / "real" / name) if name in REAL else name
            made[name, ""] = results(Study(study=study, persona_files=str(folder)))
        if (name, language) not in made:
            made[name, language] = in_language(made[name, ""], language)
        return made[name, language]

    return walk


def in_language(found: Results, language: str) -> Results:
    """Return the same results for a report in a language, with what was computed of them already."""
    said = replace(found, study=found.study.model_copy(update={"language": language}))
    vars(said).update({name: value for name, value in vars(found).items() if name not in vars(said)})
    return said


@pytest.fixture(scope="session")
def protected(tmp_path_factory: pytest.TempPathFactory):
    """Return a study of people who have to be protected, what it keeps to itself, and its page."""
    from protected_study import protected_study  # nbconvert: only where it is asked for

    return protected_study(tmp_path_factory.mktemp("protected"))


@pytest.fixture(scope="session")
def chromium():
    """Return a running Chromium; skipped by name where there is none."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium here (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()
