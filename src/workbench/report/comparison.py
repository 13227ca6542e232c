"""Comparison: the costs of interventions that nobody has said, in words."""

from __future__ import annotations

from workbench.language.speech import Speech
from workbench.model.journey import Journey
from workbench.simulation.action_costs import UnknownCost
from workbench.simulation.pairs import Comparison


def unknown_sentence(found: Comparison, journey: Journey, say: Speech) -> str:
    """Return which costs are in no figure because nobody has said them; empty when all are known."""
    labels = {step.id: say.of(step.label) for action in journey.interventions for step in action.added}
    costs = list(dict.fromkeys(_cost_words(cost, labels, say) for cost in found.unknown))
    return say("costs_unknown", costs=say.listed(costs)) if costs else ""


def _cost_words(cost: UnknownCost, labels: dict[str, str], say: Speech) -> str:
    return say(f"cost_{cost.kind}", of=labels.get(cost.of, cost.of))
