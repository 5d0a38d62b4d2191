"""The routes as the OpenAPI document tells them, in the form that the pages of the documentation need."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Json = Mapping[str, Any]

BOUNDS: Final = {"minimum": "≥ {}", "maximum": "≤ {}", "maxLength": "at most {} characters"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. `type` is in words: `integer, ≥ 1, ≤ 20`."""

    name: str
    place: str
    type: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One status that a route answers with; `shape` names a schema, `example` is JSON; both may be empty."""

    status: str
    about: str
    shape: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What a request sends; `shape` names a schema, `example` is JSON."""

    shape: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One route. `body`: None when nothing is sent."""

    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One schema with its members: name, type, meaning."""

    name: str
    about: str
    members: tuple[tuple[str, str, str], ...]


def operations(document: Json) -> Iterator[Operation]:
    """Read the routes of an OpenAPI document, in its order."""
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            yield Operation(
                method.upper(),
                path,
                route["summary"],
                route.get("description", ""),
                tuple(map(_parameter, route.get("parameters", ()))),
                _body(route.get("requestBody")),
                tuple(_answer(*each) for each in route["responses"].items()),
            )


def shapes(document: Json) -> Iterator[Shape]:
    """Read the schemas of an OpenAPI document, in its order."""
    for name, schema in document["components"]["schemas"].items():
        members = ((m, type_in_words(s), s.get("description", "")) for m, s in schema.get("properties", {}).items())
        yield Shape(name, schema.get("description", ""), tuple(members))


def type_in_words(schema: Json) -> str:
    """Say a JSON schema in a few words, such as `integer, ≥ 1, ≤ 20` or `list of Node`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(type_in_words, schema["anyOf"]))
    if values := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return ", ".join(f"`{value}`" for value in values)
    kind = f"list of {_items(schema)}" if schema.get("type") == "array" else str(schema.get("type", "any"))
    return ", ".join([kind, *(text.format(schema[key]) for key, text in BOUNDS.items() if key in schema)])


def _items(schema: Json) -> str:
    return type_in_words(schema["items"]) if "items" in schema else "values"


def _parameter(parameter: Json) -> Parameter:
    schema = parameter["schema"]
    default = schema.get("default")
    return Parameter(
        parameter["name"],
        parameter["in"],
        type_in_words(schema).removesuffix(" or null"),
        "" if default in {None, ""} else str(default).lower() if isinstance(default, bool) else str(default),
        parameter.get("description", ""),
    )


def _body(sent: Json | None) -> Body | None:
    if sent is None:
        return None
    content: Json = sent["content"]["application/json"]
    return Body(type_in_words(content["schema"]), json.dumps(content["example"], indent=2, ensure_ascii=False))


def _answer(status: str, response: Json) -> Answer:
    content: Json = next(iter(response.get("content", {}).values()), {})
    shape = type_in_words(content["schema"]) if content else ""
    example = json.dumps(content["example"], indent=2, ensure_ascii=False) if "example" in content else ""
    return Answer(status, response.get("description", ""), shape, example)
