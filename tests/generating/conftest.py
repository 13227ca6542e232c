"""Fixtures: personas with known counts."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.model.evidence import Evidence, fingerprint
from workbench.model.label import Label
from workbench.model.persona import Claim, Fact, Identity, Persona, Provenance


def _claim(code: str, holders: int, size: int) -> Claim:
    words = f"words about {code}"
    quote = Evidence(document="d1", participant="P-AAAA", start=0, end=len(words), text=words, hash=fingerprint(words))
    return Claim(
        id=f"p1.{code}",
        kind="goal",
        code=code,
        text=Label(en=code, fr=code),
        status="reported",
        reviewed=True,
        holders=holders,
        size=size,
        others=0,
        others_size=0,
        evidence=(quote,),
    )


@pytest.fixture
def persona() -> Persona:
    """Return a persona of four members: codes held by four, three and two; half are customers."""
    return Persona(
        id="p1",
        study="trial",
        level="qualitative",
        illustrative=True,
        identity=Identity(name="Ada", seed=1, locale="en_GB"),
        summary=Label(en="x", fr="x"),
        members=("P-AAAA", "P-BBBB", "P-CCCC", "P-DDDD"),
        of=4,
        claims=(_claim("all_hold", 4, 4), _claim("most_hold", 3, 4), _claim("half_hold", 2, 4)),
        facts=(
            Fact(name="relation", values={"customer": 2}),
            Fact(name="age", values={"30–39": 2, "40–49": 2}),
            Fact(name="pet", values={"cat": 3}),
        ),
        provenance=Provenance(
            documents=("d1",),
            participants=4,
            codebook_version="1",
            coders=("A",),
            method="by hand",
            inputs="0" * 64,
            review_due=date(2030, 1, 1),
        ),
    )
