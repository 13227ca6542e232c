"""Brief edits: single values of a study.yml set anew, comments and all the rest kept."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from workbench.disk.whole_file import write_whole
from workbench.errors import InputError
from workbench.reading.study_folder import read_brief

FILE = "study.yml"
Place = tuple[str | int, ...]


def set_in_brief(folder: Path, values: Mapping[Place, Any]) -> None:
    """Set values at places such as ("question", "fr"); InputError, and the file stays, where the brief would not hold.

    Places that are not there are made, as long as what holds them is.
    """
    path = folder / FILE
    before = path.read_text("utf-8")
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    content = yaml.load(before)
    for place, value in values.items():
        holder = content
        for part in place[:-1]:
            holder = holder[part]
        holder[place[-1]] = value
    out = StringIO()
    yaml.dump(content, out)
    write_whole(path, out.getvalue())
    try:
        read_brief(folder)
    except InputError:
        write_whole(path, before)
        raise
