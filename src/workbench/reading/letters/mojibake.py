"""Mojibake: characters read in the wrong encoding, and the exact way back, byte by byte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from workbench.model.guess import GUESS, OPEN

Kind = Literal[
    "gbk_as_latin1",
    "latin1_as_gbk",
    "utf8_as_cp1252",
    "utf8_twice",
    "utf8_as_mac",
    "utf8_as_dos",
    "c1_controls",
    "question_marks",
    "lost_characters",
    "letters_as_hanzi",
]
"""How text was damaged; the last three cannot be undone without guessing."""
LETTERS = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
MARKS = "’‘“”‚„…–—•·€™‹›†‡‰°×÷§\u202f\u2009\ufeff"
HANZI_LETTERS = dict(
    zip(
        "础叠颁顿贰贵骋贬滨闯碍尝惭狈翱笔蚕搁厂罢鲍痴奥齿驰窜补产肠诲别蹿驳丑颈箩办濒尘苍辞辫辩谤蝉迟耻惫飞虫测锄",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
"""Chinese characters found in place of plain letters in published pages damaged twice; no rule of bytes explains
them, so whatever is read through this table is a guess."""
READINGS: tuple[tuple[str, Kind], ...] = (
    ("cp850", "utf8_as_dos"),
    ("cp437", "utf8_as_dos"),
    ("mac_roman", "utf8_as_mac"),
    ("latin-1", "utf8_as_cp1252"),
    ("cp1252", "utf8_as_cp1252"),
)
"""One-byte encodings that UTF-8 is read in by mistake; of a form that two give, the later is believed."""
PICTOGRAM = "\N{GRINNING FACE}"
_SYMBOLS = "".join(
    chr(number)
    for first, last in ((0x2000, 0x206F), (0x20A0, 0x20BF), (0x2190, 0x21D5), (0x2200, 0x2265), (0x25A0, 0x27BF))
    for number in range(first, last + 1)
)
_OTHER_LATIN = "".join(map(chr, range(0x100, 0x180)))
_GBK_LETTERS = "áàéèêíìóòúùü"
_GBK_SURE = "’‘“”…—"
_HANZI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BEFORE_LETTER = LETTERS + "«»’…–—"
_AFTER_LETTER = LETTERS + "«»’…\u00a0abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ]")
_LONGEST_RUN = 2


def reverse(text: str) -> tuple[str, Counter[tuple[Kind, str]], Counter[str]]:
    """Undo one layer of exact damage; return the text, what was restored as (kind, character), and what was used up.

    Only what can be undone byte by byte with one outcome is: every pair or triple stands in a
    table made by encoding the character and reading the bytes wrongly. Guesses are not touched.
    """
    pieces: list[str] = []
    restored: Counter[tuple[Kind, str]] = Counter()
    used: Counter[str] = Counter()
    done = 0
    for start, end, characters, kind in found(text):
        pieces += [text[done:start], characters]
        restored.update((kind, one) for one in characters)
        used.update(text[start:end])
        done = end
    return "".join([*pieces, text[done:]]), restored, used


def found(text: str) -> Iterator[tuple[int, int, str, Kind]]:
    """Yield each exact damage of a text, in order, as (start, end, what it was, kind)."""
    if text.isascii():
        return
    pattern, table = _tables()
    sure = _sure_of(text)
    for hit in pattern.finditer(text):
        shown = hit[0]
        if shown[0] == OPEN:
            continue
        if re.match(f"[{_HANZI}]", shown):
            original = _hanzi_reversed(text, hit, sure=sure)
            if original:
                yield hit.start(), hit.end(), original, "latin1_as_gbk"
            continue
        character, kind, alone = table.get(shown) or _pictogram(shown)
        if alone or sure(shown, _before(text, hit), kind):
            yield hit.start(), hit.end(), character, kind


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, tuple[str, Kind, bool]]]:
    """Return the pattern of all exact damage and, for each form, (character, kind, whether it is proof by itself)."""
    table: dict[str, tuple[str, Kind, bool]] = {}
    for number in range(0x80, 0xA0):
        with_meaning = bytes([number]).decode("cp1252", "ignore")
        if with_meaning:
            table[chr(number)] = (with_meaning, "c1_controls", number != 0x85)
    for character in _GBK_LETTERS + _GBK_SURE + "·°×§÷" + _SYMBOLS:
        shown = character.encode("gbk", "ignore").decode("latin-1")
        if len(shown) > 1:
            table[shown] = (character, "gbk_as_latin1", character in _GBK_LETTERS + _GBK_SURE)
    for character in HANZI_LETTERS:
        table[character.encode("gbk").decode("latin-1")] = (character, "letters_as_hanzi", False)
    characters = dict.fromkeys([*map(chr, range(0x80, 0x100)), *_OTHER_LATIN, *_SYMBOLS, *LETTERS, *MARKS, *"ƒˆ˜"])
    for codec, kind in READINGS:
        for character in characters:
            shown = _misread(character, codec)
            may_be_meant = shown == "Â»" or (shown[0] == "â" and set(shown) <= set(LETTERS + MARKS + "\u00a0"))
            may_be_meant = may_be_meant and "€" not in shown
            alone = not may_be_meant and (character in LETTERS or character not in _OTHER_LATIN)
            table[shown] = (character, kind, alone and (character >= "\u00a0" or codec == "latin-1"))
    forms = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    pictograms = "|".join(f"{re.escape(_misread(PICTOGRAM, codec)[:2])}.." for codec, _ in READINGS)
    beginnings = {_misread(PICTOGRAM, codec)[0] for codec, _ in READINGS}
    firsts = "".join(map(re.escape, sorted({OPEN, *beginnings, *(form[0] for form in table)})))
    return re.compile(f"(?=[{firsts}{_HANZI}])(?:{GUESS.pattern}|{pictograms}|{forms}|[{_HANZI}]+)"), table


def _misread(character: str, codec: str) -> str:
    """Return how the UTF-8 bytes of a character look in a one-byte encoding; holes of cp1252 as control characters."""
    return "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in character.encode("utf-8", "surrogatepass")
    )


def _pictogram(shown: str) -> tuple[str, Kind, bool]:
    """Return the pictogram whose four bytes were shown in a one-byte encoding, as an entry of the table."""
    for codec, kind in READINGS:
        try:
            raw = b"".join(c.encode(codec) if codec != "cp1252" or c > "\x9f" else c.encode("latin-1") for c in shown)
            return raw.decode("utf-8"), kind, True
        except UnicodeError:
            continue
    return shown, "utf8_as_cp1252", False


def _sure_of(text: str) -> Callable[[str, str, Kind], bool]:
    """Return what says whether a form that may be meant is damage, given the character before it, in this text."""
    c1 = len(set(re.findall("[\x80-\x9f]", text)) - {"\x85"}) > 0
    gbk = re.search("¨[¦¤¨ºª¬²´¹]|¡[¯®°±ª]", text) is not None
    utf8 = re.search(r"Ã[\u0080-\u00bf€‰ˆŠŒ“”•–—™]|â€|ðŸ|√[^\s\dA-Za-z]|├[^\s\d─]", text) is not None
    hanzi = any(_in_word(text, hit) for hit in re.finditer(f"[{_HANZI}]+", text))

    def sure(shown: str, before: str, kind: Kind) -> bool:
        if kind in ("gbk_as_latin1", "letters_as_hanzi"):
            return gbk
        if kind == "c1_controls":
            return c1
        if kind == "latin1_as_gbk":
            return hanzi
        return utf8 or (shown == "Â»" and not before.isupper())

    return sure


def _hanzi_reversed(text: str, hit: re.Match[str], *, sure: Callable[[str, str, Kind], bool]) -> str:
    """Return the French letters that were read as these Chinese characters, or nothing."""
    pairs = _pairs(hit[0])
    if not pairs:
        return ""
    letters = pairs.isascii() or pairs[-1].isascii()
    return pairs if _in_word(text, hit) or (letters and sure(hit[0], "", "latin1_as_gbk")) else ""


def _before(text: str, hit: re.Match[str]) -> str:
    return text[max(hit.start() - 1, 0) : hit.start()]


def _in_word(text: str, hit: re.Match[str]) -> bool:
    before, after = _before(text, hit), text[hit.end() : hit.end() + 1]
    touching = bool(_LETTER.match(before) or _LETTER.match(after) or "\ufffd" in (before, after))
    return touching and bool(_pairs(hit[0]))


@cache
def _pairs(run: str) -> str:
    """Return a short run of Chinese characters as the two letters each was, or nothing where they are not French."""
    if len(run) > _LONGEST_RUN:
        return ""
    try:
        shown = run.encode("gbk").decode("cp1252")
    except UnicodeError:
        return ""
    good = all(a in _BEFORE_LETTER and b in _AFTER_LETTER for a, b in zip(shown[::2], shown[1::2], strict=True))
    return shown if good else ""
