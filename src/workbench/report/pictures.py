"""Pictures: the figures of the people's section, drawn from results."""

from __future__ import annotations

from workbench.analysis.variables import holders
from workbench.figures.comparison import comparison
from workbench.figures.drawing import Figure
from workbench.figures.empathy import ASK, EmpathyMap, Field, empathy_map
from workbench.figures.evidence_matrix import evidence_matrix
from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.walk import Results


def empathy_of(results: Results, persona: Persona) -> EmpathyMap:
    """Return what a persona's members say, think, do and feel."""
    return empathy_map(persona, results.codings, language=results.material.brief.language)


def question_for(field: Field, say: Speech) -> str:
    """Return what to ask next where a field of the empathy map is empty."""
    return say.quoted(say(f"ask_{ASK[field]}"))


def feeling_words(value: float, say: Speech) -> str:
    """Return a mean feeling, -2 to +2, as a word with its number."""
    strength = "very_" if abs(value) >= 1.5 else ""
    return say(f"felt_{strength}{'good' if value > 0 else 'bad'}", value=say.signed(value))


def comparison_of(results: Results, say: Speech) -> Figure | None:
    """Return what tells the personas apart, None where there is one persona or no difference."""
    book, personas = results.material.codebook, results.personas
    return comparison(personas, holders(results.codings, book), book, _names(results), say)


def matrix_of(results: Results, say: Speech) -> Figure | None:
    """Return who supports and who contradicts each claim, None where nothing is claimed."""
    if not any(persona.claims for persona in results.personas):
        return None
    people = [person.pseudonym for person in results.material.participants]
    book = results.material.codebook
    return evidence_matrix(results.personas, people, results.codings, book, names=_names(results), say=say)


def _names(results: Results) -> dict[str, str]:
    return {persona.id: persona.identity.name for persona in results.personas}
