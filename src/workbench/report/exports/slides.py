"""Slides: a study's answer as a deck of PPTX slides, words as words and pictures with what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from workbench.analysis.mapping import JourneyMap, Lane
from workbench.disk.timeless import timeless
from workbench.figures.drawing import Figure
from workbench.figures.emotion import emotion_curve
from workbench.figures.style import LIGHT
from workbench.figures.wrapping import text_width
from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.report.change import Change
from workbench.report.exports.picture_files import png_of, standalone_svg
from workbench.report.register import run_facts
from workbench.report.summary import findings, headline, stability_words, support, unknowns
from workbench.walk import Results

WIDE, HIGH = 12_192_000, 6_858_000
"""Size of a slide, 16:9, in EMU."""
EDGE, TITLE, FOOT = 560_000, 1_150_000, 420_000
COLUMN = 3_500_000
"""Width of the words beside a picture."""
BODY_SIZE, VOICE_SIZE, SMALL_SIZE, TITLE_SIZE = 22, 20, 12, 30
"""Sizes of type in points."""
POINT, INSET, AFTER = 12_700, 190_000, 0.45
"""EMU a point, what a box keeps free at its sides, and the space after a line in sizes of its type."""
WIDER = 1.22
"""How much wider than the page's face one may be that a machine shows instead."""
SHOWN = 5
"""Claims of a persona, and pains of a journey, on one slide."""
SHARPNESS = 2.0
"""Pixels of a picture a unit of its drawing."""


class Slide(NamedTuple):
    """One slide: its finding, lines, somebody's `voice`, `soft` lines that stand back, and what stands at its foot.

    A picture takes the right side. `ink` is the colour of the finding.
    """

    title: str
    lines: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    picture: Figure | None = None
    foot: str = ""
    voice: str = ""
    ink: str = "ink"


def slides_of(results: Results, say: Speech) -> Iterator[Slide]:
    """Yield the slides of a study: question, answer, people, journeys, what would change it, what is open."""
    brief, change = results.material.brief, Change(results, say)
    made_up = say("illustrative") if brief.illustrative else ""
    level = say("cover_level", n=len(results.material.participants), d=len(results.material.transcripts))
    yield Slide(say.of(brief.title), (say.of(brief.question),), (level, made_up) if made_up else (level,), foot=made_up)
    told = [
        (own.text, " · ".join((say(f"status_{own.status}"), *filter(None, [own.sure]))))
        for own in findings(results, say)
    ]
    yield Slide(headline(results, say), tuple(f"{text} ({sure})" for text, sure in told), foot=made_up)
    for persona in results.personas:
        yield _person(persona, say, made_up)
    names = {persona.id: persona.identity.name for persona in results.personas}
    for own in results.maps:
        yield _journey(results, own, names[own.persona], say, made_up)
    if results.outcomes:
        yield Slide(change.funnel.alt, (), (change.funnel.caption,), change.funnel, _simulated(say, made_up))
    if results.what_ifs:
        yield Slide(change.strip.alt, (), (change.strip.caption,), change.strip, _simulated(say, made_up))
    yield Slide(
        say("decisions"), tuple(say.of(own) for own in brief.decisions), (f"{say('owner')} {say.of(brief.owner)}",)
    )
    yield Slide(say("unknown"), tuple(unknowns(results, say)), foot=made_up)
    facts = run_facts(results, say)
    run = [f"{name}: {value}" for name, value in facts[say("parameters")]]
    yield Slide(
        say("section_reproduce"), (), (" · ".join(run), " · ".join(f"{n} {v}" for n, v in facts[say("versions")]))
    )


def deck_of(slides: Sequence[Slide], *, title: str, language: str) -> bytes:
    """Return slides as a PPTX file: titles as titles, pictures with alternative texts, the same bytes each time."""
    from pptx import Presentation  # costs a fifth of a second: only where a deck is written
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(HIGH)
    layout = deck.slide_layouts.get_by_name("Title Only")
    for number, slide in enumerate(slides, 1):
        _draw(deck.slides.add_slide(layout), slide, first=number == 1)
    for owner, left in ((deck.part, "printerSettings"), (deck.part.package, "thumbnail")):
        _drop(owner, left)
    about = deck.core_properties
    about.title, about.language, about.author = title, language, "persona-workbench"
    about.last_modified_by, about.revision = "persona-workbench", 1
    out = BytesIO()
    deck.save(out)
    return timeless(out.getvalue())


def _drop(owner: Any, kind: str) -> None:
    """Take a part of some kind out that the library's empty deck brings along: of another printer, of another deck."""
    relations = owner._rels
    for name in [name for name, one in relations.items() if one.reltype.endswith(f"/{kind}")]:
        relations.pop(name)


