"""Provenance: what a persona was made from, by kind of source, coder and way of grouping."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from workbench.analysis.segmentation import Segmentation
from workbench.model.brief import SourceKind
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.model.persona import Provenance
from workbench.model.transcript import Transcript


def provenance_of(material: Material, codings: Iterable[Coding], segments: Segmentation, name: str) -> Provenance:
    """Return where the persona of a segment comes from."""
    members = {*segments.groups[name]}
    inputs = hashlib.sha256("".join(f"{k}{v}" for k, v in sorted(material.digests.items())).encode()).hexdigest()
    stability = (segments.stability or {}).get(name)
    widths = [segments.silhouettes[person] for person in sorted(members)] if segments.silhouettes else []
    transcripts = [transcript for transcript in material.transcripts if members & {*transcript.participants}]
    kinds = Counter(source_kind(transcript, material) for transcript in transcripts)
    own = [coding for coding in codings if coding.evidence.participant in members]
    return Provenance(
        documents=tuple(sorted(transcript.id for transcript in transcripts)),
        sources=dict(sorted(kinds.items())),
        fieldwork=material.brief.fieldwork,
        participants=len(material.participants),
        codebook_version=material.codebook.version,
        codings=len(own),
        machine=sum(coding.origin == "machine" for coding in own),
        coders=tuple(sorted({coding.coder for coding in own})),
        method="average linkage on weighted Jaccard distances of behavioural codes",
        decided=material.decided.by if segments.reason == "decided" and material.decided else None,
        silhouette=round(sum(widths) / len(widths), 4) if widths else None,
        stability=round(stability, 4) if stability is not None else None,
        inputs=inputs,
        review_due=material.journey.review_due,
    )


def source_kind(transcript: Transcript, material: Material) -> SourceKind:
    """Return the kind of the source that names a transcript's file: the first whose pattern its path fits."""
    sources = material.brief.sources
    paths = [PurePath(path) for path, digest in material.digests.items() if digest == transcript.digest]
    path = next((path for path in paths if path.name == transcript.source), PurePath(transcript.source))
    fitting = (source.kind for source in sources if path.match(str(PurePath(*PurePath(source.path).parts[-2:]))))
    return next(fitting, sources[0].kind)
