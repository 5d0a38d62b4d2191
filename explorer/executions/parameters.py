"""Parameters of an execution laid over the form of its tool: labels, defaults, and what differs from them. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.executions.model import Parameter, ParameterItem
from explorer.refs import DEFAULT_INSTANCE, ITEMS, Ref
from explorer.tools.forms import INPUTS, Field, Form, case_of, is_on


@dataclass(frozen=True, slots=True)
class Items:
    """The datasets and collections of an execution by the flat name of the input (`cond|x`, `rep_0|x`)."""

    by_name: Mapping[str, Sequence[ParameterItem]]
    instance: str = DEFAULT_INSTANCE

    def of(self, flat: str, value: Any) -> tuple[ParameterItem, ...]:
        """Return the items of an input: those that the graph knows, else those that the value names itself.

        They are in the value's order, which can matter to a tool.
        """
        named = tuple(references(value, self.instance))
        place = {item.ref: index for index, item in enumerate(named)}
        return tuple(sorted(self.by_name.get(flat, ()), key=lambda item: place.get(item.ref, len(place)))) or named


NOISE = frozenset({"chromInfo", "dbkey", "__input_ext"})
"""Job parameters that Galaxy adds to every job."""


def lay_out(form: Form | None, values: Mapping[str, Any], items: Items) -> tuple[Parameter, ...]:
    """Return the parameters nested like the tool form, or by name only when there is no form.

    `values` is a `request_internal` object or decoded job parameters. What the values do not say has its default.
    """
    if form is None:
        return tuple(_bare(name, value, name, items) for name, value in _plain(values))
    laid = [_lay(field, values.get(field.name), "", items) for field in form.fields]
    known = {field.name for field in form.fields}
    return (*laid, *(_bare(name, value, name, items) for name, value in _plain(values) if name not in known))


def decode_job_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return `job_parameter` rows as values: each is JSON text; what is none is kept as text."""
    return {name: _decoded(value) for name, value in parameters.items() if name not in NOISE and "|__" not in name}


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _plain(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in values.items() if not name.startswith("__") and name not in NOISE]


def _lay(field: Field, value: Any, prefix: str, items: Items) -> Parameter:
    lay = {"conditional": _conditional, "section": _section, "repeat": _repeat}.get(field.type, _leaf)
    return lay(field, value, prefix, items)


def _conditional(field: Field, value: Any, prefix: str, items: Items) -> Parameter:
    values = value if isinstance(value, Mapping) else {}
    test = field.children[0]
    chosen = values.get(test.name, test.default)
    fields = (test, *case_of(field, chosen))
    return _group(field, fields, values, f"{prefix}{field.name}|", items)


def _section(field: Field, value: Any, prefix: str, items: Items) -> Parameter:
    values = value if isinstance(value, Mapping) else {}
    return _group(field, field.children, values, f"{prefix}{field.name}|", items)


def _repeat(field: Field, value: Any, prefix: str, items: Items) -> Parameter:
    instances = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
    instances += [{}] * (field.at_least - len(instances))
    children = tuple(
        Parameter(
            name=f"{field.name}_{index}",
            label=f"{index + 1}: {field.label or field.name}",
            type="repeat_item",
            children=_all(field.children, instance, f"{prefix}{field.name}_{index}|", items),
        )
        for index, instance in enumerate(instances)
        if isinstance(instance, Mapping)
    )
    return Parameter(name=field.name, label=field.label, type="repeat", help=field.help, children=children)


def _group(field: Field, fields: Iterable[Field], values: Mapping[str, Any], prefix: str, items: Items) -> Parameter:
    children = _all(fields, values, prefix, items)
    return Parameter(name=field.name, label=field.label, type=field.type, help=field.help, children=children)


def _all(fields: Iterable[Field], values: Mapping[str, Any], prefix: str, items: Items) -> tuple[Parameter, ...]:
    return tuple(_lay(field, values.get(field.name), prefix, items) for field in fields)


def _leaf(field: Field, value: Any, prefix: str, items: Items) -> Parameter:
    if field.type in INPUTS:
        named = items.of(prefix + field.name, value)
        return Parameter(name=field.name, label=field.label, type=field.type, help=field.help, value=value, items=named)
    value = field.default if value is None and field.has_default else value
    return Parameter(
        name=field.name,
        label=field.label,
        type=field.type,
        help=field.help,
        value=value,
        text=as_shown(field, value),
        default=field.default,
        default_text=as_shown(field, field.default) if field.has_default else None,
        differs=canonical(field, value) != canonical(field, field.default) if field.has_default else None,
    )


def _bare(name: str, value: Any, flat: str, items: Items) -> Parameter:
    """Return a parameter without a form: its name, and its value or what is inside it."""
    found = items.of(flat, value)
    if found or _is_reference(value):
        return Parameter(name=name, value=value, items=found)
    if isinstance(value, Mapping):
        children = tuple(_bare(key, inner, f"{flat}|{key}", items) for key, inner in _plain(value))
        return Parameter(name=name, children=children)
    if isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        return Parameter(
            name=name,
            children=tuple(_bare(f"{name}_{i}", inner, f"{flat}_{i}", items) for i, inner in enumerate(value)),
        )
    return Parameter(name=name, value=value, text=_text(value))


def references(value: Any, instance: str) -> list[ParameterItem]:
    """Return the items that a value names itself: `{src, id}`, `Batch`, `{"values": […]}`, lists."""
    if isinstance(value, Mapping):
        if "values" in value and isinstance(value["values"], list):
            mapped = value.get("__class__") == "Batch"
            return [_mapped(item, mapped=mapped) for inner in value["values"] for item in references(inner, instance)]
        src, number = value.get("src"), value.get("id")
        if isinstance(src, str) and src in ITEMS and isinstance(number, int) and not isinstance(number, bool):
            return [ParameterItem(ref=Ref(src, number, instance))]
    if isinstance(value, list):
        return [item for inner in value for item in references(inner, instance)]
    return []


def _is_reference(value: Any) -> bool:
    """Tell whether a value names data of any kind: also elements, libraries and URLs, which are no items."""
    if isinstance(value, Mapping):
        return isinstance(value.get("src"), str) or (
            isinstance(value.get("values"), list) and _is_reference(value["values"])
        )
    return isinstance(value, list) and bool(value) and all(_is_reference(inner) for inner in value)


def _mapped(item: ParameterItem, *, mapped: bool) -> ParameterItem:
    return ParameterItem(ref=item.ref, mapped=mapped or item.mapped)


def canonical(field: Field, value: Any) -> Any:
    """Return a value in a form in which equal settings are equal: payloads have 2, job parameters "2"."""
    if field.type == "boolean":
        return is_on(field, value)
    if value in (None, "", []):
        return None
    if field.type in {"integer", "float"}:
        return _as_number(value)
    if field.multiple:
        return sorted(str(one) for one in _many(value))
    return str(value)


def as_shown(field: Field, value: Any) -> str | None:
    """Return what the tool form shows for a value."""
    if field.type == "boolean":
        return "Yes" if is_on(field, value) else "No"
    if value in (None, "", []):
        return None
    labels = dict(field.options)
    if labels:
        return ", ".join(labels.get(str(one), str(one)) for one in (_many(value) if field.multiple else [value]))
    return _text(value)


def _many(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return str(value).split(",") if isinstance(value, str) and "," in value else [value]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _as_number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return str(value)
