"""Proto persona: assumptions as a persona that says of every field that nobody was asked."""

from __future__ import annotations

from pathlib import Path

from workbench.analysis.identity import LOCALES, invent
from workbench.analysis.profiling import EXPECTED
from workbench.disk.whole_file import write_whole
from workbench.errors import InputError, Problem
from workbench.generating.assumptions import AssumedPersona, Assumption, Assumptions
from workbench.language.speech import catalogue
from workbench.model.evidence import Status, fingerprint
from workbench.model.label import Label
from workbench.model.persona import Claim, Gap, Identity, Persona, Provenance
from workbench.reading.persona_files import HEADER, persona_text, read_persona

PROTO_HEADER = """\
# A proto persona: every sentence is assumed, nobody was asked yet. Made from a file of assumptions: change them there.
# `workbench run` puts a persona with evidence in its place once the study has interviews.
"""
METHOD = "assumptions of the team; nobody was asked"


def proto_personas(made: Assumptions, digest: str, *, seed: int = 1) -> tuple[Persona, ...]:
    """Return a persona of level proto for each one assumed; `digest` is the SHA-256 of their file.

    Each sentence stands in both languages as it was written: assumptions are not translated.
    """
    taken = {persona.name for persona in made.personas if persona.name}
    found: list[Persona] = []
    for number, assumed in enumerate(made.personas, 1):
        identity = _identity(made, assumed, f"p{number}", seed=seed, taken=taken)
        taken.add(identity.name)
        found.append(_persona(made, assumed, f"p{number}", identity=identity, digest=digest))
    return tuple(found)


def write_proto_personas(personas: tuple[Persona, ...], folder: Path) -> list[Path]:
    """Write one file a persona; InputError, and nothing written, where a file holds one that people stand for."""
    paths = {folder / f"{persona.id}.yml": persona for persona in personas}
    there = [path for path in sorted(folder.glob("*.yml")) if read_persona(path).level != "proto"]
    if there:
        remedy = "take another name for the study: what people said is not written over by what is assumed"
        raise InputError([Problem(str(path), "a persona with evidence lies here", remedy=remedy) for path in there])
    folder.mkdir(parents=True, exist_ok=True)
    for path, persona in paths.items():
        write_whole(path, PROTO_HEADER + persona_text(persona).removeprefix(HEADER))
    for path in set(folder.glob("*.yml")) - set(paths):
        path.unlink()
    return list(paths)


def _identity(made: Assumptions, assumed: AssumedPersona, name: str, *, seed: int, taken: set[str]) -> Identity:
    if assumed.name:
        return Identity(name=assumed.name.strip(), seed=seed, locale=LOCALES[made.language])
    return invent(made.study, name, language=made.language, seed=seed, taken=taken)


def _persona(made: Assumptions, assumed: AssumedPersona, name: str, *, identity: Identity, digest: str) -> Persona:
    claims = tuple(_claim(one, name) for one in assumed.assumptions)
    kinds = {claim.kind for claim in claims}
    return Persona(
        id=name,
        study=made.study,
        level="proto",
        illustrative=False,
        identity=identity,
        summary=_same(" · ".join(_sentence(one) for one in assumed.assumptions[:2])),
        members=(),
        of=0,
        claims=claims,
        gaps=tuple(
            Gap(kind=kind, reason="uncoded", ask=_ask(f"guide_first_{kind}")) for kind in EXPECTED if kind not in kinds
        ),
        provenance=Provenance(
            documents=(),
            participants=0,
            codebook_version="none",
            coders=tuple(dict.fromkeys(one.who for one in assumed.assumptions)),
            method=METHOD,
            inputs=digest,
        ),
    )


def _claim(one: Assumption, name: str) -> Claim:
    code = f"own_{fingerprint(f'{one.kind}: {one.text}')[:8]}"
    return Claim(
        id=f"{name}.{code}",
        kind=one.kind,
        code=code,
        text=_same(_sentence(one)),
        status=Status.ASSUMED,
        reviewed=True,
        holders=0,
        size=0,
        others=0,
        others_size=0,
        by="person",
        assumed_by=one.who.strip(),
        sure=one.sure,
    )


def _sentence(one: Assumption) -> str:
    return " ".join(one.text.split()).rstrip(".")


def _same(text: str) -> Label:
    return Label(en=text, fr=text)


def _ask(key: str) -> Label:
    return Label(en=catalogue("en")[key], fr=catalogue("fr")[key])
