"""The parameters of two executions laid beside each other. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from explorer.compare.model import Setting, Value
from explorer.executions.model import Parameter, ToolExecutionDetail
from explorer.tools.forms import INPUTS

Detail = ToolExecutionDetail | None


class Leaf(NamedTuple):
    """A parameter that is no group, with the labels of the groups around it."""

    parameter: Parameter
    groups: tuple[str, ...]


def compare_settings(left: Detail, right: Detail) -> tuple[Setting, ...]:
    """Return tool, version and parameters of two executions in the order of the form; none where one is missing."""
    if left is None or right is None:
        return ()
    return (*_facts(left, right), *_parameters(left.parameters or (), right.parameters or ()))


def _facts(left: ToolExecutionDetail, right: ToolExecutionDetail) -> Iterator[Setting]:
    versions = left.tool.version, right.tool.version
    names = [(tool.id or "").removesuffix(f"/{tool.version}") for tool in (left.tool, right.tool)]
    if names[0] != names[1]:
        sides = Value(left.tool.name or left.tool.id), Value(right.tool.name or right.tool.id)
        yield Setting(kind="tool", name="tool", label="Tool", left=sides[0], right=sides[1], differs=True)
    yield Setting(
        kind="version",
        name="version",
        label="Version",
        left=Value(versions[0]),
        right=Value(versions[1]),
        differs=versions[0] != versions[1],
    )


def _parameters(left: Sequence[Parameter], right: Sequence[Parameter]) -> Iterator[Setting]:
    first, second = dict(leaves(left)), dict(leaves(right))
    for name in dict.fromkeys([*first, *second]):
        one, other = first.get(name), second.get(name)
        known = one or other
        if known is None:
            continue
        yield Setting(
            kind="parameter",
            name=name,
            label=known.parameter.label or known.parameter.name,
            groups=known.groups,
            left=_value(one),
            right=_value(other),
            differs=one is None or other is None or not _is_same(one.parameter, other.parameter),
        )


def leaves(
    parameters: Sequence[Parameter], prefix: str = "", groups: tuple[str, ...] = ()
) -> Iterator[tuple[str, Leaf]]:
    """Yield the parameters that are neither groups nor data, by their flat names."""
    for parameter in parameters:
        name = f"{prefix}{parameter.name}"
        if parameter.children is not None:
            yield from _inside(parameter, name, prefix, groups)
        elif not parameter.items and parameter.type not in INPUTS:
            yield name, Leaf(parameter, groups)


def _inside(group: Parameter, name: str, prefix: str, groups: tuple[str, ...]) -> Iterator[tuple[str, Leaf]]:
    """Yield what is in a group; the items of a repeat have its name themselves."""
    around = prefix if group.type == "repeat" else f"{name}|"
    yield from leaves(group.children or (), around, (*groups, group.label or group.name))


def _value(leaf: Leaf | None) -> Value | None:
    if leaf is None:
        return None
    found = leaf.parameter
    is_default = None if found.differs is None else not found.differs
    return Value(found.text if found.text is not None else _plain(found.value), is_default, found.default_text)


def _is_same(left: Parameter, right: Parameter) -> bool:
    """Tell whether two values are equal, as the form shows them or as they are stored: job records hold "2" for 2."""
    return left.text == right.text if left.text and right.text else _plain(left.value) == _plain(right.value)


def _plain(value: Any) -> str | None:
    if value in (None, "", []):
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
