"""Cards: a persona a page, as posters for the wall (A4) and as slides (16:9), each one file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.disk.whole_file import write_whole
from workbench.model.codebook import Kind
from workbench.model.evidence import Evidence
from workbench.model.persona import Claim, Gap, Persona
from workbench.report.card_room import Lengths, Size, TypeName, fitting_type
from workbench.report.dress import card_style
from workbench.report.sections import Report
from workbench.report.summary import stability_words
from workbench.walk import Results

SIZES: tuple[Size, ...] = ("posters", "slides")
ORDER = (
    Kind.GOAL,
    Kind.NEED,
    Kind.MOTIVATION,
    Kind.TRIGGER,
    Kind.PAIN_POINT,
    Kind.DECISION_CRITERION,
    Kind.OBJECTION,
    Kind.DEAL_KILLER,
    Kind.BEHAVIOUR,
    Kind.CHANNEL,
    Kind.DELIGHT,
    Kind.CONTEXT,
)
"""The order of a card's fields: what somebody wants, what starts and decides it, what they do."""


@dataclass(frozen=True, slots=True)
class Room:
    """Most claims of a kind, quotes against and gaps on a page, and most letters of each text."""

    of_a_kind: int
    against: int
    gaps: int
    quote: int
    contrary: int
    text: int
    label: int = 60
    title: int = 120
    name: int = 40
    summary: int = 90


ROOM: dict[Size, Room] = {
    "posters": Room(of_a_kind=2, against=2, gaps=4, quote=260, contrary=150, text=110),
    "slides": Room(of_a_kind=1, against=1, gaps=2, quote=128, contrary=110, text=80, summary=72),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One persona as a page shows it, in a size of type in which all of it fits.

    `fields` by kind, quotes `against` with their claims, `gaps`; what is left out is counted and told.
    """

    persona: Persona
    type: TypeName
    voice: Evidence | None
    fields: tuple[tuple[Kind, tuple[Claim, ...]], ...]
    more_claims: int
    against: tuple[tuple[Claim, Evidence], ...]
    more_against: int
    gaps: tuple[Gap, ...]
    other_gaps: tuple[Gap, ...]


def sheet_of(persona: Persona, report: Report, size: Size) -> Sheet:
    """Choose what a page shows: the first claim of each kind, then second ones, as far as there is room."""
    room = ROOM[size]
    shown = _ranked(persona, room.of_a_kind)
    while True:
        sheet = _sheet(persona, shown, room)
        fitting = fitting_type(_lengths(sheet, report, size), size)
        if fitting or not shown:
            return replace(sheet, type=fitting or "small")
        shown = shown[:-1]


def card_page(results: Results, size: Size) -> str:
    """Return a whole page: every persona of a study, one a sheet of paper or a slide."""
    report = Report(results)
    say = report.say
    return report.render(
        "cards.html.j2",
        size=size,
        room=ROOM[size],
        sheets=[sheet_of(persona, report, size) for persona in results.personas],
        short_of=shortened,
        kinds_of=lambda gaps: say.listed([say(f"kind_{gap.kind}").lower() for gap in gaps]),
        style=card_style(size),
    )


def write_cards(results: Results, folder: Path) -> tuple[Path, ...]:
    """Write `posters.html` and `slides.html` into a folder, whole or not at all; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for size in SIZES:
        path = folder / f"{size}.html"
        write_whole(path, card_page(results, size))
        written.append(path)
    return tuple(written)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters, cut between words where it can be, … standing for the rest."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    whole = head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head
    return whole.rstrip(" ,;:") + "…"


def _ranked(persona: Persona, most: int) -> list[Claim]:
    """Return at most so many claims of a kind: all first ones, then all second ones."""
    rounds: list[list[Claim]] = [[] for _ in range(most)]
    seen: dict[Kind, int] = {}
    for claim in persona.claims:
        turn = seen.get(claim.kind, 0)
        seen[claim.kind] = turn + 1
        if turn < most:
            rounds[turn].append(claim)
    return [claim for own in rounds for claim in own]


def _sheet(persona: Persona, shown: list[Claim], room: Room) -> Sheet:
    fields = [(kind, tuple(claim for claim in shown if claim.kind == kind)) for kind in ORDER]
    against = [(claim, claim.against[0]) for claim in persona.claims if claim.against]
    contrary = sum(len(claim.against) for claim in persona.claims)
    return Sheet(
        persona,
        "small",
        _voice(persona, room.quote),
        tuple((kind, own) for kind, own in fields if own),
        len(persona.claims) - len(shown),
        tuple(against[: room.against]),
        contrary - min(len(against), room.against),
        persona.gaps[: room.gaps],
        persona.gaps[room.gaps :],
    )


def _lengths(sheet: Sheet, report: Report, size: Size) -> Lengths:
    """Count the letters of a page as the template sets it."""
    room, say, persona = ROOM[size], report.say, sheet.persona
    note = len(say("illustrative") + say("illustrative_note")) if persona.illustrative else 0
    note += len(say("card_proto")) if persona.level == "proto" else 0
    rest = len(say("card_more_missing", kinds="")) + 16 * len(sheet.other_gaps) if sheet.other_gaps else 0
    asked = [
        len(say(f"kind_{gap.kind}") + say(f"gap_{gap.reason}") + say("ask_next"))
        + min(len(say.of(gap.ask)), room.text)
        + 8
        for gap in sheet.gaps
    ]
    return Lengths(
        head=(
            min(len(report.title), room.title) + 10,
            min(len(persona.identity.name), room.name) + 4,
            min(len(say.of(persona.summary)), room.summary),
        ),
        banner=note,
        voice=min(len(sheet.voice.text), room.quote) + 16 if sheet.voice else 0,
        group=len(say("participants_of", x=99, n=99) + stability_words(persona, say)) + 4,
        kinds=tuple(tuple(_claim_lengths(claim, report, size) for claim in own) for _, own in sheet.fields),
        against=(*(min(len(q.text), room.contrary) + room.label + 36 for _, q in sheet.against), 20),
        gaps=(*asked, rest),
    )


def _claim_lengths(claim: Claim, report: Report, size: Size) -> tuple[int, int]:
    """Return the letters of a claim's words and of what stands under them."""
    room, say, book = ROOM[size], report.say, report.results.material.codebook
    named = say.of(book[claim.code].label if claim.code in book else claim.text)
    told = min(len(named), room.label)
    if size == "posters" and claim.code in book:
        told += 3 + min(len(say.of(claim.text)), room.text)
    beside = len(say(f"status_{claim.status}") + 2 * say("x_of_n", x=99, n=99)) + 14
    return told, beside + (0 if claim.reviewed else len(say("machine_coded")) + 3)


def _voice(persona: Persona, most: int) -> Evidence | None:
    """Return the persona's quote: that of its first claim; a shorter one of the same claim where it is too long."""
    quotes = next((claim.evidence for claim in persona.claims if claim.evidence), ())
    fitting = [quote for quote in quotes if len(quote.text) <= most]
    return next(iter([*fitting, *quotes]), None)
