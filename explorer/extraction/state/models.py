"""What a tool accepts, by Galaxy's own parameter models, made of the source of the tool.

Galaxy's models are imported when the first tool is read: it takes two seconds.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from explorer.tools.forms import Form, read_form, read_source

Problem = Callable[[Mapping[str, Any]], str | None]
"""What is wrong with values, in Galaxy's words; None when nothing is."""


@dataclass(frozen=True, slots=True)
class ParameterModels:
    """The parameters of a tool: its form, which is walked, and Galaxy's models of the same source, which validate.

    `problem_of_payload` asks of a `request_internal`, `problem_of_step` of a step's state with its connections.
    """

    form: Form
    problem_of_payload: Problem = field(compare=False, repr=False)
    problem_of_step: Problem = field(compare=False, repr=False)


@lru_cache(maxsize=512)
def models_of(source: str, source_class: str) -> ParameterModels | None:
    """Return the parameter models of a tool source; None for a source that Galaxy makes no models of.

    It makes none for the tools that upload, and for tools whose form depends on the server.
    """
    form = read_form(source, source_class)
    if form is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the models' own imports are behind the times
        from galaxy.tool_util import parameters as galaxy  # noqa: PLC0415 - two seconds
    try:
        bundle = galaxy.input_models_for_tool_source(read_source(source, source_class))
        payload = galaxy.RequestInternalToolState.parameter_model_for(bundle)
        step = galaxy.WorkflowStepLinkedToolState.parameter_model_for(bundle)
    except Exception:  # noqa: BLE001 - whatever the models of the day raise: there are then none
        return None
    return ParameterModels(form, _asking(payload), _asking(step))


def _asking(model: Any) -> Problem:
    from galaxy.exceptions import MessageException  # noqa: PLC0415 - as above
    from galaxy.tool_util.parameters import validate_against_model  # noqa: PLC0415 - as above

    def problem(values: Mapping[str, Any]) -> str | None:
        try:
            validate_against_model(model, dict(values))
        except MessageException as error:
            return str(error)
        return None

    return problem