def _person(persona: Persona, say: Speech, made_up: str) -> Slide:
    claims = sorted(persona.claims, key=lambda own: (-own.holders, own.id))[:SHOWN]
    lines = [f"{say.of(own.text)} ({support(own, say)})" for own in claims]
    voice = next((own.evidence[0] for own in claims if own.evidence), None)
    quote = f"{say.quoted(voice.text)} {voice.participant}, {voice.id}" if voice else ""
    size = say("x_of_n", x=persona.size, n=persona.of)
    soft = (f"{size} · {stability_words(persona, say)}", say("card_synthetic"))
    title, ink = _named(persona.identity.name, say.of(persona.summary), say), persona.id
    return Slide(title, tuple(lines), soft, foot=made_up, voice=quote, ink=ink)


def _journey(results: Results, own: JourneyMap, name: str, say: Speech, made_up: str) -> Slide:
    journey, book = results.material.journey, results.material.codebook
    pains = [
        (finding.holders, say.of(journey.step(step).label), say.of(book[finding.code].label))
        for (step, lane), found in own.cells.items()
        if lane is Lane.PAINS
        for finding in found
    ]
    most = sorted(pains, key=lambda pain: -pain[0])[:SHOWN]
    lines = [_named(step, f"{pain} ({say('x_of_n', x=holders, n=own.size)})", say) for holders, step, pain in most]
    curve = emotion_curve(own, journey, say)
    caption = say("map_caption", x=own.completeness[0], n=own.completeness[1], size=own.size)
    title = f"{say('journey_of', name=name)}. {curve.alt}"
    return Slide(title, tuple(lines or [say("no_evidence")]), (caption,), foot=made_up, ink=own.persona)


def _named(what: str, told: str, say: Speech) -> str:
    return f"{what}{say('colon')} {told}"


def _simulated(say: Speech, made_up: str) -> str:
    return " · ".join(filter(None, (say("status_simulated"), made_up)))


def _draw(slide: Any, told: Slide, *, first: bool) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _colour("paper")
    width = WIDE - 2 * EDGE if told.picture is None else COLUMN
    height = TITLE if told.picture is None and not first else 2 * TITLE
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = EDGE, EDGE // 2, width, height
    size = _fitting(told.title, TITLE_SIZE + 6 * first, width=width, height=height)
    _write(title.text_frame, [told.title], size, bold=True, ink=told.ink)
    top, bottom = EDGE // 2 + height + 120_000, HIGH - FOOT - 160_000
    for lines, size, face in (
        (told.soft, SMALL_SIZE, ""),
        ((told.voice,) if told.voice else (), VOICE_SIZE, "Georgia"),
    ):
        if lines:
            own = _height(lines, size, width)
            bottom -= own
            _write(_box(slide, bottom, own, width), lines, size, ink="soft" if not face else "ink", face=face)
            bottom -= 100_000
    if told.lines:
        _write(_box(slide, top, bottom - top, width), told.lines, _body_size(told.lines, width, bottom - top))
    if told.picture:
        _picture(slide, told.picture)
    if told.foot:
        _write(_box(slide, HIGH - FOOT, FOOT - 60_000, WIDE - 2 * EDGE), [told.foot], SMALL_SIZE, ink="soft")


def _picture(slide: Any, figure: Figure) -> None:
    drawn = BytesIO(png_of(standalone_svg(figure, fonts=False), scale=SHARPNESS))
    picture = slide.shapes.add_picture(drawn, EDGE, EDGE)
    left, bottom = EDGE + COLUMN + 200_000, HIGH - FOOT - 60_000
    scale = min((WIDE - EDGE // 2 - left) / picture.width, (bottom - EDGE // 2) / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    picture.left = left + (WIDE - EDGE // 2 - left - picture.width) // 2
    picture.top = EDGE // 2 + (bottom - EDGE // 2 - picture.height) // 2
    picture._element._nvXxPr.cNvPr.set("descr", f"{figure.alt} {figure.caption}")


def _box(slide: Any, top: int, height: int, width: int) -> Any:
    return slide.shapes.add_textbox(EDGE, top, width, height).text_frame


def _write(
    frame: Any, lines: Sequence[str], size: int, *, bold: bool = False, ink: str = "ink", face: str = ""
) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size * AFTER)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = _colour(ink)
        if face:
            run.font.name = face


def _colour(name: str) -> Any:
    from pptx.dml.color import RGBColor

    ink: Any = RGBColor
    return ink(*bytes.fromhex(LIGHT[name].lstrip("#")))


def _height(lines: Sequence[str], size: int, width: int) -> int:
    """Return the height lines take in EMU, each broken at the width, in the widest face that may stand in."""
    rows = sum(int(text_width(line, size * WIDER) * POINT // (width - INSET)) + 1 for line in lines)
    return round((rows * 1.2 + len(lines) * AFTER) * size * POINT) + INSET


def _fitting(title: str, size: int, *, width: int, height: int) -> int:
    """Return the largest size, up to this one, at which a title finds room."""
    return next((own for own in range(size, 14, -1) if _height([title], own, width) <= height), 14)


def _body_size(lines: Sequence[str], width: int, height: int) -> int:
    """Return the largest size at which all lines find room."""
    return next((own for own in range(BODY_SIZE, 10, -1) if _height(lines, own, width) <= height), 10)
