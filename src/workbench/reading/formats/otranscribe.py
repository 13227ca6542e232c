"""oTranscribe: .otr files, JSON around a page of HTML with the times people clicked in."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.reading.formats.recogniser import parsed
from workbench.reading.letters.encoding import read_text

BREAKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3"})


class _Paragraphs(HTMLParser):
    """Collects paragraphs; a time somebody clicked comes as `[0:21]`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._in_time = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or a time."""
        if tag in BREAKS and self.lines[-1].strip():
            self.lines.append("")
        self._in_time = tag == "span" and dict(attrs).get("class") == "timestamp"

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or a time."""
        if tag in BREAKS and self.lines[-1].strip():
            self.lines.append("")
        self._in_time = False

    def handle_data(self, data: str) -> None:
        """Take the words."""
        self.lines[-1] += f"[{data.strip()}]" if self._in_time else data


def read_otranscribe(path: Path, encoding: str) -> list[str]:
    """Return the paragraphs of an oTranscribe file; InputError for a file that is none."""
    content = parsed(path, 1, read_text(path, encoding))
    page = content.get("text") if isinstance(content, dict) else None
    if not isinstance(page, str):
        raise InputError([Problem(str(path), "not an oTranscribe file", "", "an object with the page at `text`")])
    reader = _Paragraphs()
    reader.feed(page)
    reader.close()
    return [" ".join(line.split()) for line in reader.lines if line.strip()]
