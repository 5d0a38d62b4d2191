"""Rows of the graph as lines of CSV for Neo4j's importer, with the header that says their types; pure.

A string is always quoted: `""` is an empty one, nothing at all is none. An array is one quoted field whose elements are
parted by NUL, which PostgreSQL's text cannot hold; so tabs, quotes, line ends and every delimiter of CSV go through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic, TypeVar

from cypher import EdgeRow, NodeRow
from cypher.schema import BY_LABEL, BY_TYPE, Kind, Property

ELEMENTS_END: Final = "\0"
"""What parts the elements of an array; the importer is told as `U+0000`."""

_LONGEST_INTEGER: Final = 2**63


class Unwritable(ValueError):
    """A value that these files cannot hold: an empty array, an element with NUL, a value of another type."""


Cell = Callable[[Any], str]
Row = TypeVar("Row", NodeRow, EdgeRow)


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


UNWRITABLE: Final = (Unwritable, TypeError)
"""What is raised for a value that cannot be written."""


class Columns(Generic[Row]):
    """The lines of the nodes of one label, or of the edges of one type: what tells them, then their properties."""

    def __init__(self, own: Sequence[str], row: str, ends: str, properties: Sequence[Property]) -> None:
        """Columns in the order of the schema.

        Args:
            own: the header of what a line begins with.
            row: what a row is unpacked to; `properties` is among it.
            ends: what a line begins with, as in an f-string.
            properties: what the other columns hold.
        """
        named: list[str] = [f"{found.name}:{CELLS[found.kind][0]}" for found in properties]
        self.header = f"{','.join((*own, *named))}\n"
        self._cells: dict[str, Cell] = {found.name: CELLS[found.kind][1] for found in properties}
        self.lines: Callable[[Iterable[Row]], list[str]] = _writer(row, ends, properties)
        """Writes rows; raises one of `UNWRITABLE` for a value that cannot be written."""

    def line(self, row: Row) -> tuple[str, bool]:
        """Return a row's line, without what cannot be written, and whether that is all of it."""
        kept = {name: value for name, value in row.properties.items() if self._can_be(name, value)}
        return self.lines([row._replace(properties=kept)])[0], len(kept) == len(row.properties)

    def _can_be(self, name: str, value: object) -> bool:
        try:
            return value is None or name not in self._cells or bool(self._cells[name](value))
        except UNWRITABLE:
            return False


def of_nodes(label: str) -> Columns[NodeRow]:
    """Return the columns of a label: the key, the instance and, where it has it, Galaxy's id come first."""
    node, own, ends = BY_LABEL[label], [f"key:ID({label})", "instance:string"], "{key},"
    ends += '{key.partition("/")[0] if "/" in key else ""}'
    if node.has_galaxy_id:
        own, ends = [*own, "galaxy_id:long"], ends + ',{key.rpartition("/")[2]}'
    return Columns(own, "_, key, properties", ends, node.properties)


def of_edges(edge_type: str, source_label: str, target_label: str) -> Columns[EdgeRow]:
    """Return the columns of a type of edges between two labels: the keys of both ends come first."""
    own, row = [f":START_ID({source_label})", f":END_ID({target_label})"], "_, _, source, _, target, properties"
    return Columns(own, row, "{source},{target}", BY_TYPE[edge_type].properties)


def _writer(row: str, ends: str, properties: Sequence[Property]) -> Callable[[Iterable[Any]], list[str]]:
    """Return a function that writes the lines of rows: made for their columns, it takes half of a loop's time."""
    names: dict[str, Any] = {"LEAST": -_LONGEST_INTEGER, "MOST": _LONGEST_INTEGER}
    code = ["def lines(rows):", "    found = []", f"    for {row} in rows:", "        get = properties.get"]
    for number, found in enumerate(properties):
        v, cell = f"v{number}", f"cell{number}"
        names[cell] = CELLS[found.kind][1]
        written = re.sub(r"\b(v|cell)\b", rf"\g<1>{number}", QUICK.get(found.kind, "cell(v)"))
        code += [f"        {v} = get({found.name!r})", f"        {v} = '' if {v} is None else {written}"]
    fields = "".join(f",{{v{number}}}" for number in range(len(properties)))
    code += [f"        found.append(f'{ends}{fields}\\n')", "    return found"]
    exec("\n".join(code), names)  # noqa: S102 - made of the schema alone
    made: Callable[[Iterable[Any]], list[str]] = names["lines"]
    return made
