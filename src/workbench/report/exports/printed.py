"""Printed: a page as a tagged PDF, through a Chromium that is on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from workbench.errors import InputError, Problem, WorkbenchError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
LIMIT = 120
"""Seconds a page may take."""
QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--disable-quic", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
"""What keeps a browser from asking anybody for anything."""


def printed(page: Path) -> Path:
    """Print an HTML page to a PDF beside it, with its structure, language and outline; return the PDF.

    InputError where there is no such page, WorkbenchError without a browser or where it gives none within
    two minutes. What stood there before stays until the new one is whole.
    """
    if not page.is_file():
        raise InputError([Problem(str(page), "no such page", remedy="make it with `workbench run`")])
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise WorkbenchError(
            f"no Chromium, Chrome or Edge is installed to print {page} with: install one (Debian: apt-get install "
            "chromium), or print the page from any browser"
        )
    with tempfile.TemporaryDirectory(prefix="wb-", dir=page.parent) as folder:
        made = Path(folder) / "page.pdf"
        root = (
            ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        )  # as root it starts no other way
        told = [f"--user-data-dir={folder}/browser", "--no-pdf-header-footer", "--generate-pdf-document-outline"]
        command = [browser, *QUIET, *root, *told, f"--print-to-pdf={made}", page.resolve().as_uri()]
        try:
            ended = subprocess.run(  # noqa: S603 - our own words and a file that is there
                command, capture_output=True, timeout=LIMIT, check=False, text=True
            )
        except subprocess.TimeoutExpired as error:
            raise WorkbenchError(f"{page}: printing took more than {LIMIT} seconds and was ended") from error
        if ended.returncode or not made.is_file():
            last = (ended.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise WorkbenchError(f"{page}: {Path(browser).name} printed nothing: {last}")
        return made.replace(page.with_suffix(".pdf"))
