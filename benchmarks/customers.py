"""Customers: 100,000 synthetic customers of a persona, beside Faker alone making as many names and addresses."""

from __future__ import annotations

import time

from faker import Faker

from benchmarks.alternation import alternate
from benchmarks.measurement import Measurement, Peer, spread
from workbench.generating.avoided import avoided
from workbench.generating.customers import synthetic_customers
from workbench.generating.segment import segment_of
from workbench.reading.study_folder import find_study, read_material
from workbench.study import Study
from workbench.walk import build_personas, code, segment

NAME = "customers.100k"
CUSTOMERS = 100_000
STUDY = "travel"
OURS, PLAIN = "workbench", "Faker"


def measure(runs: int) -> list[Measurement]:
    """Make customers of the travel sample's first persona, in turns with Faker and in this process."""
    material, study = read_material(STUDY), Study(study=STUDY, persona_files="none")
    codings = code(material)
    persona = build_personas(material, codings, segment(material, codings, study), study)[0]
    counts, avoid = segment_of(persona, material, codings), avoided(material, find_study(STUDY))

    def ours(run: int) -> float:
        start = time.perf_counter()
        synthetic_customers(counts, n=CUSTOMERS, seed=run, language="fr", avoid=avoid)
        return time.perf_counter() - start

    def plain(run: int) -> float:
        start = time.perf_counter()
        faker = Faker("fr_FR")
        faker.seed_instance(run)
        for _ in range(CUSTOMERS):
            faker.name()
            faker.email()
        return time.perf_counter() - start

    found = alternate({OURS: ours, PLAIN: plain}, runs, title="customers")
    peer = Peer("Faker alone, 100,000 names and addresses, no attributes", spread(found[PLAIN]))
    return [Measurement(NAME, "s", spread(found[OURS]), peer=peer)]
