"""Tools as they were: the form of a tool, read from its persisted source with Galaxy's own parser.

Galaxy's parser is imported when the first source is read: it takes half a second.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

GROUPS = frozenset({"conditional", "section", "repeat"})
INPUTS = frozenset({"data", "data_collection"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a tool form, or a group of them.

    `default` is meaningful when `has_default`: what depends on data or on the server has none here. `options` are
    (value, label). `children` are those of a section or of one instance of a repeat; of a conditional, the test field.
    `cases` are those of a conditional: (value of the test field, fields). `at_least`: instances of a repeat.
    """

    name: str
    type: str
    label: str | None = None
    help: str | None = None
    has_default: bool = False
    default: Any = None
    options: tuple[tuple[str, str], ...] = ()
    multiple: bool = False
    optional: bool = False
    truth: str = "true"
    children: tuple[Field, ...] = ()
    cases: tuple[tuple[str, tuple[Field, ...]], ...] = ()
    at_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a tool source says: the tool's name, its fields, and the labels of its outputs by name."""

    name: str | None
    version: str | None
    description: str | None
    fields: tuple[Field, ...]
    outputs: Mapping[str, str | None] = field(default_factory=dict)


@lru_cache(maxsize=512)
def read_form(text: str, source_class: str) -> Form | None:
    """Read the form of a tool from its source; None when it cannot be read."""
    try:
        source = read_source(text, source_class)
        return None if source is None else _form(source)
    except Exception:  # noqa: BLE001 - whatever the parser of the day raises: the source is then of no use
        return None


def read_source(text: str, source_class: str) -> Any:
    """Return Galaxy's reader of a tool source; None where it has none for this class. Raises what that reader raises.

    The text decides about the class where they disagree: a migration of Galaxy wrote `YamlToolSource` on XML.
    """
    kind = "XmlToolSource" if text.lstrip().startswith("<") else source_class
    if not text or kind not in {"XmlToolSource", "YamlToolSource"}:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parser's own imports are behind the times
        from galaxy.tool_util.parser.factory import get_tool_source  # noqa: PLC0415 - half a second

    return get_tool_source(tool_source_class=kind, raw_tool_source=text)


def _form(source: Any) -> Form:
    pages = source.parse_input_pages().page_sources
    return Form(
        name=source.parse_name() or None,
        version=source.parse_version(),
        description=source.parse_description() or None,
        fields=tuple(field for page in pages for field in _fields(page)),
        outputs={name: output.label for name, output in source.parse_outputs(None)[0].items()},
    )


def _fields(page: Any) -> tuple[Field, ...]:
    return tuple(field for field in map(_field, page.parse_input_sources()) if field.name)


def _field(source: Any) -> Field:
    kind = source.parse_input_type()
    kind = kind if kind in GROUPS else source.get("type") or kind
    make = {"conditional": _conditional, "section": _group, "repeat": _group}.get(kind, _parameter)
    return make(source, kind)


def _conditional(source: Any, kind: str) -> Field:
    test = _field(source.parse_test_input_source())
    cases = tuple((str(value), _fields(page)) for value, page in source.parse_when_input_sources())
    return Field(name=source.parse_name(), type=kind, label=test.label or test.name, children=(test,), cases=cases)


def _group(source: Any, kind: str) -> Field:
    return Field(
        name=source.parse_name(),
        type=kind,
        label=source.get("title") or source.parse_label() or None,
        help=source.parse_help() or None,
        children=_fields(source.parse_nested_inputs_source()),
        at_least=int(source.get("min") or 0),
    )


def _parameter(source: Any, kind: str) -> Field:
    options = [(str(value), str(label), bool(chosen)) for label, value, chosen in _options(source, kind)]
    known, default = _default(source, kind, options)
    return Field(
        name=source.parse_name(),
        type=kind,
        label=source.parse_label() or None,
        help=source.parse_help() or None,
        has_default=known,
        default=default,
        options=tuple((value, label) for value, label, _ in options),
        multiple=_truth(source.get("multiple")),
        optional=bool(source.parse_optional()),
        truth=str(source.get("truevalue") or "true"),
    )


def _options(source: Any, kind: str) -> Sequence[tuple[str, str, bool]]:
    if kind != "select" or source.parse_dynamic_options() is not None:
        return ()
    return [(label, value, chosen) for label, value, chosen in source.parse_static_options()]


def _default(source: Any, kind: str, options: Sequence[tuple[str, str, bool]]) -> tuple[bool, Any]:
    """Return whether the default is known without data and server, and the default."""
    if kind in {"integer", "float"}:
        return True, _number(source.get("value"), kind)
    if kind == "boolean":
        checked = source.get("checked")
        return True, _truth(checked if checked is not None else source.get("value"))
    if kind in {"text", "hidden", "color"}:
        return True, source.get("value") or None
    if kind == "select" and options:
        return True, _chosen(source, options)
    default = source.parse_default() if kind in INPUTS else None
    return default is not None, default


def _chosen(source: Any, options: Sequence[tuple[str, str, bool]]) -> Any:
    chosen = [value for value, _, is_chosen in options if is_chosen]
    if _truth(source.get("multiple")):
        return chosen
    if chosen:
        return chosen[-1]
    return None if source.parse_optional() else options[0][0]


def _number(value: Any, kind: str) -> int | float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return int(number) if kind == "integer" and number.is_integer() else number


def _truth(value: Any) -> bool:
    return value is True or str(value).lower() in {"true", "yes", "on", "1"}


def case_of(field: Field, value: Any) -> tuple[Field, ...]:
    """Return the fields of a conditional that show for a value of its test field."""
    number = case_number(field, value)
    return () if number is None else field.cases[number][1]


def case_number(field: Field, value: Any) -> int | None:
    """Return which case of a conditional shows for a value of its test field; None where the tool names no such case.

    Cases of a boolean are named `true` and `false`, or by the words that the tool has for them.
    """
    test, names = field.children[0], [name for name, _ in field.cases]
    if test.type != "boolean":
        return names.index(str(value)) if str(value) in names else None
    yes = {"true", test.truth}
    return next((i for i, name in enumerate(names) if (name in yes) == is_on(test, value)), None)


def is_on(field: Field, value: Any) -> bool:
    """Tell whether a value of a boolean field means yes."""
    return _truth(value) or (isinstance(value, str) and value == field.truth)


def label_of(form: Form, flat: str) -> str | None:
    """Return the label of a field by its flat name (`cond|x`, `rep_0|x`), or None."""
    found = field_of(form, flat)
    return found.label if found else None


def field_of(form: Form, flat: str) -> Field | None:
    """Return a field by its flat name, or None."""
    fields, found = form.fields, None
    for part in flat.split("|"):
        found = _named(fields, part)
        if found is None:
            return None
        fields = (*found.children, *(one for _, case in found.cases for one in case))
    return found


def _named(fields: Iterable[Field], part: str) -> Field | None:
    bare, _, index = part.rpartition("_")
    for one in fields:
        if one.name == part or (one.type == "repeat" and one.name == bare and index.isdecimal()):
            return one
    return None
