"""Lineage as the metadata of an RO-Crate, after the Process Run Crate profile. Written by the `rocrate` library.

The crate names the data and does not hold them: they stay in Galaxy. Datasets are its parts all the same, as RO-Crate
asks of every `File`; collections are mentioned, and their elements are their parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from explorer.access import Restricted
from explorer.graph.model import States
from explorer.graph.profiles import UPLOADS
from explorer.graph.states import FAILED as JOBS_FAILED
from explorer.lineage.formats import identifier, label
from explorer.lineage.model import Lineage, LineageNode
from explorer.refs import Ref

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

VERSION: Final = "1.1"
"""The RO-Crate that the profile builds on."""

PROFILE: Final = "https://w3id.org/ro/wfrun/process/0.5"
LICENSE: Final = {
    "name": "No licence stated",
    "description": "Galaxy records no licence of these data: ask who owns them.",
}
"""A crate has to say under which licence it may be used."""

ENDED: Final = "http://schema.org/CompletedActionStatus"
FAILED: Final = "http://schema.org/FailedActionStatus"


def ro_crate(found: Lineage) -> str:
    """Return `ro-crate-metadata.json`."""
    from rocrate.rocrate import ROCrate  # noqa: PLC0415 - slow to import

    crate = ROCrate(version=VERSION)
    crate.name = f"Lineage of {label(found.nodes[0])}" if found.nodes else "Lineage"
    crate.description = "What these results come from, as Galaxy recorded it. The data themselves are in Galaxy."
    crate.root_dataset["conformsTo"] = _add(
        crate, PROFILE, "CreativeWork", {"name": "Process Run Crate", "version": "0.5"}
    )
    crate.root_dataset["license"] = _add(crate, "#licence", "CreativeWork", LICENSE)
    items = {node.ref: _item(crate, node) for node in found.nodes if node.ref.is_item}
    actions = [_action(crate, node, found, items) for node in found.nodes if _is_step(node)]
    collections = [_filled(items, ref, found) for ref in items if ref.src == "hdca"]
    crate.root_dataset["hasPart"] = [item for ref, item in items.items() if ref.src == "hda"]
    crate.root_dataset["mentions"] = [*actions, *collections]
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
    about = {"name": label(node), "encodingFormat": node.extension, "dateCreated": _time(node.create_time)}
    return _add(crate, f"#{identifier(node.ref)}", kind, about | {"identifier": identifier(node.ref)})


def _filled(items: Mapping[Ref, Any], ref: Ref, found: Lineage) -> Any:
    """Return a collection with those of its elements that the crate names."""
    ends = [edge.source for edge in found.edges if edge.type == "ELEMENT_OF" and edge.target == ref]
    if parts := [items[end] for end in dict.fromkeys(ends) if end in items]:
        items[ref]["hasPart"] = parts
    return items[ref]


def _time(text: str | None) -> str | None:
    """Return a time to the millisecond, with its zone in numbers: the form that the profile asks for."""
    return datetime.fromisoformat(text).isoformat(timespec="milliseconds") if text else None


def _status(states: States | None) -> str | None:
    """Tell how an action ended; nothing while jobs run."""
    if not states:
        return None
    if states.keys() & JOBS_FAILED:
        return FAILED
    return ENDED if states.keys() == {"ok"} else None


def _action(crate: ROCrate, node: LineageNode, found: Lineage, items: dict[Ref, Any]) -> Any:
    about = {"name": label(node), "startTime": _time(node.create_time), "identifier": identifier(node.ref)}
    about["actionStatus"] = _status(node.states)
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
