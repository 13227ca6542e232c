"""Addresses: streets, post codes and towns with their state, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

UP = "A-ZÀ-ÖØ-ÞŒ"
NAME = rf"[{UP}][\w'-]{{0,40}}"
SMALL = r"(?:(?:de la|de l'|de|du|des|d'|la|le|les|l'|aux|au)[ ]?)"
WAYS = (
    "rue|avenue|av\\.|boulevard|bd|bld|impasse|allée|allées|chemin|quai|faubourg|ruelle|sentier|square|passage|cours"
    "|place|route|résidence|lotissement|rond-point|esplanade|montée|cité"
)
PLAIN_WAYS = (
    r"rue\b|Rue\b|avenue\b|Avenue\b|boulevard\b|Boulevard\b|impasse\b|Impasse\b|allée\b|Allée\b|chemin\b|Chemin\b|quai\b"
    r"|Quai\b|faubourg\b|Faubourg\b|ruelle\b|Ruelle\b|square\b"
)
STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Close|Terrace|Crescent|Place|Square"
    "|Row|Hill|Gardens|Grove|Park|Parkway|Pkwy|Mews|Walk|Highway|Hwy|Circle"
)
PLAIN_STREETS = "Street|Road|Avenue|Lane|Drive|Boulevard|Terrace|Crescent|Parkway"
STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR"
    "|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
TOWN = rf"[{UP}][\w'-]{{1,40}}(?:[ ][{UP}][\w'-]{{1,40}}){{0,3}}"
UK_CODE = r"[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MONEY = r"(?!(?:Euro|EUR|Dollar|USD|Franc|Livre|Pound|GBP))"
TAIL = rf"(?:,?[ ](?:\d{{5}}[ ]{MONEY}{TOWN}|{TOWN},?[ ](?:(?:{STATES})\b(?:[ ]\d{{5}})?|{UK_CODE})))?"

FORWARD = (
    re.compile(
        rf"(?<![\w.,])\d{{1,4}}(?:[ ]?(?:bis|ter|quater)\b)?,?[ ](?i:{WAYS})[ ]"
        rf"(?:{SMALL}{{0,2}}(?:{NAME}|\d{{1,2}}(?=[ ][a-zA-Zéû]))"
        rf"(?:[ ](?:{SMALL}{{0,2}}{NAME}|(?:{MONTHS})(?:[ ]\d{{4}})?)){{0,5}}"
        rf"|{SMALL}{{1,2}}[^\W\d_]{{3,30}}){TAIL}"
    ),
    re.compile(rf"(?:{PLAIN_WAYS})[ ]{SMALL}{{0,2}}{NAME}(?:[ ]{SMALL}{{0,2}}{NAME}){{0,4}}{TAIL}"),
    re.compile(rf"(?<![\w.,])\d{{1,5}}[A-Z]?[ ](?:{NAME}[ ]){{1,4}}(?:{STREETS})\b\.?{TAIL}"),
    re.compile(rf"(?<![\w.,])\d{{5}}[ ]{MONEY}{TOWN}(?:[ ]CEDEX(?:[ ]\d+)?)?"),
)
BACKWARD = (
    (re.compile(rf"(?<=[ ])(?:{PLAIN_STREETS})\b"), re.compile(rf"(?<!\w)(?:{NAME}[ ]){{1,3}}$")),
    (re.compile(rf",[ ](?:{STATES})\b(?:[ ]\d{{5}})?"), re.compile(rf"(?<!\w){TOWN}$")),
    (re.compile(rf"(?<!\w){UK_CODE}(?!\w)"), re.compile(rf"(?<!\w)(?:{TOWN}[ ])?$")),
)
"""What ends an address, and what must stand before it: looked for there alone."""
LOOK_BACK = 90
FAMOUS = frozenset(
    {
        "wall street",
        "high street",
        "main street",
        "the street",
        "mega drive",
        "google drive",
        "hard drive",
        "rue de rivoli",
        "silk road",
    }
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Return the characters of each address in a plain text, in order and apart from each other."""
    found = {hit.span() for pattern in FORWARD for hit in pattern.finditer(text)}
    for ending, opening in BACKWARD:
        for hit in ending.finditer(text):
            before = opening.search(text[max(0, hit.start() - LOOK_BACK) : hit.start()])
            if before:
                found.add((hit.start() - len(before[0]), hit.end()))
    done = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= done and not text[start - 1 : start].isalnum() and text[start:end].casefold() not in FAMOUS:
            yield start, end
            done = end
