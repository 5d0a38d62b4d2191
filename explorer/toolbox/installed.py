"""A tool as Galaxy's API describes it (`GET /api/tools/{id}?io_details=true`) → its form. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from explorer.tools.forms import Field, Form

MEANT_BY_DATA: Final = frozenset({"data", "data_collection", "data_column", "genomebuild", "drill_down"})
"""Types whose value depends on data or on the server: Galaxy says one, but it is no default of the tool."""


def form_of(said: Mapping[str, Any]) -> Form:
    """Return the form of a tool; what Galaxy says in another shape is left out."""
    return Form(
        name=_text(said.get("name")),
        version=_text(said.get("version")),
        description=_text(said.get("description")),
        fields=_fields(said.get("inputs")),
    )


def _fields(inputs: Any) -> tuple[Field, ...]:
    return tuple(_field(one) for one in _objects(inputs) if _text(one.get("name")))


def _field(said: Mapping[str, Any]) -> Field:
    kind = _text(said.get("type")) or "text"
    test = said.get("test_param")
    is_known = "value" in said and kind not in MEANT_BY_DATA
    return Field(
        name=str(said["name"]),
        type=kind,
        label=_text(said.get("label")) or _text(said.get("title")),
        help=_text(said.get("help")),
        has_default=is_known,
        default=said.get("value") if is_known else None,
        options=_options(said.get("options")),
        multiple=said.get("multiple") is True,
        optional=said.get("optional") is True,
        truth=_text(said.get("truevalue")) or "true",
        children=(_field(test),) if isinstance(test, Mapping) and test.get("name") else _fields(said.get("inputs")),
        cases=tuple((str(case.get("value")), _fields(case.get("inputs"))) for case in _objects(said.get("cases"))),
        at_least=said["min"] if kind == "repeat" and isinstance(said.get("min"), int) else 0,
    )


def _options(said: Any) -> tuple[tuple[str, str], ...]:
    """Galaxy writes an option as [label, value, whether it is chosen]."""
    rows = said if isinstance(said, list) else []
    return tuple((str(row[1]), str(row[0])) for row in rows if isinstance(row, list) and len(row) > 1)


def _objects(said: Any) -> Sequence[Mapping[str, Any]]:
    return [one for one in said if isinstance(one, Mapping)] if isinstance(said, list) else []


def _text(said: Any) -> str | None:
    return said if isinstance(said, str) and said else None
