"""Writes answers of the explorer as their schemas say, without making the schemas' models.

The schema is the one promise: which members are shown, in which order, and which are left out is read from it once for
each class of values. A graph has thousands of small records, of which making and checking models took longer than all
else that is written. Tests hold what is written here against the models, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from pydantic import TypeAdapter

from api.encoding import Encoder, members
from api.schemas import Answer, Reference, Stub

_JSON: Final = TypeAdapter[Any](Any)
_OF_THE_REFERENCE: Final = frozenset(Reference.model_fields)
"""Members that a value with a `ref` shows of it."""


def write(schema: type[Answer], value: Any, encoder: Encoder, **more: Any) -> bytes:
    """Return an answer of the explorer as JSON in UTF-8; `more` are members that it does not have itself."""
    given = {name: each for name, each in more.items() if each is not None}
    return _JSON.dump_json(_record(schema, value, encoder) | given)


class _Member(NamedTuple):
    """A member of a record: how it is told that it is left out, and the schema of the records in it, if any."""

    name: str
    is_of_reference: bool
    is_left_out: Callable[[Any], bool] | None
    schema: type[Answer] | None


def _record(schema: type[Answer], value: Any, encoder: Encoder) -> dict[str, Any]:
    plan, has_ref = _plan(schema, value.__class__)
    reference = encoder.reference(value.ref) if has_ref else {}
    if "restricted" in reference:
        return reference
    shown: dict[str, Any] = {}
    for name, is_of_reference, is_left_out, inner in plan:
        if is_of_reference:
            if name in reference:
                shown[name] = reference[name]
            continue
        member = getattr(value, name)
        if is_left_out is None or not is_left_out(member):
            shown[name] = member if inner is None or member is None else _written(inner, member, encoder)
    return shown


def _written(schema: type[Answer], value: Any, encoder: Encoder) -> Any:
    """Write the record or records in a member."""
    if schema is Reference:
        return encoder.reference(value)
    if not isinstance(value, tuple):
        return _record(schema, value, encoder)
    encoder.prepare(value)
    return [_record(schema, each, encoder) for each in value]


@cache
def _plan(schema: type[Answer], kind: type) -> tuple[list[_Member], bool]:
    """Return how values of a class are written by a schema, and whether they have a reference."""
    said = frozenset(members(kind))
    has_ref = "ref" in said
    return list(_members(schema, said, _OF_THE_REFERENCE if has_ref else frozenset())), has_ref


def _members(schema: type[Answer], said: frozenset[str], named: frozenset[str]) -> Iterator[_Member]:
    for name, field in schema.model_fields.items():
        if name in said or name in named:
            yield _Member(name, name in named, field.exclude_if, _schema_in(field.annotation))
        elif field.exclude_if is None or not field.exclude_if(field.default):
            raise TypeError(f"{schema.__name__}.{name} is promised, and nothing says it.")


def _schema_in(annotation: Any) -> type[Answer] | None:
    """Return the schema of the records in a member; a stub, which stands for one, has no members of its own."""
    found = {each for each in _models(annotation) if each is not Stub}
    return found.pop() if found else None


def _models(annotation: Any) -> Iterator[type[Answer]]:
    if isinstance(annotation, type) and issubclass(annotation, Answer):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
