"""Lineage as W3C PROV: items are entities, executions are activities. Written by the `prov` library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.access import Restricted
from explorer.graph.profiles import UPLOADS
from explorer.lineage.formats import identifier, label
from explorer.lineage.model import Edge, Lineage, LineageNode

if TYPE_CHECKING:
    from prov.model import ProvDocument

NAMESPACE: Final = "https://galaxyproject.org/lineage#"


def prov_json(found: Lineage) -> str:
    """Return PROV-JSON."""
    return f"{_document(found).serialize(format='json', indent=1)}\n"


def prov_n(found: Lineage) -> str:
    """Return PROV-N, the form that people read."""
    return f"{_document(found).get_provn()}\n"


def _document(found: Lineage) -> ProvDocument:
    from prov.model import ProvDocument  # noqa: PLC0415 - slow to import

    document = ProvDocument()
    document.add_namespace("galaxy", NAMESPACE)
    for node in found.nodes:
        _add(document, node)
    kinds = {node.ref: node.ref.is_item for node in found.nodes}
    for edge in found.edges:
        if edge.source in kinds and edge.target in kinds:
            _relate(document, edge)
    return document


def _name(node: LineageNode) -> str:
    return f"galaxy:{identifier(node.ref).replace(':', '-')}"


def _add(document: ProvDocument, node: LineageNode) -> None:
    about = {"prov:label": label(node)}
    if isinstance(node.ref, Restricted):
        about["prov:type"] = "restricted"
    if node.ref.is_item:
        known = {"galaxy:type": node.extension or node.collection_type, "galaxy:state": node.state}
        document.entity(_name(node), about | {name: value for name, value in known.items() if value})
    else:
        known = {"galaxy:tool_id": node.tool_id, "galaxy:tool_version": node.tool_version}
        told = about | {name: value for name, value in known.items() if value}
        is_upload = node.tool_id in UPLOADS
        document.activity(_name(node), node.create_time, None, told | ({"prov:type": "upload"} if is_upload else {}))


def _relate(document: ProvDocument, edge: Edge) -> None:
    source, target = (f"galaxy:{identifier(end).replace(':', '-')}" for end in (edge.source, edge.target))
    role = {"prov:role": edge.input or edge.output} if edge.input or edge.output else {}
    if edge.source.is_item and edge.target.is_item:
        document.wasDerivedFrom(target, source, other_attributes={"prov:type": edge.type.lower()})
    elif edge.target.is_item:
        document.wasGeneratedBy(target, source, other_attributes=role)
    else:
        document.used(target, source, other_attributes=role)
