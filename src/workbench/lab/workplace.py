"""Workplace: how JupyterLab is started for a folder of studies."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from workbench.model.label import Language

HERE = Path(__file__).parent
FIRST_PAGE = "notebooks/0_start.ipynb"
SPOKEN = "WORKBENCH_LANGUAGE"
"""Environment variable that tells kernels in which language JupyterLab was opened."""


def user_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language the user's system speaks, as far as we do: French, else English."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if not said and sys.platform in ("darwin", "win32"):
        said = locale.getlocale()[0] or ""
    return "fr" if said.lower().startswith(("fr_", "fr-", "french")) or said.lower() == "fr" else "en"


def lab_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language JupyterLab was opened in, else the user's."""
    said = environment.get(SPOKEN, "")
    return "fr" if said == "fr" else "en" if said == "en" else user_language(environment)


def lab_command(folder: Path, *, further: tuple[str, ...] = ()) -> list[str]:
    """Return the command that opens JupyterLab on the first page of the walk; `further` are options of its own.

    News, update calls and the extension manager, which ask the network, are off.
    """
    return [
        *(sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}"),
        f"--LabApp.default_url=/lab/tree/{FIRST_PAGE}",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.extra_labextensions_path={HERE / 'extensions'}",
        *further,
    ]


def lab_environment(language: Language, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment JupyterLab runs in: the user's own settings go before the language."""
    path = os.pathsep.join(filter(None, (str(HERE / "settings" / language), environment.get("JUPYTER_CONFIG_PATH"))))
    return {**environment, "JUPYTER_CONFIG_PATH": path, SPOKEN: language}
