"""What steps are called that nobody labelled: as their tool, with a number where that is taken. Pure.

They get no label, as Galaxy shows such a step by its tool; but the report and the format that people read name it.
"""

from __future__ import annotations

from dataclasses import replace

from explorer.extraction.labels import Labels
from explorer.extraction.plan.plan import Plan
from explorer.extraction.steps.made import Made


def with_names(plan: Plan, labels: Labels) -> Plan:
    """Return a plan whose steps all have a name; `labels`: all that inputs and steps have."""
    return replace(plan, made={place: replace(made, name=_name(made, labels)) for place, made in plan.made.items()})


def _name(made: Made, labels: Labels) -> str:
    return made.tool.called if made.label else labels.give(made.tool.called)
