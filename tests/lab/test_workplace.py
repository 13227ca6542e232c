"""JupyterLab opens in the user's language, asks nobody anything, and its entry is a module it can load."""

import json
import os

import pytest

from workbench.lab.workplace import HERE, SPOKEN, lab_command, lab_environment, lab_language, user_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": "de_DE"}, "en"),
        ({"LANG": "frr_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_users(environment, language):
    assert user_language(environment) == language


def test_kernels_speak_the_language_jupyterlab_was_opened_in():
    assert lab_language(lab_environment("fr", {"LANG": "en_GB"})) == "fr"
    assert lab_language({SPOKEN: "de", "LANG": "fr_FR"}) == "fr"


@pytest.mark.parametrize(("language", "locale"), [("en", "default"), ("fr", "fr_FR")])
def test_settings_turn_news_and_updates_off(language, locale):
    path, rest = lab_environment(language, {"JUPYTER_CONFIG_PATH": "/there"})["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert rest == "/there"
    with open(f"{path}/labconfig/default_setting_overrides.json", encoding="utf-8") as file:
        told = json.load(file)
    assert told["@jupyterlab/translation-extension:plugin"]["locale"] == locale
    assert told["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


def test_the_command_opens_the_first_page(tmp_path):
    command = lab_command(tmp_path, further=("--no-browser",))
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert "--LabApp.default_url=/lab/tree/notebooks/0_start.ipynb" in command
    assert command[-1] == "--no-browser"


def test_the_entry_of_the_launcher_is_where_its_package_says():
    folder = HERE / "extensions" / "persona-workbench"
    built = json.loads((folder / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]
    assert (folder / built["load"]).is_file()
