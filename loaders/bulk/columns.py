"""Rows of the graph as lines of CSV for Neo4j's importer, with the header that says their types; pure.

A string is always quoted: `""` is an empty one, nothing at all is none. An array is one quoted field whose elements are
parted by NUL, which PostgreSQL's text cannot hold; so tabs, quotes, line ends and every delimiter of CSV go through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from cypher import EdgeRow, NodeRow
from cypher.schema import BY_LABEL, BY_TYPE, Kind, Property

ELEMENTS_END: Final = "\0"
"""What parts the elements of an array; the importer is told as `U+0000`."""

_LONGEST_INTEGER: Final = 2**63


class Unwritable(ValueError):
    """A value that these files cannot hold: an empty array, an element with NUL, a value of another type."""


Cell = Callable[[Any], str]


def _string(value: Any) -> str:
    if value.__class__ is not str:
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
    if not all(element.__class__ is str and ELEMENTS_END not in element for element in value):
        raise Unwritable
    return _array(value)


def _integers(value: Any) -> str:
    return _array([_integer(element) for element in value])


def _array(elements: Sequence[str]) -> str:
    if not (joined := ELEMENTS_END.join(elements)):
        raise Unwritable
    return _string(joined)


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


class Columns:
    """The properties of one label, or of one type of edge, as columns."""

    def __init__(self, properties: Sequence[Property]) -> None:
        """Columns in the order of the schema."""
        self._cells = [(found.name, CELLS[found.kind][1]) for found in properties]
        self._names = frozenset(found.name for found in properties)
        self.header = [f"{found.name}:{CELLS[found.kind][0]}" for found in properties]

    def cells(self, properties: Any) -> tuple[str, list[str]]:
        """Return the fields, each after a comma, and the names of properties that could not be written."""
        lost: list[str] = []
        line = ""
        for name, cell in self._cells:
            if (value := properties.get(name)) is None:
                line += ","
                continue
            try:
                line += f",{cell(value)}"
            except (Unwritable, TypeError):
                line += ","
                lost.append(name)
        if not self._names.issuperset(properties):
            raise ValueError(f"The schema does not name {sorted(properties.keys() - self._names)}.")
        return line, lost


class NodeColumns:
    """The lines of the nodes of one label."""

    def __init__(self, label: str) -> None:
        """Node files begin with the key, the instance and, where the label has it, Galaxy's id."""
        self._node = BY_LABEL[label]
        self._columns = Columns(self._node.properties)
        own = ["instance:string", "galaxy_id:long"] if self._node.has_galaxy_id else ["instance:string"]
        self.header = _line([f"key:ID({label})", *own, *self._columns.header])

    def line(self, row: NodeRow) -> tuple[str, list[str]]:
        """Return a node's line, and the names of its properties that it does not hold."""
        cells, lost = self._columns.cells(row.properties)
        instance, slash, rest = row.key.partition("/")
        own = f"{row.key},{instance if slash else ''}"
        if self._node.has_galaxy_id:
            own += f",{rest.rpartition('/')[2]}"
        return f"{own}{cells}\n", lost


class EdgeColumns:
    """The lines of the edges of one type between two labels."""

    def __init__(self, edge_type: str, source_label: str, target_label: str) -> None:
        """Edge files begin with the keys of the two ends."""
        self._columns = Columns(BY_TYPE[edge_type].properties)
        self.header = _line([f":START_ID({source_label})", f":END_ID({target_label})", *self._columns.header])

    def line(self, row: EdgeRow) -> tuple[str, list[str]]:
        """Return an edge's line, and the names of its properties that it does not hold."""
        cells, lost = self._columns.cells(row.properties)
        return f"{row.source},{row.target}{cells}\n", lost


def _line(fields: Iterable[str]) -> str:
    return f"{','.join(fields)}\n"
