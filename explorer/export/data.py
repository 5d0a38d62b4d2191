"""Everything behind some things as one lineage, and the formats in which it can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from explorer.access import Restricted
from explorer.errors import BadRequest
from explorer.export.crate import ro_crate
from explorer.export.methods import methods
from explorer.export.provenance import prov_json, prov_n
from explorer.graph.profiles import UPLOADS
from explorer.lineage.formats import FORMATS
from explorer.lineage.model import Direction, Edge, Lineage, LineageNode, Truncated
from explorer.refs import Ref

if TYPE_CHECKING:
    from explorer.explorer import Explorer

MOST: Final = 20_000
"""Nodes of a file at most."""

PAGE: Final = 5_000


Name = Callable[[Ref], str]
"""Writes the id of a record as the reader of the file knows it."""


@dataclass(frozen=True, slots=True)
class Shown(Ref):
    """A reference with its id as it is shown."""

    text: str = ""

    def __str__(self) -> str:
        return f"{self.src}:{self.text}"


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how it is written (the ids as `Name` says), its media type, and how its files end."""

    write: Callable[[Explorer, Lineage, Name], str]
    media: str
    ending: str


def _plain(write: Callable[[Lineage], str]) -> Callable[[Explorer, Lineage, Name], str]:
    return lambda _, found, name: write(_renamed(found, name))


def _renamed(found: Lineage, name: Name) -> Lineage:
    def shown(ref: Ref) -> Ref:
        return ref if isinstance(ref, Restricted) else Shown(ref.src, ref.id, ref.instance, name(ref))

    nodes = (replace(node, ref=shown(node.ref)) for node in found.nodes)
    edges = (edge._replace(source=shown(edge.source), target=shown(edge.target)) for edge in found.edges)
    return Lineage(tuple(nodes), tuple(edges), found.truncated)


def _methods(explorer: Explorer, found: Lineage, _: Name) -> str:
    return methods(explorer.tool_executions(node.ref for node in found.nodes if _is_step(node)))


def _is_step(node: LineageNode) -> bool:
    return not node.ref.is_item and node.tool_id is not None and node.tool_id not in UPLOADS


DataFormat = Literal["ro-crate", "prov-json", "prov-n", "graphml", "cytoscape", "mermaid", "csv", "methods"]

DATA: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "ro-crate": Form(_plain(ro_crate), "application/ld+json", ".json"),
        "prov-json": Form(_plain(prov_json), "application/json", ".json"),
        "prov-n": Form(_plain(prov_n), "text/provenance-notation", ".provn"),
        "graphml": Form(_plain(FORMATS["graphml"]), "application/graphml+xml", ".graphml"),
        "cytoscape": Form(_plain(FORMATS["cytoscape"]), "application/json", ".cyjs"),
        "mermaid": Form(_plain(FORMATS["mermaid"]), "text/vnd.mermaid", ".mmd"),
        "csv": Form(_plain(FORMATS["csv"]), "text/csv", ".csv"),
        "methods": Form(_methods, "text/markdown", ".md"),
    }
)


def collect(explorer: Explorer, refs: Sequence[Ref], direction: Direction = "upstream") -> Lineage:
    """Return everything behind some items, executions and histories as one lineage, each node once.

    Raises:
        NotFound, Forbidden: one of them is not there, or not the caller's to read.
        BadRequest: there is more than a file holds, or nothing is asked about.
    """
    if not refs:
        raise BadRequest("Name what to export: ref=hda:…")
    nodes: dict[Ref, LineageNode] = {}
    edges: dict[Edge, None] = {}
    for page in (page for ref in refs for page in _pages(explorer, ref, direction)):
        nodes |= {node.ref: node for node in page.nodes if node.ref not in nodes}
        edges |= dict.fromkeys(page.edges)
        if len(nodes) > MOST:
            raise BadRequest(f"This is more than the {MOST} nodes that a file holds: ask about less.")
    return Lineage(tuple(nodes.values()), tuple(edges), Truncated(shown=len(nodes)))


def _pages(explorer: Explorer, ref: Ref, direction: Direction) -> Iterator[Lineage]:
    def ask(cursor: Mapping[str, object] | None) -> Lineage:
        if ref.src == "history":
            return explorer.select(str(ref), limit=PAGE, cursor=cursor)
        return explorer.lineage(ref, direction, limit=PAGE, cursor=cursor)

    page = ask(None)
    yield page
    while page.truncated.next is not None:
        page = ask(page.truncated.next)
        yield page
