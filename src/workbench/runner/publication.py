"""Publication: the results of a finished run take the place of older ones, all of them or none.

The older ones are kept under second names until the run is noted as finished. A runner that is killed before that has
not published: whoever comes next puts the older ones back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.disk.whole_file import sync_folder
from workbench.errors import RunFailed
from workbench.runner.identity import digest_of
from workbench.runner.notebooks import NAMES
from workbench.runner.places import CARD, NOTEBOOKS, REPORT, SHARING, STAGE

OUTPUTS = (*(f"{NOTEBOOKS}/{name}.ipynb" for name in NAMES), CARD, SHARING, REPORT)
"""Every file of a finished run, in its folder; the report last."""
OLDER, COLLECTING, BACK = "older", "collecting", "back"


class NotAsMade(RunFailed):
    """Results on disk have other digests than when they were made."""


@contextmanager
def published(stage: Path, own: Path, outputs: Mapping[str, str]) -> Iterator[None]:
    """Let results take their place, for good if what is done inside succeeds; else the older ones come back.

    NotAsMade where they are not as they were made. Renaming needs no room: a full disk cannot stop it halfway.
    """
    if set(outputs) != set(OUTPUTS) or any(digest_of(stage / name) != digest for name, digest in outputs.items()):
        raise NotAsMade("the results on disk are not those that were made")
    _keep_older(stage, own)
    try:
        for name in OUTPUTS:
            os.replace(stage / name, own / name)
        for folder in (own / NOTEBOOKS, own):
            sync_folder(folder)
        yield
    except BaseException:
        restore(stage, own)
        raise
    shutil.rmtree(stage, ignore_errors=True)


def clear_stages(own: Path, is_finished: Callable[[str], bool]) -> None:
    """Remove what runs have put together; a run that is not finished has not published, however far it came.

    OSError, and nothing is lost, where what it was about to replace cannot be put back.
    """
    for stage in own.glob(f"{STAGE}*"):
        if stage.is_symlink() or not stage.is_dir():
            continue
        if not is_finished(stage.name.removeprefix(STAGE)):
            restore(stage, own)
        shutil.rmtree(stage, ignore_errors=True)


def restore(stage: Path, own: Path) -> None:
    """Put the older results back, if any were to be replaced; safe to repeat."""
    older = stage / OLDER
    if not older.is_dir():
        return
    for name in OUTPUTS:
        if os.path.lexists(older / name):
            _second_name(older / name, stage / BACK)
            os.replace(stage / BACK, own / name)
        else:
            (own / name).unlink(missing_ok=True)


def _keep_older(stage: Path, own: Path) -> None:
    """Keep what lies there under second names, all of it before any of it is replaced."""
    collected = stage / COLLECTING
    (collected / NOTEBOOKS).mkdir(parents=True)
    for name in OUTPUTS:
        if os.path.lexists(own / name):
            _second_name(own / name, collected / name)
    os.replace(collected, stage / OLDER)
    sync_folder(stage)


def _second_name(path: Path, other: Path) -> None:
    """Give a file a second name; a copy where the disk knows none, or for a link."""
    other.unlink(missing_ok=True)
    if not path.is_symlink():
        with suppress(OSError):
            os.link(path, other)
            return
    shutil.copy2(path, other, follow_symlinks=False)
