"""Parameters as the tool would see them: what is not said has its default. For comparing states of different origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.executions.parameters import canonical
from explorer.tools.forms import INPUTS, Field, case_of


def settled(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return all parameters but data inputs, defaults filled in, in a form in which equal settings are equal."""
    return {field.name: _settled(field, values.get(field.name)) for field in fields if field.type not in INPUTS}


def _settled(field: Field, value: Any) -> Any:
    if field.type == "conditional":
        return _conditional(field, value or {})
    if field.type == "section":
        return settled(field.children, value or {})
    if field.type == "repeat":
        return [settled(field.children, each) for each in [*(value or []), *[{}] * (field.at_least - len(value or []))]]
    return canonical(field, field.default if value is None else value)


def _conditional(field: Field, value: Mapping[str, Any]) -> dict[str, Any]:
    test = field.children[0]
    return settled((test, *case_of(field, value.get(test.name, test.default))), value)
