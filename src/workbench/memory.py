"""Memory: results kept from one notebook of a study to the next in the same process, where somebody asks for it.

Nothing is remembered unless a `Memory` is in use: a kernel of its own has none, and computes everything.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from workbench.shared_store import SharedStore

P = ParamSpec("P")
R = TypeVar("R")
FEW = 16
"""Results kept of one function: those of a study, file by file."""
PLAIN = (str, int, float, bool, Path, type(None))


@dataclass(frozen=True, slots=True)
class _Kept:
    arguments: tuple[Any, ...]
    state: Hashable
    result: Any


@dataclass(slots=True)
class Memory:
    """What functions gave, by name of the function; results are shared, so nobody may change them.

    With a `store`, results of functions that are `shared` are found and left there for other processes.
    """

    store: SharedStore | None = None
    _kept: dict[str, deque[_Kept]] = field(default_factory=dict)
    _keys: dict[int, tuple[Any, bytes]] = field(default_factory=dict)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Within, remembered functions look here first, and put here what they give."""
        token = _IN_USE.set(self)
        try:
            yield
        finally:
            _IN_USE.reset(token)

    def of(self, name: str) -> deque[_Kept]:
        """Return what is kept of one function, the newest first."""
        return self._kept.setdefault(name, deque(maxlen=FEW))

    def key(self, name: str, arguments: tuple[Any, ...], state: Hashable) -> bytes | None:
        """Return what names a result in other processes, too; None where an argument has no name there."""
        told = []
        for one in arguments:
            known = self._keys.get(id(one))
            if known is None and not isinstance(one, PLAIN):
                return None
            told.append(known[1] if known else f"{type(one).__name__} {one!r}")
        return hashlib.sha256(repr((name, told, state)).encode("utf-8", "surrogatepass")).digest()

    def asked(self, key: bytes | None, compute: Callable[[], R]) -> R:
        """Return what is in the store, or what is computed, which is then there."""
        if self.store is None or key is None:
            return compute()
        found = self.store.get(key)
        result: R = found[0] if found else compute()
        if not found:
            self.store.put(key, result)
        if not isinstance(result, PLAIN):
            self._keys[id(result)] = result, key  # the result is kept, so that nothing else is ever at its place
        return result


_IN_USE: ContextVar[Memory | None] = ContextVar("memory", default=None)


def remembered(
    *, alike: Collection[str] = (), state: Callable[..., Hashable] | None = None, shared: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function give its earlier result again, for the same arguments while a memory is in use.

    The same are plain values that are equal, else the same objects; arguments named in `alike` may
    be equal instead. `state`, called with the arguments, tells the content of whatever files the
    function reads: a result holds as long as that stays. What raises is never remembered. `shared`
    lets other processes have the result, too: of a function whose arguments are plain or results of such.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        shape, name = signature(function), f"{function.__module__}.{function.__qualname__}"
        equal = [one in alike for one in shape.parameters]

        @wraps(function)
        def ask(*arguments: P.args, **named: P.kwargs) -> R:
            memory = _IN_USE.get()
            if memory is None:
                return function(*arguments, **named)
            bound = shape.bind(*arguments, **named)
            bound.apply_defaults()
            given = tuple(bound.arguments.values())
            now = state(*arguments, **named) if state else None
            kept = memory.of(name)
            for one in kept:
                if one.state == now and all(map(_same, one.arguments, given, equal)):
                    found: R = one.result
                    return found
            key = memory.key(name, given, now) if shared else None
            result = memory.asked(key, lambda: function(*arguments, **named))
            kept.appendleft(_Kept(given, now, result))
            return result

        return ask

    return decorate


def _same(one: Any, other: Any, equal: bool) -> bool:
    if one is other:
        return True
    return (equal or (isinstance(one, PLAIN) and type(one) is type(other))) and bool(one == other)
