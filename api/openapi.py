"""The OpenAPI document: what FastAPI makes of the routes, made exact, with real answers of the demo as examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Final

from fastapi import FastAPI

from api.schemas import ABSENT, Problem

Json = dict[str, Any]

NEVER_SENT: Final = ("HTTPValidationError", "ValidationError")
"""Shapes of FastAPI's own 422, which we answer as 400."""

WITHOUT_KEY: Final[Json] = {}
"""Who has no key is answered too, as far as what he asks for is public."""


def exact(app: FastAPI) -> Callable[[], Json]:
    """Return what makes the document of this application; it is made once, when it is first asked for."""
    made = app.openapi

    def openapi() -> Json:
        if app.openapi_schema is None:
            _correct(made())
        return made()

    return openapi


def examples() -> Json:
    """Return for each route a request to the demo, with its body if it has one, and its answer."""
    found: Json = json.loads(files("api").joinpath("examples.json").read_text(encoding="utf-8"))
    return found


def _correct(document: Json) -> None:
    for path, example in examples().items():
        route = document["paths"][path]["post" if "body" in example else "get"]
        route["responses"]["200"]["content"]["application/json"]["example"] = example["answer"]
        if "body" in example:
            route["requestBody"]["content"]["application/json"]["example"] = example["body"]
    for method in (method for route in document["paths"].values() for method in route.values()):
        method["responses"].pop("422", None)
        method["responses"]["200"]["description"] = "the answer"
        if "security" in method:
            method["security"].append(WITHOUT_KEY)
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema(mode="serialization")
    for name in NEVER_SENT:
        schemas.pop(name, None)
    for schema in schemas.values():
        for name, member in schema.get("properties", {}).items():
            schema["properties"][name] = _never_null(member) if member.pop(ABSENT, False) else member


def _never_null(member: Json) -> Json:
    """A member that is left out when it is None: it may be missing, but it is not null."""
    kinds = [kind for kind in member.pop("anyOf", ()) if kind != {"type": "null"}]
    member.pop("default", None)
    return (kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {}) | member
