"""Origins: where a persona comes from, complete, as rows a reader can go through."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.language.speech import Speech
from workbench.model.persona import SAID, Persona
from workbench.report.file_names import shown_names
from workbench.report.summary import stability_words
from workbench.walk import Results


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing to know about where a persona comes from."""

    what: str
    words: str


def origins(results: Results, persona: Persona, say: Speech) -> list[Origin]:
    """Return the provenance of a persona: sources, people, dates, coding, agreement, saturation, method, holes."""
    made, study = persona.provenance, results.material
    shown = shown_names(study, say)
    kinds = [say("kind_and_n", kind=say(f"source_{kind}"), n=n) for kind, n in made.sources.items()]
    documents = say.listed([shown.get(name, name) for name in made.documents])
    days = made.fieldwork and say("from_to_days", start=say.day(made.fieldwork.start), end=say.day(made.fieldwork.end))
    rows = [
        ("origin_sources", f"{say.listed(kinds)}{say('colon')} {documents}" if kinds else documents),
        ("origin_people", say("participants_of", x=persona.size, n=persona.of)),
        ("origin_dates", days or say("not_stated")),
        ("origin_coders", say.listed(list(made.coders))),
        ("origin_codings", _codings(persona, say)),
        ("origin_agreement", agreement_words(results, say)),
        ("origin_saturation", saturation_words(results, say)),
        ("origin_method", _method(persona, say)),
        ("origin_claims", _claims(persona, say)),
        ("origin_missing", _missing(persona, say)),
        ("origin_codebook", made.codebook_version),
        ("origin_inputs", made.inputs[:16]),
    ]
    return [Origin(say(key), words) for key, words in rows if words]


def agreement_words(results: Results, say: Speech) -> str:
    """Return the agreement of the study's coders: alpha, its interval and what to make of it; or why there is none."""
    found = results.agreement
    if found.undefined is not None or found.alpha is None:
        return say(f"alpha_{found.undefined}")
    judged = say(f"alpha_{found.judged}")
    value = say.number(found.alpha, 2)
    if found.interval is None:
        return say("origin_alpha", value=value, judged=judged)
    low, high = (say.number(end, 2) for end in found.interval)
    return say("origin_alpha_interval", value=value, low=low, high=high, judged=judged)


def saturation_words(results: Results, say: Speech) -> str:
    """Return whether new codes dried up among the study's interviews, after how many, and in what share of orders."""
    found, spread = results.saturation, results.spread
    if found.reached is None:
        words = say("saturation_no", n=len(found.new))
    else:
        words = say("saturation_yes", reached=found.reached, run=found.run)
    return f"{words} {say('origin_orders', x=spread.reached, n=spread.orders)}"


def _codings(persona: Persona, say: Speech) -> str:
    made = persona.provenance
    if made.codings is None:
        return ""
    return say("origin_machine", n=say.number(made.codings), x=say.number(made.machine))


def _method(persona: Persona, say: Speech) -> str:
    words = say("origin_grouped") if persona.size < persona.of else say("origin_whole")
    width = persona.provenance.silhouette
    more = say("origin_silhouette", value=say.number(width, 2)) if width is not None else ""
    return " ".join(filter(None, (words, f"{stability_words(persona, say)}.", more)))


def _claims(persona: Persona, say: Speech) -> str:
    claims = persona.claims
    quotes = {quote.id for claim in claims for quote in claim.evidence}
    doubted = sum(bool(claim.against) for claim in claims)
    return say("origin_quotes", n=len(claims), quotes=len(quotes), doubted=doubted)


def _missing(persona: Persona, say: Speech) -> str:
    kinds = [say(f"kind_{gap.kind}").lower() for gap in persona.gaps]
    bare = sum(claim.status not in SAID for claim in persona.claims)
    told = [say("origin_gaps", kinds=say.listed(kinds))] if kinds else []
    told += [say("origin_bare", n=bare)] if bare else []
    return " ".join(told) or say("origin_nothing_missing")
