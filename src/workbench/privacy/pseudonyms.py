"""Pseudonyms: who a participant is called, from a secret key kept outside the study."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path

from workbench.errors import WorkbenchError

SHORTEST = 4
PSEUDONYM = re.compile(rf"P-[A-Z2-7]{{{SHORTEST},}}")


def secret_key(*, illustrative: bool = False, study: str = "") -> bytes:
    """Return the key of this researcher, made on first use and readable by its owner alone.

    It lies in the user's configuration folder, or where WORKBENCH_KEY_FILE says. An
    illustrative study has nobody to protect: its key is its name, so that its files are the
    same everywhere.
    """
    if illustrative:
        return hashlib.sha256(f"illustrative:{study}".encode()).digest()
    path = key_path()
    try:
        key = _kept(path)
    except OSError as error:
        raise WorkbenchError(f"{path}: the key of the pseudonyms cannot be read: {error.strerror}") from error
    if len(key) < 16:
        raise WorkbenchError(
            f"{path}: this key is too short to protect anybody; got {len(key)} bytes, 16 are needed; "
            "restore the file, or remove it to have a new key made (pseudonyms will change)"
        )
    return key


def key_path() -> Path:
    """Return where the key of this researcher lies."""
    named = os.environ.get("WORKBENCH_KEY_FILE")
    return Path(named) if named else user_config_path("persona-workbench") / "pseudonym.key"


def _kept(path: Path) -> bytes:
    """Return the key in a file, made with new random bytes where there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()


def pseudonyms(names: Iterable[str], key: bytes) -> dict[str, str]:
    """Map each name to P- and at least four letters or digits: HMAC-SHA256 of the name (EDPB 01/2025).

    The same name and key always give the same pseudonym, however it is capitalised or its accents
    are stored; all are lengthened together should two people's be equal. A name that is a pseudonym
    already, as in a study that was handed on, stays itself, and nobody else is given it.
    """
    people_named = sorted(set(names))
    kept = {name: name for name in people_named if is_pseudonym(name)}
    digests = {name: _digest(name, key) for name in people_named if name not in kept}
    length, people = SHORTEST, len(set(digests.values()))
    while True:
        made = {name: f"P-{digest[:length]}" for name, digest in digests.items()}
        if len(set(made.values())) == people and not kept.keys() & set(made.values()):
            return kept | made
        length += 1


def is_pseudonym(name: str) -> bool:
    """Say whether a name has the form of a pseudonym: P- and at least four of A-Z and 2-7."""
    return PSEUDONYM.fullmatch(name) is not None


def _digest(name: str, key: bytes) -> str:
    written = unicodedata.normalize("NFC", name).casefold().encode("utf-8")
    return base64.b32encode(hmac.new(key, written, hashlib.sha256).digest()).decode()
