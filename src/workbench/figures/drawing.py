"""Drawing: SVG elements with escaped text, and the figure every drawing function returns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from workbench.figures.own_output import own_output

Row = Sequence[str]
FINE = re.compile(r"\d+\.\d{2,}")
SHARED = (re.compile(r' font-size="[^"]+"'), re.compile(r' fill="[^"]+"'))
"""What texts of a picture mostly have in common; shapes always say their own fill."""
TEXT, GROUP = re.compile(r"<text\b[^>]*>"), re.compile(r"<(?:g|use|a)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that can be read without being seen.

    `alt` states the finding, `caption` says what is shown and for how many, `table` holds the
    numbers: its first row is the header.
    """

    svg: str
    alt: str
    caption: str
    table: tuple[Row, ...]

    def _repr_html_(self) -> str:
        return (
            f'<figure class="wb">{self.svg}<figcaption>{escape(self.alt)} {escape(self.caption)}</figcaption></figure>'
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, dict[str, str]]:
        return own_output()


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return one SVG element; `content` is markup, attribute names use _ for -."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_rough(value) if key == "d" else _short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """Return a line of text at x, y."""
    return element("text", escape(text), x=x, y=y, **attributes)


def canvas(width: float, height: float, content: str, *, alt: str, role: str = "img") -> str:
    """Return a whole picture with its alternative text; the role of one whose words are read and followed is group."""
    w, h = _short(width), _short(height)
    content, shared = _shared(content)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"{shared} role="{role}" '
        f'aria-label="{escape(alt)}">{content}</svg>'
    )


def lines_of(text: str, width: int, most: int = 3) -> list[str]:
    """Break a text into lines of about `width` characters; the last one ends in … if it is cut."""
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return lines


def _shared(content: str) -> tuple[str, str]:
    """Return a picture's content without the most frequent size and ink of its texts, and these for the whole of it."""
    whole = ""
    for own in SHARED:
        values = Counter(value for text in TEXT.findall(content) for value in own.findall(text))
        if values and not any(own.search(group) for group in GROUP.findall(content)):
            most = values.most_common(1)[0][0]
            content = TEXT.sub(lambda text, most=most: text[0].replace(most, ""), content)  # type: ignore[misc]
            whole += most
    return content, whole


def _short(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _rough(outline: object) -> str:
    """Return an outline told to a tenth of a unit, numbers below ten to a hundredth."""
    return FINE.sub(
        lambda number: f"{float(number[0]):.{1 if number[0][1] != '.' else 2}f}".rstrip("0").rstrip("."), str(outline)
    )
