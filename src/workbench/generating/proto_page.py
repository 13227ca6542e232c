"""Proto page: assumed personas and the guide to test them, on one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from markupsafe import Markup

from workbench.figures.portrait import portrait
from workbench.figures.style import mark, persona_colour
from workbench.generating.assumptions import Assumptions
from workbench.generating.interview_guide import CONVERSATION, interview_guide
from workbench.language.speech import Speech
from workbench.model.evidence import Status
from workbench.model.persona import Persona
from workbench.report.dress import page_style
from workbench.report.sections import environment

TIMES = 24
"""How often the watermark is repeated over a screen or a sheet."""


def proto_page(made: Assumptions, personas: Sequence[Persona]) -> str:
    """Return the page as HTML in the language of the assumptions: cards, then the guide; no script, no request."""
    say = Speech(made.language)
    own = (files("workbench.report") / "template" / "proto.css").read_text("utf-8")
    return (
        environment()
        .get_template("proto.html.j2")
        .render(
            say=say,
            made=made,
            personas=personas,
            kinds=CONVERSATION,
            guide=interview_guide(personas, say),
            style=page_style(embed_fonts=True) + own,
            portrait=lambda persona: Markup(portrait(persona)),
            colour=persona_colour,
            status=lambda status: Markup(f"{mark(status)} {Markup.escape(say(f'status_{status}'))}"),
            assumed_mark=Markup(mark(Status.ASSUMED)),
            Status=Status,
            times=TIMES,
        )
    )
