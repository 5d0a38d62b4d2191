"""Values laid along the form of a tool: one walk for converting, decoding and encoding. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from explorer.tools.forms import INPUTS, Field, case_number, case_of

ABSENT: Final = object()
"""What a visit answers to leave a parameter out."""

CASE: Final = "__current_case__"
INDEX: Final = "__index__"

Visit = Callable[[Field, str, Any], Any]
Stray = Callable[[str, Any], None]


@dataclass(frozen=True, slots=True)
class Walk:
    """How values are rebuilt along a form.

    `visit` gets the field of a parameter, its flat name and its value, and answers the new value or ABSENT. `stray` is
    told of values that the form has no field for; they are left out. `marks`: write what Galaxy's tool state has over
    the values: the number of a conditional's case and of a repeat's instance.
    """

    visit: Visit
    stray: Stray = field(default=lambda _name, _value: None)
    marks: bool = False

    def rebuild(self, fields: Sequence[Field], values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
        """Return the values that fields have, rebuilt; those that are absent stay absent."""
        known = {one.name: one for one in fields}
        for name, value in values.items():
            if name not in known and name not in {CASE, INDEX}:
                self.stray(prefix + name, value)
        built = ((one.name, self._value(one, prefix, values[one.name])) for one in fields if one.name in values)
        return {name: value for name, value in built if value is not ABSENT}

    def _value(self, one: Field, prefix: str, value: Any) -> Any:
        flat = prefix + one.name
        if one.type == "conditional":
            return self._conditional(one, flat, object_of(value))
        if one.type == "section":
            return self.rebuild(one.children, object_of(value), f"{flat}|")
        if one.type == "repeat":
            return [self._instance(one, flat, index, object_of(each)) for index, each in enumerate(list_of(value))]
        return self.visit(one, flat, value)

    def _conditional(self, one: Field, flat: str, values: Mapping[str, Any]) -> dict[str, Any]:
        test = one.children[0]
        built = self.rebuild((test, *shown(one, values)), values, f"{flat}|")
        if self.marks:
            number = case_number(one, values.get(test.name, test.default))
            built[CASE] = len(one.cases) if number is None else number
        return built

    def _instance(self, one: Field, flat: str, index: int, values: Mapping[str, Any]) -> dict[str, Any]:
        built = self.rebuild(one.children, values, f"{flat}_{index}|")
        return {INDEX: index, **built} if self.marks else built


def open_inputs(fields: Sequence[Field], values: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the flat names of data inputs that show for these values, are required, and have none."""
    for one in fields:
        value, flat = values.get(one.name), prefix + one.name
        if one.type in INPUTS:
            if value is None and not (one.optional or one.has_default):
                yield flat
        elif one.type == "repeat":
            instances = list(list_of(value))
            for index, each in enumerate([*instances, *[{}] * (one.at_least - len(instances))]):
                yield from open_inputs(one.children, object_of(each), f"{flat}_{index}|")
        elif one.type in {"conditional", "section"}:
            inside = object_of(value)
            yield from open_inputs(shown(one, inside), inside, f"{flat}|")


def shown(group: Field, values: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields of a section, or of the case of a conditional that shows for these values."""
    if group.type == "section":
        return group.children
    test = group.children[0]
    return case_of(group, values.get(test.name, test.default))


def object_of(value: Any) -> Mapping[str, Any]:
    """Return a group's values; old records have them as JSON text in JSON text."""
    value = _parsed(value)
    return value if isinstance(value, Mapping) else {}


def list_of(value: Any) -> Sequence[Any]:
    """Return the instances of a repeat, with which it is the same."""
    value = _parsed(value)
    return value if isinstance(value, list) else ()


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None
