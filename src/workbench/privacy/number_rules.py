"""Number rules: numbers and addresses that lead to a person, told from prices, years and quantities.

A number with check digits is believed when they agree: IBAN by ISO 7064 mod 97-10, payment cards and
SIREN/SIRET by the formula of Luhn (1960), French social security numbers by 97 minus the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.privacy.plain_text import PlainText, plain_text

IBAN_LENGTHS = {
    **{"AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24, "DE": 22},
    **{"DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22},
    **{"IL": 23, "IS": 26, "IT": 27, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MR": 27, "MT": 31},
    **{"MU": 30, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27},
    **{"TN": 24, "TR": 26, "UA": 29},
}
SEPARATORS = re.compile(r"[ .-]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `first` to `last` (not included) of a text."""

    first: int
    last: int

    def start(self) -> int:
        """Return where it begins."""
        return self.first

    def end(self) -> int:
        """Return where it ends."""
        return self.last


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for plain text; `size` says how much of what it found is meant (0: nothing).

    Where the pattern has a group, the group alone is meant. What has no digit, @ or web address is
    never looked at.
    """

    pattern: re.Pattern[str]
    size: Callable[[str], int] = len

    def finditer(self, text: str) -> Iterator[Hit]:
        """Return the places found, in order; time grows with the length of the text alone."""
        plain = _plain(text)
        for found in self.pattern.finditer(plain.words):
            start, end = found.span(1) if self.pattern.groups else found.span()
            length = self.size(plain.words[start:end])
            if length:
                yield Hit(*plain.span(start, start + length))


@lru_cache(maxsize=2)
def _plain(text: str) -> PlainText:
    """Return the plain text all rules look at, made once for one text."""
    return plain_text(text)


def iban_size(written: str) -> int:
    """Return how many characters are an IBAN of a known country with the right check digits, or 0."""
    length, seen = IBAN_LENGTHS.get(written[:2].upper(), 0), ""
    for i, mark in enumerate(written):
        seen += mark.upper() if mark.isalnum() else ""
        if len(seen) == length:
            rest = seen[4:] + seen[:4]
            valid = rest.isascii() and int("".join(str(int(sign, 36)) for sign in rest)) % 97 == 1
            return i + 1 if valid and not written[i + 1 : i + 2].isalnum() else 0
    return 0


def nir_size(written: str) -> int:
    """Return the length of a French social security number: its key agrees, or it is grouped as on the card."""
    digits = SEPARATORS.sub("", written).upper()
    number = digits[:13].replace("2A", "19").replace("2B", "18")
    agrees = 97 - int(number) % 97 == int(digits[13:])
    return len(written) if agrees or " " in written else 0


def luhn_size(written: str) -> int:
    """Return the length of a number whose Luhn check agrees, or 0."""
    digits = [int(sign) for sign in SEPARATORS.sub("", written)]
    doubled = [2 * digit - 9 * (digit > 4) for digit in digits[-2::-2]]
    agrees = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return len(written) if agrees and any(digits) else 0


def _rule(pattern: str, size: Callable[[str], int] = len, flags: int = 0) -> Rule:
    return Rule(re.compile(pattern, flags), size)


ALONE = r"(?<![\w+.,/-])"
ENDS = r"(?![\w]|[.,]\d)"
MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
DATE = (
    r"(?:\d{1,2}[./ -]\d{1,2}[./ -](?:\d{4}|\d{2})"
    rf"|(?:the )?\d{{1,2}}(?:er|st|nd|rd|th)?(?: of)? (?:{MONTHS})(?:,? \d{{4}})?"
    rf"|(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
)
BORN = (
    r"(?:\bnée?s? le|\bdate de naissance ?:?(?: le)?"
    r"|\bborn(?: on)?|\bdate of birth ?:?|\bdob ?:?|\bbirthday is(?: on)?)"
)

FOREIGN = r"(?<!\w)(?<!\d )(?:\+|00)[1-9]\d{0,2}[ .-]?(?:\(0?\d{0,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}(?!\d)"
CODE = r"\b(?:code postal|zip code|zip|postcode|post code)(?: (?:is|est|c'est))? ?:? ?(\d{5}(?:-\d{4})?)(?!\w)"

NUMBER_RULES: tuple[tuple[str, Rule], ...] = (
    ("e-mail", _rule(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
    ("web", _rule(r"\b(?:https?://|www\.)[^\s<>\"»)\]]{2,300}[^\s<>\"»)\].,;:!?]", flags=re.I)),
    ("web", _rule(r"(?<![\w@.])@[^\W\d_][\w.]{1,29}(?<!\.)")),
    ("IBAN", _rule(r"\b[a-zA-Z]{2}\d{2}(?:[ -]?[a-zA-Z0-9]){10,30}\b", iban_size)),
    (
        "NIR",
        _rule(
            ALONE
            + r"[123478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d)[ .-]?(?:\d{2}|2[ABab])[ .-]?\d{3}[ .-]?\d{3}"
            r"[ .-]?\d{2}(?!\w)",
            nir_size,
        ),
    ),
    ("card", _rule(ALONE + r"[3-6]\d{3}[ -]?(?:\d{4}[ -]?\d{4}[ -]?\d{4}|\d{6}[ -]?\d{5})(?!\w)", luhn_size)),
    ("SIRET", _rule(ALONE + r"(?:\d{14}|\d{3} \d{3} \d{3} \d{5})(?!\w)", luhn_size)),
    ("SIRET", _rule(r"\bSIREN?T? ?(?:n°|numéro|number)? ?:? ?(\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?)(?!\w)", flags=re.I)),
    ("phone", _rule(r"(?<![\w+])(?:(?:\+|00)33[ .]?(?:\(0\)[ .]?)?|0)[1-9](?:[ ./-]?\d{2}){4}(?!\d)")),
    ("phone", _rule(r"(?<![\w+.,-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?![\w-])")),
    ("phone", _rule(r"(?<![\w+])0[89]\d{2} ?(?:\d{3} ?\d{3}|\d{2} ?\d{2} ?\d{2})(?!\d)")),
    ("phone", _rule(r"(?<![\w+.,-])(?:[2-9]\d{2}[ .-])?555[ .-]\d{4}(?![\w-])")),
    (
        "phone",
        _rule(r"(?<![\w+])0(?:[17]\d{3} ?\d{3} ?\d{3}|20 ?\d{4} ?\d{4}|1\d{2} \d{3} \d{4})(?!\d)"),
    ),
    (
        "phone",
        _rule(FOREIGN),
    ),
    ("birth", _rule(rf"{BORN} ({DATE})(?!\w)", flags=re.I)),
    ("plate", _rule(r"(?<![\w-])(?![A-Z]{2}-000)[A-HJ-NP-TV-Z]{2}[ -]\d{3}[ -][A-HJ-NP-TV-Z]{2}(?![\w-])")),
    (
        "postcode",
        _rule(
            r"\b(?:code postal|zip code|zip|postcode|post code)(?: (?:is|est|c'est))? ?:? ?(\d{5}(?:-\d{4})?)(?!\w)",
            flags=re.I,
        ),
    ),
    ("number", _rule(r"(?<![\w+.,-])\d{10,24}(?![\w]|[.,]\d)")),
)
"""Kinds and their rules, in order: the longer, more certain kinds claim their characters first."""
