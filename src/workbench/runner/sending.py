"""Sending: results of finished runs go to a store, in such an order that whoever sees a record sees whole results.

    travel/report.3f2ab1c4d5e6.html      named for what they hold: a new one replaces no older one
    travel/notebooks/4_report.9be01c77a2d3.ipynb
    travel/record.json                   written when all it names are there; then older ones are removed
    index.html                           leads to the reports that the records name

So a transmission that is cut off leaves what was there, and what has arrived is not sent again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.report.index import index_page
from workbench.runner.journal import Entry
from workbench.runner.places import CARD, REPORT, held
from workbench.runner.publication import OUTPUTS
from workbench.runner.store import INDEX, NotSent, Store, store_at

RECORD = "record.json"
NAMED = re.compile(r".+\.[0-9a-f]{12}\.[a-z]+")
"""What a file of results is called in a store."""


def send(store: Store, own: Path, entry: Entry) -> tuple[str, int]:
    """Send the results of a finished run; return the report's address and how many files had to be sent.

    NotSent where the store fails, or the results here are not those that were noted; Busy where another run holds
    them. What the store held before is then as it was.
    """
    with held((own,)):
        contents = _contents(own, entry.facts["outputs"])
        names = {name: f"{own.name}/{_named(name, entry.facts['outputs'][name])}" for name in OUTPUTS}
        there = store.sizes(own.name)
        missing = [name for name in OUTPUTS if there.get(names[name]) != len(contents[name])]
        for name in missing:
            store.write(names[name], contents[name])
        if missing:
            _require_arrived(store, own.name, {names[name]: len(contents[name]) for name in OUTPUTS})
        record = _record(entry, names, json.loads(contents[CARD]))
        if store.read(f"{own.name}/{RECORD}") != record:
            store.write(f"{own.name}/{RECORD}", record)
        for name in there.keys() - set(names.values()):
            if NAMED.fullmatch(PurePosixPath(name).name):
                store.remove(name)
    return f"{store.address}/{names[REPORT]}", len(missing)


def send_index(store: Store) -> str:
    """Let the store's index lead to every report a record of it names; return its address."""
    records = [name for name in store.sizes("") if re.fullmatch(rf"[^/]+/{RECORD}", name)]
    cards = []
    for name in sorted(records):
        with suppress(ValueError, KeyError, TypeError):  # a record of something else
            known = json.loads(store.read(name) or b"")
            cards.append(known["card"] | {"folder": name.partition("/")[0], "link": known["files"][REPORT]})
    page = index_page(cards).encode()
    if store.read(INDEX) != page:
        store.write(INDEX, page)
    return f"{store.address}/{INDEX}"


def _contents(own: Path, outputs: Mapping[str, str]) -> dict[str, bytes]:
    try:
        contents = {name: (own / name).read_bytes() for name in OUTPUTS}
    except OSError as error:
        raise NotSent(f"{own.name}: {error.strerror}: {error.filename}") from error
    if any(hashlib.sha256(content).hexdigest() != outputs.get(name) for name, content in contents.items()):
        raise NotSent(f"{own.name}: the results in {own} are not those that were made; run the command again")
    return contents


def _named(name: str, digest: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{digest[:12]}{path.suffix}"))


def _record(entry: Entry, names: Mapping[str, str], card: Mapping[str, Any]) -> bytes:
    """Return what the journal says of a run, with where its results lie."""
    content = {
        "run": entry.run,
        "at": entry.at,
        "identity": entry.facts["identity"],
        "outputs": entry.facts["outputs"],
        "files": names,
        "card": card,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _require_arrived(store: Store, folder: str, sizes: Mapping[str, int]) -> None:
    there = store.sizes(folder)
    for name, size in sizes.items():
        if there.get(name) != size:
            raise NotSent(
                f"{store.address}: {name} was written and is not there as it should be; run the command again"
            )


class Sender:
    """Sends run after run; after the first failure of the store no other is tried."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._trouble: NotSent | None = None

    @cached_property
    def _store(self) -> Store:
        return store_at(self._address)

    def send(self, own: Path, entry: Entry | None) -> tuple[str, int]:
        """Send one run as `send` does."""
        if self._trouble is not None:
            raise self._trouble
        if entry is None:
            raise NotSent(f"{own.name}: the journal knows no finished run of it")
        try:
            return send(self._store, own, entry)
        except NotSent as error:
            self._trouble = error
            raise

    def send_index(self) -> str | None:
        """Send the index; None where the store fails."""
        try:
            return None if self._trouble else send_index(self._store)
        except NotSent as error:
            self._trouble = error
            return None
