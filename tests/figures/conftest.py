"""Figures of a sample study in both languages, and what it takes to read them back."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from workbench.analysis.crosstabs import held_together, passages, said_together
from workbench.analysis.variables import holders
from workbench.figures.codes import code_chart
from workbench.figures.comparison import comparison
from workbench.figures.crosstabs import passages_matrix, together_matrix
from workbench.figures.emotion import emotion_curve
from workbench.figures.evidence_matrix import evidence_matrix
from workbench.figures.funnel import funnel
from workbench.figures.participants import participants_map
from workbench.figures.scales import scales_chart
from workbench.figures.what_if import what_if_strip
from workbench.language import Speech
from workbench.model.label import Label
from workbench.walk import variables


def names_of(results):
    return {persona.id: persona.identity.name for persona in results.personas}


def people_of(r):
    return [person.pseudonym for person in r.material.participants]


def counts_of(r):
    return passages(r.codings, r.material.codebook, [p.pseudonym for p in r.material.participants])


def turns_of(r):
    return said_together(r.codings, r.material.transcripts, r.material.codebook)


DRAWN = {
    "codes": lambda r, say: code_chart(
        holders(r.codings, r.material.codebook), r.material.codebook, len(r.material.participants), say
    ),
    "comparison": lambda r, say: comparison(
        r.personas, holders(r.codings, r.material.codebook), r.material.codebook, names_of(r), say
    ),
    "stands": lambda r, say: evidence_matrix(
        r.personas, people_of(r), r.codings, r.material.codebook, names=names_of(r), say=say
    ),
    "emotion": lambda r, say: emotion_curve(r.maps[0], r.material.journey, say),
    "funnel": lambda r, say: funnel(r.outcomes, r.material.journey, names_of(r), say),
    "participants": lambda r, say: participants_map(variables(r.material, r.codings), r.segments, names_of(r), say),
    "passages": lambda r, say: passages_matrix(counts_of(r), r.material.codebook, r.segments.groups, names_of(r), say),
    "scales": lambda r, say: scales_chart(r.behaviour.telling(), r.segments.groups, names_of(r), say),
    "together": lambda r, say: together_matrix(
        counts_of(r), held_together(counts_of(r)), turns_of(r), r.material.codebook, say
    ),
    "what_if": lambda r, say: what_if_strip(r.what_ifs, r.material.journey, names_of(r), say),
}


@pytest.fixture(scope="session")
def study(walked):
    """Return the results of the startup sample."""
    return walked("startup")


@pytest.fixture(scope="session", params=["en", "fr"])
def say(request):
    return Speech(request.param)


@pytest.fixture(scope="session", params=DRAWN)
def draw(request):
    """Each figure in turn, as a function of results and language."""
    return DRAWN[request.param]


@pytest.fixture(scope="session")
def parsed():
    """Read an SVG as the XML it must be."""
    return ElementTree.fromstring


@pytest.fixture(scope="session")
def renamed():
    """Give every code, step, stage, intervention and persona of results the same text for a name."""

    def rename(results, text):
        material, label = results.material, {"label": Label(en=text, fr=text)}

        def under_it(values):
            return tuple(value.model_copy(update=label) for value in values)

        codebook = material.codebook.model_copy(update={"codes": under_it(material.codebook.codes)})
        parts = ("steps", "stages", "interventions")
        journey = material.journey.model_copy(update={p: under_it(getattr(material.journey, p)) for p in parts})
        personas = tuple(
            persona.model_copy(update={"identity": persona.identity.model_copy(update={"name": text})})
            for persona in results.personas
        )
        return replace(results, material=replace(material, codebook=codebook, journey=journey), personas=personas)

    return rename
