"""Rows of the graph as lines of CSV for Neo4j's importer, with the header that says their types; pure.

A string is always quoted: `""` is an empty one, nothing at all is none. An array is one quoted field whose elements are
parted by NUL, which PostgreSQL's text cannot hold; so tabs, quotes, line ends and every delimiter of CSV go through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, Final

from cypher.schema import BY_LABEL, BY_TYPE, Kind, Property

ELEMENTS_END: Final = "\0"
"""What parts the elements of an array; the importer is told as `U+0000`."""

_LONGEST_INTEGER: Final = 2**63


class Unwritable(ValueError):
    """A value that these files cannot hold: an empty array, an element with NUL, a value of another type."""


Cell = Callable[[Any], str]
Properties = Mapping[str, Any]


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Unwritable
    return f'"{value.replace(_QUOTE, _QUOTED)}"' if _QUOTE in value else f'"{value}"'


def _integer(value: Any) -> str:
    if value.__class__ is not int or not -_LONGEST_INTEGER <= value < _LONGEST_INTEGER:
        raise Unwritable
    return str(value)


def _float(value: Any) -> str:
    if not isinstance(value, float | int):
        raise Unwritable
    return repr(float(value))


def _boolean(value: Any) -> str:
    if value.__class__ is not bool:
        raise Unwritable
    return "true" if value else "false"


def _strings(value: Any) -> str:
    """The importer takes an array without elements, and one of one empty text, for none."""
    joined = ELEMENTS_END.join(value)
    if not joined or joined.count(ELEMENTS_END) != len(value) - 1:
        raise Unwritable
    return _string(joined)


def _integers(value: Any) -> str:
    return _strings([_integer(element) for element in value])


_QUOTE: Final = '"'
_QUOTED: Final = '""'

CELLS: Final[dict[Kind, tuple[str, Cell]]] = {
    "string": ("string", _string),
    "time": ("string", _string),
    "json": ("string", _string),
    "integer": ("long", _integer),
    "float": ("double", _float),
    "boolean": ("boolean", _boolean),
    "strings": ("string[]", _strings),
    "integers": ("long[]", _integers),
}
"""How each kind of property is called in a header, and written."""


QUICK: Final[dict[Kind, str]] = {
    **dict.fromkeys(("string", "time", "json"), """f'"{v}"' if v.__class__ is str and '"' not in v else cell(v)"""),
    "integer": "v if v.__class__ is int and LEAST <= v < MOST else cell(v)",
    "boolean": '"true" if v is True else "false" if v is False else cell(v)',
}
"""What is in a field, without a call for each, where the value `v` is as most are."""


@cache
def _fields_of(properties: tuple[Property, ...]) -> Callable[[Callable[[str], Any]], str]:
    """Return a function that writes the fields of these: made for them, it takes three fifths of a loop's time.

    It raises `Unwritable` or `TypeError` for a value that cannot be written.
    """
    lines = ["def fields(get):"]
    names: dict[str, Any] = {"LEAST": -_LONGEST_INTEGER, "MOST": _LONGEST_INTEGER}
    for number, found in enumerate(properties):
        v, cell = f"v{number}", f"cell{number}"
        names[cell] = CELLS[found.kind][1]
        written = re.sub(r"\b(v|cell)\b", rf"\g<1>{number}", QUICK.get(found.kind, "cell(v)"))
        lines += [f"    {v} = get({found.name!r})", f"    {v} = '' if {v} is None else {written}"]
    lines.append(f"    return f'{''.join(f',{{v{number}}}' for number in range(len(properties)))}'")
    exec("\n".join(lines), names)  # noqa: S102 - made of the schema alone
    made: Callable[[Callable[[str], Any]], str] = names["fields"]
    return made


class Columns:
    """The properties of one label, or of one type of edge, as columns."""

    def __init__(self, properties: Sequence[Property]) -> None:
        """Columns in the order of the schema."""
        self.header = [f"{found.name}:{CELLS[found.kind][0]}" for found in properties]
        self._names = [found.name for found in properties]
        self._cells = [CELLS[found.kind][1] for found in properties]
        self.nothing = "," * len(properties)
        self._whole = _fields_of(tuple(properties))

    def fields(self, properties: Properties) -> tuple[str, bool]:
        """Return the fields, each after a comma, and whether all values could be written."""
        try:
            return self._whole(properties.get), True
        except (Unwritable, TypeError):
            return self._what_can_be(properties), False

    def _what_can_be(self, properties: Properties) -> str:
        """Return the fields, empty for what cannot be written."""
        fields = ""
        for name, cell in zip(self._names, self._cells, strict=True):
            fields += ","
            with suppress(Unwritable, TypeError):
                fields += "" if (value := properties.get(name)) is None else cell(value)
        return fields


class NodeColumns:
    """The lines of the nodes of one label."""

    def __init__(self, label: str) -> None:
        """Node files begin with the key, the instance and, where the label has it, Galaxy's id."""
        node = BY_LABEL[label]
        self.has_galaxy_id, self._columns = node.has_galaxy_id, Columns(node.properties)
        own = ["instance:string", "galaxy_id:long"] if self.has_galaxy_id else ["instance:string"]
        self.header = _line([f"key:ID({label})", *own, *self._columns.header])

    def line(self, key: str, properties: Properties) -> tuple[str, bool]:
        """Return a node's line, and whether all values could be written."""
        fields, is_whole = self._columns.fields(properties)
        instance, slash, rest = key.partition("/")
        if self.has_galaxy_id:
            return f"{key},{instance},{rest.rpartition('/')[2]}{fields}\n", is_whole
        return f"{key},{instance if slash else ''}{fields}\n", is_whole


class EdgeColumns:
    """The lines of the edges of one type between two labels: the keys of both ends, then the fields."""

    def __init__(self, edge_type: str, source_label: str, target_label: str) -> None:
        """Edge files begin with the keys of the two ends."""
        columns = Columns(BY_TYPE[edge_type].properties)
        self.fields, self.nothing = columns.fields, columns.nothing
        self.header = _line([f":START_ID({source_label})", f":END_ID({target_label})", *columns.header])


def _line(fields: Iterable[str]) -> str:
    return f"{','.join(fields)}\n"
