"""Ways of damage: how sound text is damaged, for the tests of what finds and repairs it."""

from __future__ import annotations

from collections.abc import Callable

from workbench.model.guess import CLOSE, OPEN

Way = Callable[[str], str]


def as_cp1252(raw: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)


WAYS: dict[str, Way] = {
    "utf8_as_cp1252": lambda text: as_cp1252(text.encode("utf-8")),
    "utf8_as_latin1": lambda text: text.encode("utf-8").decode("latin-1"),
    "utf8_twice": lambda text: as_cp1252(as_cp1252(text.encode("utf-8")).encode("utf-8")),
    "utf8_as_mac": lambda text: text.encode("utf-8").decode("mac_roman"),
    "utf8_as_dos": lambda text: text.encode("utf-8").decode("cp850"),
    "c1_controls": lambda text: text.encode("cp1252").decode("latin-1"),
    "gbk_as_latin1": lambda text: text.encode("gbk", "replace").decode("latin-1"),
    "latin1_as_gbk": lambda text: text.encode("cp1252", "replace").decode("gbk", "replace"),
    "question_marks": lambda text: text.encode("ascii", "replace").decode("ascii"),
    "lost_characters": lambda text: text.encode("cp1252", "replace").decode("utf-8", "replace"),
}
EXACT = ("utf8_as_cp1252", "utf8_as_latin1", "utf8_twice", "utf8_as_mac", "utf8_as_dos", "c1_controls")


def with_marks(text: str) -> list[tuple[str, bool]]:
    """Return each character of a text without the marks, and whether it was guessed."""
    within = False
    letters = []
    for letter in text:
        if letter in (OPEN, CLOSE):
            within = letter == OPEN
        else:
            letters.append((letter, within))
    return letters
