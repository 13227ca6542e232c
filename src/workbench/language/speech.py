"""Speech: one language's words, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from ruamel.yaml import YAML

from workbench.model.label import Label, Language
from workbench.model.material import Notice

NARROW = "\u202f"
NO_BREAK = "\u00a0"
VOWEL = re.compile("[aeiouàâéèêëîïôûœ]|h[éèe]|yv", re.IGNORECASE)
"""What a French name begins with where "de" loses its e."""


@lru_cache(maxsize=2)
def catalogue(language: Language) -> Mapping[str, str]:
    """Return every text of a language by its key, from all files of its folder."""
    texts: dict[str, str] = {}
    for path in sorted(files("workbench.language").joinpath(language).iterdir(), key=lambda path: path.name):
        loaded = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
        texts |= {str(key): str(value) for key, value in loaded.items()}
    return MappingProxyType(texts)


class _Filled:
    """A value for a place in a text: written as it is, or telling the words around it how to agree."""

    def __init__(self, value: object, language: Language) -> None:
        self._value, self._language = value, language

    def __format__(self, form: str) -> str:
        if "|" in form:
            return form.split("|")[not self._single()]
        if form == "de":
            return f"d'{self._value}" if VOWEL.match(str(self._value)) else f"de {self._value}"
        return format(self._value, form)

    def _single(self) -> bool:
        """Say whether the number the value begins with takes a singular: in French whatever is below two."""
        number = re.match(r"[+\u2212-]?([\d\u202f\u00a0,.]*\d)", str(self._value))
        told = number[1] if number else ""
        return told == "1" if self._language == "en" else bool(re.match(r"[01](,\d+)?$", told))


class Speech:
    """The voice of a report in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._words = catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text called `key` with its {places} filled; KeyError for an unknown key.

        `{n:person|people}` is the word that agrees with the number n begins with, `{name:de}` a name after "de".
        """
        told = {name: _Filled(value, self.language) for name, value in values.items()}
        return self.set(self._words[key].format(**told) if values else self._words[key])

    def knows(self, key: str) -> bool:
        """Say whether there is a text called `key`."""
        return key in self._words

    def of(self, label: Label) -> str:
        """Return a label in this language."""
        return self.set(label.in_(self.language))

    def set(self, text: str) -> str:
        """Set our own text in the typography of the language (never a quote: quotes stay as said)."""
        text = text.replace("'", "\u2019")
        if self.language == "fr":
            text = re.sub(r"[ \u00a0]([;?!%])", NARROW + r"\1", text)
            text = re.sub(r"[ \u00a0]:(?=\s|$)", NO_BREAK + ":", text)
            text = re.sub("«[ \u00a0\u202f]?", "«" + NO_BREAK, text)
            text = re.sub("[ \u00a0\u202f]?»", NO_BREAK + "»", text)
        else:
            text = re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text)
        return text

    def notice(self, notice: Notice) -> str:
        """Return a notice in words: where, and what was dropped, filled, guessed or changed there."""
        values = {name: self._kinds(value) for name, value in notice.values.items()}
        where = notice.where if notice.line is None else self("line_of", where=notice.where, line=notice.line)
        return f"{where}{NO_BREAK if self.language == 'fr' else ''}: " + self(f"notice_{notice.key}", **values)

    def _kinds(self, value: str | int | Mapping[str, int]) -> str | int:
        if not isinstance(value, Mapping):
            return value
        said = {kind: self(f"redacted_{kind.lower().replace('-', '_')}") for kind in value}
        return ", ".join(f"{said[kind]} {self.number(value[kind])}" for kind in sorted(value))

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with so many decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(round(value, digits) + 0.0, format=pattern, locale=self.language)

    def percent(self, value: float, digits: int = 0) -> str:
        """Return a share, 0 to 1, as a percentage."""
        pattern = "0" + ("." + "0" * digits if digits else "") + (NARROW if self.language == "fr" else "") + "%"
        return format_percent(value, format=pattern, locale=self.language)

    def count(self, value: int) -> str:
        """Return a whole number in words below ten, in digits from ten on."""
        return self._words["numbers"].split()[value] if 0 <= value < 10 else self.number(value)

    def signed(self, value: float, digits: int = 1) -> str:
        """Return a number with its sign, a true minus."""
        value = round(value, digits)
        sign = "+" if value > 0 else "\u2212" if value < 0 else ""
        return sign + self.number(abs(value), digits)

    def day(self, day: date) -> str:
        """Return a date in words."""
        told = format_date(day, format="long", locale=self.language)
        return f"1er {told[2:]}" if self.language == "fr" and day.day == 1 else told

    def quoted(self, words: str) -> str:
        """Return words as said, inside the language's quotation marks."""
        if self.language == "fr":
            return f"«{NO_BREAK}{words}{NO_BREAK}»"
        return f"\u201c{words}\u201d"

    def listed(self, items: list[str]) -> str:
        """Return items joined as in a sentence."""
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + f" {self._words['and']} " + items[-1]
