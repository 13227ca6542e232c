"""Faults: what is wrong with a file and what to do, in the reader's language where the catalogues have the words.

The code says it in English, as a command line does. Here its words are found again in the English catalogue, with
what stands in their places, and told as the other one has them; what is not found stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from workbench.errors import InputError, Problem
from workbench.language.speech import Speech, catalogue

OWN = "fault_"


def fault(problem: Problem, say: Speech) -> str:
    """Return a problem in one line; in English just as it says itself."""
    if say.language == "en":
        return str(problem)
    parts = [f"{problem.where}{say('colon')} {_translated(problem.what, say)}"]
    parts += [say("fault_got", got=problem.got)] if problem.got else []
    parts += [say("fault_allowed", allowed=problem.allowed)] if problem.allowed else []
    parts += [_translated(problem.remedy, say)] if problem.remedy else []
    return f"{say('fault_then')} ".join(parts)


def faults(error: Exception, say: Speech) -> str:
    """Return what an error says, a line a problem."""
    return "\n".join(fault(one, say) for one in error.problems) if isinstance(error, InputError) else str(error)


def _translated(text: str, say: Speech) -> str:
    for key, pattern in _known():
        if found := pattern.fullmatch(text):
            return say(key, **found.groupdict())
    return text


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what finds each text again, those without a place first."""
    texts = [(key, text) for key, text in catalogue("en").items() if key.startswith(OWN)]
    return tuple((key, _pattern(text)) for key, text in sorted(texts, key=lambda one: "{" in one[1]))


def _pattern(text: str) -> re.Pattern[str]:
    parts = Formatter().parse(text)
    found = "".join(re.escape(words) + (f"(?P<{place}>.+)" if place else "") for words, place, *_ in parts)
    return re.compile(found, re.DOTALL)
