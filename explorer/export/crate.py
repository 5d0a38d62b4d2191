"""Lineage as the metadata of an RO-Crate, after the Process Run Crate profile. Written by the `rocrate` library.

The crate names the data and does not hold them: they stay in Galaxy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from explorer.access import Restricted
from explorer.graph.profiles import UPLOADS
from explorer.lineage.formats import identifier, label
from explorer.lineage.model import Lineage, LineageNode
from explorer.refs import Ref

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

PROFILE: Final = "https://w3id.org/ro/wfrun/process/0.5"


def ro_crate(found: Lineage) -> str:
    """Return `ro-crate-metadata.json`."""
    from rocrate.rocrate import ROCrate  # noqa: PLC0415 - slow to import

    crate = ROCrate()
    crate.name = f"Lineage of {label(found.nodes[0])}" if found.nodes else "Lineage"
    crate.description = "What these results come from, as Galaxy recorded it. The data themselves are in Galaxy."
    crate.root_dataset["conformsTo"] = _add(crate, PROFILE, "CreativeWork", {"name": "Process Run Crate"})
    items = {node.ref: _item(crate, node) for node in found.nodes if node.ref.is_item}
    actions = [_action(crate, node, found, items) for node in found.nodes if _is_step(node)]
    crate.root_dataset["mentions"] = [*actions, *items.values()]
    return json.dumps(crate.metadata.generate(), indent=1, ensure_ascii=False) + "\n"


def _is_step(node: LineageNode) -> bool:
    return not node.ref.is_item and not isinstance(node.ref, Restricted) and node.tool_id not in UPLOADS


def _add(crate: ROCrate, name: str, kind: str, about: dict[str, Any]) -> Any:
    from rocrate.model import ContextEntity  # noqa: PLC0415 - slow to import

    return crate.add(ContextEntity(crate, name, properties={"@type": kind} | _known(about)))


def _known(about: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if value}


def _item(crate: ROCrate, node: LineageNode) -> Any:
    kind = "Collection" if node.ref.src == "hdca" else "File"
    about = {"name": label(node), "encodingFormat": node.extension, "dateCreated": node.create_time}
    return _add(crate, f"#{identifier(node.ref)}", kind, about | {"identifier": identifier(node.ref)})


def _action(crate: ROCrate, node: LineageNode, found: Lineage, items: dict[Ref, Any]) -> Any:
    about = {"name": label(node), "startTime": node.create_time, "identifier": identifier(node.ref)}
    action = _add(crate, f"#{identifier(node.ref)}", "CreateAction", about)
    action["instrument"] = _tool(crate, node)
    for member, ends in _around(node.ref, found).items():
        if known := [items[end] for end in ends if end in items]:
            action[member] = known
    return action


def _around(ref: Ref, found: Lineage) -> dict[str, Iterable[Ref]]:
    return {
        "object": dict.fromkeys(edge.source for edge in found.edges if edge.target == ref),
        "result": dict.fromkeys(edge.target for edge in found.edges if edge.source == ref),
    }


def _tool(crate: ROCrate, node: LineageNode) -> Any:
    name = f"#tool:{node.tool_id or 'unknown'}:{node.tool_version or ''}"
    known = crate.dereference(name)
    about = {"name": node.tool_name or node.tool_id, "version": node.tool_version, "identifier": node.tool_id}
    return known or _add(crate, name, "SoftwareApplication", about)
