"""Kept: what a study keeps to itself, by which the gate knows it again."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.analysis.facts import banded
from workbench.model.material import Participant
from workbench.privacy.plain_text import plain_text
from workbench.privacy.pseudonyms import key_path
from workbench.privacy.redaction import Names
from workbench.reading.hidden_names import HiddenNames, hidden_names
from workbench.reading.study_folder import find_study
from workbench.report.file_names import is_plain
from workbench.study import Study

LONGEST_KEY = 4096
SHORTEST = {"place": 5}
TELLING = 9
"""Letters from which a fact of somebody tells them apart wherever it stands; a place does from fewer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What no page that is shared may hold.

    `names` with what stands for each; `keys`, every way the key may be written; `parameters`, private ones by name;
    `facts`, what the table says of somebody and of fewer than `k` people, with their column; `k` is None where nobody
    has to be protected. `files` are names of interviews that lead to nobody, though they look like numbers.
    """

    names: Names
    keys: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    k: int | None = None
    team: bool = False
    files: tuple[str, ...] = ()


def kept_of(study: Study) -> Kept:
    """Return what a study keeps; InputError where it cannot be read."""
    hidden = hidden_names(study.study)
    keys, parameters, team = tuple(_keys()), _parameters(study), study.sharing == "team"
    plain = tuple(sorted(filter(is_plain, hidden.files), key=len, reverse=True))
    if hidden.brief.illustrative:
        return Kept(Names({}), keys, parameters, team=team, files=plain)
    k = max(study.k_shared, study.k_team)
    files = {name: "file name" for name in hidden.files if not is_plain(name)}
    named = {plain_text(name).words: stand_in for name, stand_in in (files | dict(hidden.names)).items()}
    return Kept(Names(named), keys, parameters, _facts(hidden, _open_words(study), k), k, team, plain)


def _keys() -> Iterator[str]:
    """Yield the key of the pseudonyms as it may be written, if there is one."""
    path = key_path()
    if not path.is_file() or path.stat().st_size > LONGEST_KEY:
        return
    key = path.read_bytes()
    yield key.hex()
    yield from (
        name(key).decode().rstrip("=") for name in (base64.b64encode, base64.urlsafe_b64encode, base64.b32encode)
    )
    yield repr(key)[2:-1]
    yield repr(list(key))[1:-1]
    try:
        yield key.decode().strip()
    except UnicodeDecodeError:
        return


def _parameters(study: Study) -> dict[str, str]:
    """Return private parameters, and the folder of the study where it was named by one."""
    folder = {"study": study.study} if "/" in study.study or "\\" in study.study else {}
    return study.private() | folder


def _facts(hidden: HiddenNames, open_words: str, k: int) -> dict[str, str]:
    """Return the values of the participants' table that tell of fewer than `k`, and are not the study's own words."""
    told = [(column, value) for person in hidden.participants for column, value in _of(person)]
    held = Counter((column, banded(column, value)) for column, value in told)
    return {
        plain_text(value).words: column
        for column, value in told
        if held[column, banded(column, value)] < k
        and len(value) >= SHORTEST.get(column, TELLING)
        and value.casefold() not in open_words
    }


def _of(person: Participant) -> Iterator[tuple[str, str]]:
    yield from (("role", person.role), *person.facts.items())


def _open_words(study: Study) -> str:
    """Return what the researcher wrote for readers: the brief, the codebook, the journey."""
    files = (find_study(study.study) / name for name in ("study.yml", "codebook.yml", "journey.yml"))
    return "\n".join(path.read_text("utf-8") for path in files if path.is_file()).casefold()
