"""Store: files at an address such as s3://bucket/prefix, by fsspec; what it says never repeats credentials."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from workbench.errors import ParameterError, WorkbenchError

SECRET = re.compile(r"KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL", re.IGNORECASE)
"""Names, in the surroundings or among a store's options, of values that are told nobody."""
SIGNED = re.compile(r"\?[^\s'\"]*")
"""What follows the path of an address: signatures may be in it."""
WHOSE = re.compile(r"//[^\s/@]+@")
"""Who asks, before the host of an address."""
SHORTEST = 4
OBJECTS = {"s3", "s3a", "gs", "gcs", "abfs", "az"}
"""Kinds of address where nothing but files exists: making a folder would make a bucket."""
INDEX = "index.html"
EXTRA = "pip install 'persona-workbench[s3]'"


class NotSent(WorkbenchError):
    """A store did not take or give a file."""


class Store:
    """Files under one address, by their names."""

    def __init__(self, address: str, system: Any, root: str) -> None:
        self.address = address.rstrip("/")
        self._system, self._root = system, root.rstrip("/")
        kinds = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
        self._has_folders = not OBJECTS & kinds

    def require_bucket(self) -> None:
        """Raise NotSent where the store does not answer, or has no bucket of that name."""
        if self.read(INDEX) is None and not self._has_folders:
            bucket = self._root.strip("/").partition("/")[0]
            if not self._system.exists(bucket):
                raise NotSent(f"{self.address}: there is no bucket {bucket}, or you may not see it; make it first")

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None where there is none. NotSent where that cannot be known."""
        try:
            content: bytes = self._system.cat_file(self._path(name))
            return content
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._trouble("read", name, error) from None

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whole; NotSent where it cannot be."""
        path = self._path(name)
        try:
            if self._has_folders:
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(path, content)
        except Exception as error:
            raise self._trouble("write", name, error) from None

    def remove(self, name: str) -> None:
        """Remove a file; NotSent where it cannot be."""
        try:
            self._system.rm_file(self._path(name))
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._trouble("remove", name, error) from None

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the sizes of all files in a folder and below it, by name from the root; none for no such folder."""
        try:
            self._system.invalidate_cache()
            found: Mapping[str, Any] = self._system.find(self._path(folder), detail=True)
        except FileNotFoundError:
            return {}
        except Exception as error:
            raise self._trouble("list", folder, error) from None
        begin = len(self._root.strip("/")) + 1
        return {path.strip("/")[begin:]: int(facts["size"]) for path, facts in found.items()}

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _trouble(self, what: str, name: str, error: Exception) -> NotSent:
        words = f"{type(error).__name__}: {error}".strip().splitlines()[0]
        return NotSent(f"{self.address}: cannot {what} {name or 'anything'}: {self._without_secrets(words)}")

    def _without_secrets(self, words: str) -> str:
        """Return words without any value of the surroundings or of the store's options that must not be told."""
        known = [*os.environ.items(), *_flat(getattr(self._system, "storage_options", {}))]
        for value in sorted({v for n, v in known if SECRET.search(n) and len(v) >= SHORTEST}, key=len, reverse=True):
            words = words.replace(value, "…")
        return WHOSE.sub("//", SIGNED.sub("", words))


def is_address(out: str) -> bool:
    """Say whether results are to go to a store rather than to a folder."""
    return "://" in out


def require_answer(address: str) -> None:
    """Raise WorkbenchError where a store does not answer, is none, or needs a package that is missing.

    A process of its own asks: clients of stores start threads, and the runner forks.
    """
    require_address(address)
    answer, answers = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            store_at(address).require_bucket()
        except WorkbenchError as error:
            os.write(answers, str(error).encode())
        finally:
            os._exit(0)
    os.close(answers)
    with open(answer, encoding="utf-8") as file:
        words = file.read()
    os.waitpid(pid, 0)
    if words:
        raise NotSent(words)


def require_address(address: str) -> None:
    """Raise ParameterError for what is no address of a store, WorkbenchError where a package is missing for it."""
    parts = urlsplit(address)
    if parts.username is not None or parts.password is not None or parts.query:
        raise ParameterError(
            f"--out {parts.scheme}://…: an address holds no credentials; give them as the store's own tools take them, "
            "for s3 in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or in ~/.aws"
        )
    try:
        from fsspec.registry import get_filesystem_class

        kind = get_filesystem_class(parts.scheme)
    except ImportError as error:
        remedy = EXTRA if parts.scheme == "s3" or "fsspec" in str(error) else f"see docs/runs.md: {error}"
        raise WorkbenchError(f"a package is not installed, which --out {address} needs: {remedy}") from error
    except ValueError as error:
        raise ParameterError(
            f"--out {address}: {error}; allowed: a folder, or an address such as s3://bucket"
        ) from error
    if not str(kind._strip_protocol(address)).strip("/"):
        raise ParameterError(f"--out {address}: a bucket or folder is needed, such as s3://bucket/reports")


def store_at(address: str) -> Store:
    """Return the store at an address; NotSent where it cannot be opened."""
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(address, use_listings_cache=False)
    except Exception as error:
        raise NotSent(f"{address}: cannot be opened: {type(error).__name__}") from error
    return Store(address, system, str(root))


def _flat(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for name, value in options.items():
        flat += _flat(value) if isinstance(value, Mapping) else [(str(name), str(value))]
    return flat
