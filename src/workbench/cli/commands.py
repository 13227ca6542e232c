"""Commands: what the groups of commands share."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.language.speech import Speech
from workbench.model.material import Notice

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction


def tell_notices(notices: Iterable[Notice]) -> None:
    """Print notices with their numbers."""
    say = Speech("en")
    for number, notice in enumerate(notices, 1):
        print(f"notice {number}: {say.notice(notice)}")
