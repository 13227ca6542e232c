"""Memory: results kept from one notebook of a study to the next in the same process, where somebody asks for it.

Nothing is remembered unless a `Memory` is in use: a kernel of its own has none, and computes everything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

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
    """What functions gave, by name of the function; results are shared, so nobody may change them."""

    _kept: dict[str, deque[_Kept]] = field(default_factory=dict)

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


_IN_USE: ContextVar[Memory | None] = ContextVar("memory", default=None)


def remembered(
    *, alike: Collection[str] = (), state: Callable[..., Hashable] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function give its earlier result again, for the same arguments while a memory is in use.

    The same are plain values that are equal, else the same objects; arguments named in `alike` may
    be equal instead. `state`, called with the arguments, tells the content of whatever files the
    function reads: a result holds as long as that stays. What raises is never remembered.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        shape = signature(function)
        equal = [name in alike for name in shape.parameters]

        @wraps(function)
        def ask(*arguments: P.args, **named: P.kwargs) -> R:
            memory = _IN_USE.get()
            if memory is None:
                return function(*arguments, **named)
            bound = shape.bind(*arguments, **named)
            bound.apply_defaults()
            given = tuple(bound.arguments.values())
            now = state(*arguments, **named) if state else None
            kept = memory.of(f"{function.__module__}.{function.__qualname__}")
            for one in kept:
                if one.state == now and all(map(_same, one.arguments, given, equal)):
                    found: R = one.result
                    return found
            result = function(*arguments, **named)
            kept.appendleft(_Kept(given, now, result))
            return result

        return ask

    return decorate


def _same(one: Any, other: Any, equal: bool) -> bool:
    if one is other:
        return True
    return (equal or (isinstance(one, PLAIN) and type(one) is type(other))) and bool(one == other)
