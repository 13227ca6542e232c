"""History: what version control still holds of files that are changed or removed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from workbench.forgetting.forgotten import Entry


def in_history(paths: Iterable[Path]) -> list[Entry]:
    """Return an entry for each repository whose history holds one of these files; nothing is rewritten."""
    by_repository: dict[Path, list[Path]] = {}
    for path in paths:
        repository = _repository(path)
        if repository:
            by_repository.setdefault(repository, []).append(path.resolve())
    return [entry for repository, own in sorted(by_repository.items()) if (entry := _held(repository, own))]


def _repository(path: Path) -> Path | None:
    return next((folder for folder in path.resolve().parents if (folder / ".git").exists()), None)


def _held(repository: Path, paths: list[Path]) -> Entry | None:
    git = shutil.which("git")
    if git is None:
        return Entry(
            str(repository), "under version control, and git is not here: see whether its history has the files"
        )
    named = sorted({str(path.relative_to(repository)) for path in paths})
    command = [git, "-C", str(repository)]
    tracked = _lines([*command, "ls-files", "--", *named])
    past = _lines([*command, "log", "--all", "--pretty=format:", "--name-only", "--relative", "--", *named])
    held = sorted(set(tracked) | set(past))
    if not held:
        return None
    some = ", ".join(held[:6]) + (f" and {len(held) - 6} more" if len(held) > 6 else "")
    what = (
        f"git still holds earlier contents of {len(held)} files ({some}); commit the changes, take these paths out "
        "of the history (`git filter-repo --invert-paths --path FILE` for each, then add the files as they are now), "
        "push by force, and have every clone made anew"
    )
    return Entry(str(repository), what)


def _lines(command: list[str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # git, with paths as values
    return [line for line in done.stdout.splitlines() if line.strip()]
