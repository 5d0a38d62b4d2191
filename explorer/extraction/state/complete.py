"""Parameters that a request left out, with the values that they had. Pure.

A workflow whose steps leave parameters out cannot be run by Galaxy's API: it answers 400 `Workflow step has upgrade
messages`, for it would have to take defaults that nobody has seen (`check_and_update_param_values`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explorer.extraction.state.forms import list_of, object_of, shown
from explorer.tools.forms import INPUTS, Field, Form

Values = Mapping[str, Any]


def complete(values: Values, form: Form | None, recorded: Values) -> dict[str, Any]:
    """Return the values with what they lack: as the job recorded it, else as the form has it.

    What has neither, as a choice that depends on data, stays out; an optional input without data becomes null.
    """
    return dict(values) if form is None else dict(_filled(form.fields, values, recorded))


def _filled(fields: Sequence[Field], values: Values, recorded: Values) -> Iterator[tuple[str, Any]]:
    known = {field.name for field in fields}
    yield from ((name, value) for name, value in values.items() if name not in known)
    for field in fields:
        if field.name in values or _has_value(field, recorded):
            yield field.name, _value(field, values, recorded)


def _has_value(field: Field, recorded: Values) -> bool:
    if field.type in INPUTS:
        return field.optional
    return bool(field.children) or field.has_default or field.name in recorded


def _value(field: Field, values: Values, recorded: Values) -> Any:
    given, was = values.get(field.name), recorded.get(field.name)
    if field.type == "repeat":
        return _instances(field, list_of(given), list_of(was))
    if field.type in {"section", "conditional"}:
        return _group(field, object_of(given), object_of(was))
    if field.name in values or field.type in INPUTS:
        return given
    return was if field.name in recorded else field.default


def _group(field: Field, given: Values, was: Values) -> dict[str, Any]:
    """Return a section, or the test and the case of a conditional: what was recorded of another case says nothing."""
    if field.type == "section":
        return dict(_filled(field.children, given, was))
    test = field.children[0]
    chosen = dict(_filled((test,), {name: value for name, value in given.items() if name == test.name}, was))
    return dict(_filled((test, *shown(field, chosen)), {**given, **chosen}, was))


def _instances(field: Field, given: Sequence[Any], was: Sequence[Any]) -> list[dict[str, Any]]:
    wanted = [*given, *[{}] * (field.at_least - len(given))]
    beside = was if len(was) == len(wanted) else [{}] * len(wanted)
    return [
        dict(_filled(field.children, object_of(one), object_of(two))) for one, two in zip(wanted, beside, strict=True)
    ]
