"""Publication: the results of a finished run take the place of older ones, all of them or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.disk.whole_file import sync_folder
from workbench.errors import RunFailed
from workbench.runner.identity import digest_of
from workbench.runner.notebooks import NAMES
from workbench.runner.places import CARD, NOTEBOOKS, REPORT

OUTPUTS = (*(f"{NOTEBOOKS}/{name}.ipynb" for name in NAMES), CARD, REPORT)
"""Every file of a finished run, in its folder; the report last."""
OLDER = "older"


@contextmanager
def published(stage: Path, own: Path, outputs: Mapping[str, str]) -> Iterator[None]:
    """Let results take their place, for good if what is done inside succeeds; else the older ones come back.

    RunFailed where they are not as they were made. Renaming needs no room: a full disk cannot stop it halfway.
    """
    if set(outputs) != set(OUTPUTS) or any(digest_of(stage / name) != digest for name, digest in outputs.items()):
        raise RunFailed("the results on disk are not those that were made")
    older = stage / OLDER
    (older / NOTEBOOKS).mkdir(parents=True)
    kept = [name for name in OUTPUTS if os.path.lexists(own / name)]
    for name in kept:
        _keep(own / name, older / name)
    try:
        for name in OUTPUTS:
            os.replace(stage / name, own / name)
        for folder in (own / NOTEBOOKS, own):
            sync_folder(folder)
        yield
    except BaseException:
        for name in OUTPUTS:
            if name in kept:
                os.replace(older / name, own / name)
            else:
                (own / name).unlink(missing_ok=True)
        raise
    shutil.rmtree(stage, ignore_errors=True)


def _keep(path: Path, kept: Path) -> None:
    """Keep a file under a second name; a copy where the disk knows no second names, or for a link."""
    if not path.is_symlink():
        with suppress(OSError):
            os.link(path, kept)
            return
    shutil.copy2(path, kept, follow_symlinks=False)
