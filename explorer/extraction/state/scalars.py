"""Values of single parameters: as a payload has them, and as Galaxy's tool state has them. Pure.

A payload has JSON types (`7`, `true`, `[1, 2]`); job parameters and the tool state of a workflow have texts (`"7"`,
`["1", "2"]`), but for booleans. The table says per type of parameter how one is read from the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from explorer.tools.forms import Field, is_on

Reader = Callable[[Field, Any], Any]


def decode(field: Field, value: Any) -> Any:
    """Return a value of a parameter with the type that a payload has; what cannot be read stays as it is."""
    if isinstance(value, Mapping) and value.get("__class__") == "UnvalidatedValue":
        value = value.get("value")
    if value is None or isinstance(value, Mapping):
        return value
    return READERS.get(field.type, _as_it_is)(field, value)


def encode(field: Field, value: Any) -> Any:
    """Return a value of a parameter as the tool state of a workflow has it."""
    if isinstance(value, list):
        return [encode(field, one) for one in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return str(value)


def is_misread(value: Any) -> bool:
    """Tell a text that Galaxy takes for JSON where it stands at the top of a tool state."""
    if not isinstance(value, str):
        return False
    try:
        read = json.loads(value)
    except ValueError:
        return False
    return read is None or isinstance(read, str | list | dict)


def _boolean(field: Field, value: Any) -> Any:
    if field.optional and value in ("", "None", "null"):
        return None
    return is_on(field, value)


def _integer(_: Field, value: Any) -> Any:
    return _number(value, int)


def _float(_: Field, value: Any) -> Any:
    return _number(value, float)


def _column(field: Field, value: Any) -> Any:
    columns = [_number(str(one).strip().removeprefix("c"), int) for one in _many(value)]
    if field.multiple:
        return columns
    return columns[0] if columns else None


def _choice(field: Field, value: Any) -> Any:
    if field.multiple:
        return [str(one) for one in _many(value)]
    if isinstance(value, list):
        return str(value[0]) if value else None
    return _text(field, value)


def _text(_: Field, value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def _rules(_: Field, value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _as_it_is(_: Field, value: Any) -> Any:
    return value


READERS: Final[Mapping[str, Reader]] = {
    "boolean": _boolean,
    "integer": _integer,
    "float": _float,
    "data_column": _column,
    "select": _choice,
    "drill_down": _choice,
    "genomebuild": _choice,
    "group_tag": _choice,
    "text": _text,
    "hidden": _text,
    "color": _text,
    "rules": _rules,
}


INFINITE: Final = {"__Infinity__": "inf", "__-Infinity__": "-inf", "__NaN__": "nan"}
"""How `job.tool_state` writes what JSON has no number for, and the texts that Galaxy reads as these."""


def _number(value: Any, kind: type[int | float]) -> Any:
    """Return a number; None for nothing; a text that is none, such as the name of a workflow parameter, stays."""
    if value == "":
        return None
    value = INFINITE.get(value, value) if isinstance(value, str) else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        return value if value in INFINITE.values() else kind(value)
    except (TypeError, ValueError, OverflowError):
        return value


def _many(value: Any) -> list[Any]:
    """Return the values of a parameter that may have several, which old records write with commas."""
    if isinstance(value, str):
        return [one.strip() for one in value.split(",") if one.strip()]
    return value if isinstance(value, list) else [value]
