"""Mermaid: a journey as text that Mermaid draws: its journey, its flow, its mind map."""

from __future__ import annotations

import re

from workbench.analysis.mind_tree import Branch
from workbench.figures.leaf_mark import leaf_words
from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.model.touchpoint import Touchpoint

UNSAFE = re.compile(r"[^\w\s.,!?'\u2019\u2018\u201c\u201d\u00ab\u00bb\u2013\u2014\u2026()/+*\u2212\u2192-]")
"""Everything that may mean something to Mermaid or to the page it draws on."""
CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")
NEUTRAL = 3
"""Middle of Mermaid's scale of 1 to 5; a step whose feeling nobody described gets it, and says so."""


def mermaid_journey(journey: Journey, say: Speech) -> str:
    """Return a `journey` diagram: a section a stage, a task a step, scored 1 to 5 from its emotion of -2 to +2."""
    lines = ["journey", f"    title {_safe(say.of(journey.title))}"]
    numbers = {step.id: i for i, step in enumerate(journey.steps, 1)}
    for stage in journey.stages:
        steps = journey.steps_of(stage)
        if steps:
            lines.append(f"    section {_safe(say.of(stage.label))}")
        lines += [f"      {numbers[step.id]}. {_task(step, say)}" for step in steps]
    return "\n".join(lines) + "\n"


def mermaid_flow(journey: Journey, say: Speech) -> str:
    """Return a flow chart: a box a step within its stage, an arrow a transition with its probability."""
    names = {step.id: f"s{i}" for i, step in enumerate(journey.steps, 1)}
    names |= {exit_.id: f"x{i}" for i, exit_ in enumerate(journey.exits, 1)}
    lines = ["flowchart TD", f'  start(["{_safe(say("flow_enter"))}"])']
    for i, stage in enumerate(journey.stages, 1):
        lines.append(f'  subgraph g{i}["{_safe(say.of(stage.label))}"]')
        lines += [f'    {names[s.id]}["{_safe(say.of(s.label))}"]' for s in journey.steps_of(stage)]
        lines.append("  end")
    lines += [f'  {names[exit_.id]}(["{_safe(say.of(exit_.label))}"])' for exit_ in journey.exits]
    lines += [_arrow("start", names[entry.step], entry.p, say) for entry in journey.start]
    lines += [_arrow(names[a.from_], names[a.to], a.p, say) for a in journey.transitions if a.p > 0]
    return "\n".join(lines) + "\n"


def mermaid_mindmap(tree: Branch, say: Speech) -> str:
    """Return a mind map: the same tree as the figure, leaves with the word for their kind."""
    lines = ["mindmap", f'  root(("{_safe(say.of(tree.text))}"))']
    for i, stage in enumerate(tree.children, 1):
        lines.append(f'    g{i}("{_safe(say.of(stage.text))}")')
        for j, step in enumerate(stage.children, 1):
            lines.append(f'      s{i}x{j}["{_safe(say.of(step.text))}"]')
            for k, leaf in enumerate(step.children, 1):
                told = f"{say(f'board_{leaf.kind}')}{say('colon')} {leaf_words(leaf, say)}"
                lines.append(f'        n{i}x{j}x{k}["{_safe(told)}"]')
    return "\n".join(lines) + "\n"


def _task(step: Touchpoint, say: Speech) -> str:
    """Return a task's name, score and actors; Mermaid cannot do without a score, so a missing one is named."""
    actors = ", ".join(_safe(actor.replace(",", " ").replace("_", " ")) for actor in step.actor)
    tail = f": {actors}" if actors else ""
    name = _safe(say.of(step.label))
    if step.emotion is None:
        return f"{name} ({_safe(say('mermaid_no_feeling'))}): {NEUTRAL}{tail}"
    return f"{name}: {step.emotion.value + NEUTRAL}{tail}"


def _arrow(source: str, target: str, p: float, say: Speech) -> str:
    return f'  {source} -->|"{say.number(p, 2)}"| {target}'


def _safe(text: str) -> str:
    """Return a text on one line in which nothing can end a label, open a directive or be markup."""
    return UNSAFE.sub(lambda found: f"#{ord(found[0])};", " ".join(CONTROL.sub(" ", text).split()))
