"""Change: all that the section on what would change it shows, in the order it is shown."""

from __future__ import annotations

from functools import cached_property

from workbench.figures.drawing import Figure
from workbench.figures.flow import flow_figure
from workbench.figures.funnel import funnel
from workbench.figures.what_if import what_if_strip
from workbench.language.speech import Speech
from workbench.model.persona import Persona
from workbench.report.answers import Answer, answers, checks, lost_by_step, question, silent_on, worst_steps
from workbench.report.levers import Lever, left_out, levers
from workbench.report.questioned import Questioned, left_alone, questioned
from workbench.simulation.expected_flow import expected_flows
from workbench.walk import Results

Rows = tuple[tuple[str, ...], ...]


class Change:
    """What happens to each persona's customers, what would change it, and which assumption matters most."""

    def __init__(self, results: Results, say: Speech) -> None:
        self._results, self._say = results, say
        self._names = {persona.id: persona.identity.name for persona in results.personas}

    @property
    def funnel(self) -> Figure:
        """How many come to each stage."""
        return funnel(self._results.outcomes, self._results.material.journey, self._names, self._say)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers, a row a question."""
        return answers(self._results, self._say)

    @property
    def silent(self) -> str:
        """What the journey's description gives nothing to answer with, as a sentence; empty where it gives all."""
        asked = [question(name, self._say) for name in silent_on(self._results)]
        named = self._say.listed([name[:1].lower() + name[1:] for name in asked])
        return self._say("answers_silent", questions=named) if asked else ""

    @property
    def worst_steps(self) -> list[str]:
        """The step where most are lost, a sentence a persona."""
        return list(worst_steps(self._results, self._say))

    @property
    def lost_by_step(self) -> Rows:
        """Who is lost where."""
        return lost_by_step(self._results, self._say)

    @property
    def shown_persona(self) -> Persona:
        """The persona whose flow is drawn."""
        return self._results.personas[0]

    @cached_property
    def flow(self) -> Figure | None:
        """Where 100 customers of the first persona go; None where customers may stay for ever."""
        flows = expected_flows(self._results.cases[self.shown_persona.id].process)
        return flow_figure(flows, self._results.material.journey, self._say) if flows else None

    @property
    def checks(self) -> list[str]:
        """How far each run lies from what is expected."""
        return list(checks(self._results, self._say))

    @property
    def strip(self) -> Figure:
        """What each intervention gains."""
        return what_if_strip(self._results.what_ifs, self._results.material.journey, self._names, self._say)

    @property
    def levers(self) -> tuple[Lever, ...]:
        """What each intervention gains and costs."""
        return levers(self._results, self._say)

    @property
    def left_out(self) -> str:
        """Interventions that cannot be combined with the others."""
        return left_out(self._results, self._say)

    @property
    def questioned(self) -> tuple[Questioned, ...]:
        """Which assumption matters most, a persona."""
        return questioned(self._results, self._say)

    @property
    def left_alone(self) -> str:
        """How many numbers were not questioned."""
        return left_alone(self._results, self._say)
