"""The inputs of a workflow: one for each dataset, collection or request, however often it is used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from explorer.extraction.labels import Labels
from explorer.extraction.model import InputStep
from explorer.extraction.records.originals import unconverted
from explorer.extraction.records.reading import Records
from explorer.extraction.records.rows import ItemRow, LeafRow
from explorer.extraction.wiring.connections import Intake, Wire
from explorer.refs import Ref

NAMES: Final[Mapping[str, str]] = {"hda": "Input Dataset", "hdca": "Input Dataset Collection"}
"""What an input is called that nobody gave a name (`galaxy/extraction.md` 3)."""

ANY_FORMAT: Final = frozenset({None, "", "data", "auto", "_sniff_"})
"""Data types that say nothing about what an input may be."""


def uses(wires: Iterable[Wire]) -> dict[Intake, Wire]:
    """Return the inputs that are needed, in the order in which they are first used."""
    found: dict[Intake, Wire] = {}
    for wire in wires:
        if isinstance(wire.source, Intake):
            found.setdefault(wire.source, wire)
    return found


def input_steps(
    needed: Mapping[Intake, Wire | Ref], names: Mapping[Ref, str], labels: Labels, records: Records
) -> dict[Intake, InputStep]:
    """Return the step of each input; `needed` has for each what it was used for, or the item that the caller named."""
    shown = {intake: _shown(use, records) for intake, use in needed.items()}
    elements = records.elements(key for key in shown.values() if key and Ref.of_key(key).src == "hdca")
    return {
        intake: _step(intake, use, _named(use, shown[intake], names), labels, records, elements)
        for intake, use in needed.items()
    }


def _step(  # noqa: PLR0913, PLR0917 - what one input is made of
    intake: Intake,
    use: Wire | Ref,
    name: str | None,
    labels: Labels,
    records: Records,
    elements: Mapping[str, list[LeafRow]],
) -> InputStep:
    key = _shown(use, records)
    row = records.item(key) if key else None
    match intake.kind:
        case "item" if row:
            return _item(row, name, labels, elements.get(row.key, ()))
        case "element" if row:
            return _inner_collection(row, intake.path, labels, elements.get(row.key, ()))
        case "list" if isinstance(use, Wire):
            return _new_list(use, labels, records)
        case "parameter" if isinstance(use, Wire):
            return _parameter(use, labels)
        case "request" if isinstance(use, Wire):
            return _request(intake, use, labels)
    src = "hdca" if isinstance(use, Wire) and use.feed.item and "/hdca/" in use.feed.item else "hda"
    return InputStep(
        type="data_collection_input" if src == "hdca" else "data_input",
        label=labels.give(NAMES[src]),
        collection_type="list" if src == "hdca" else None,
    )


def _item(row: ItemRow, name: str | None, labels: Labels, leaves: Sequence[LeafRow]) -> InputStep:
    ref = Ref.of_key(row.key)
    types = {row.extension} if ref.src == "hda" else {leaf.extension for leaf in leaves}
    return InputStep(
        type="data_input" if ref.src == "hda" else "data_collection_input",
        label=labels.give(name or row.name or NAMES[ref.src]),
        item=ref,
        collection_type=(row.collection_type or "list") if ref.src == "hdca" else None,
        formats=formats(types),
        annotation=row.annotation or "",
    )


def _inner_collection(row: ItemRow, path: tuple[str, ...], labels: Labels, leaves: Sequence[LeafRow]) -> InputStep:
    """Return an input for a collection inside a collection, with its elements."""
    inside = [leaf for leaf in leaves if tuple(leaf.path[: len(path)]) == path]
    return InputStep(
        type="data_collection_input",
        label=labels.give(" ".join([row.name or NAMES["hdca"], *path])),
        collection_type=":".join((row.collection_type or "list").split(":")[len(path) :]) or "list",
        formats=formats({leaf.extension for leaf in inside}),
        elements={":".join(leaf.path[len(path) :]): Ref.of_key(leaf.dataset) for leaf in inside},
    )


def _new_list(use: Wire, labels: Labels, records: Records) -> InputStep:
    """Return an input for a list of the datasets that a batch ran over; identifiers are their names."""
    rows = [(key, records.item(key)) for key in use.feed.members]
    identifiers = Labels()
    return InputStep(
        type="data_collection_input",
        label=labels.give(use.feed.input.rsplit("|", 1)[-1]),
        collection_type="list",
        formats=formats(row.extension if row else None for _, row in rows),
        elements={identifiers.give((row and row.name) or NAMES["hda"]): Ref.of_key(key) for key, row in rows if row},
    )


def _parameter(use: Wire, labels: Labels) -> InputStep:
    default = (use.feed.request or {}).get("default")
    return InputStep(
        type="parameter_input", label=labels.give(use.feed.input), parameter_type="boolean", default=default
    )


def _request(intake: Intake, use: Wire, labels: Labels) -> InputStep:
    request = json.loads(intake.key)
    is_collection = request.get("class") == "Collection"
    url = request.get("url") or request.get("location")
    kind = request.get("ext") or request.get("filetype")
    return InputStep(
        type="data_collection_input" if is_collection else "data_input",
        label=labels.give(request.get("name") or _last_part(url) or use.feed.input or NAMES["hda"]),
        collection_type=request.get("collection_type", "list") if is_collection else None,
        formats=formats({kind}),
        annotation=intake.key,
        url=url,
    )


def formats(types: Iterable[str | None]) -> tuple[str, ...]:
    """Return the data types that an input may have; none when one of its data says nothing about it."""
    found = set(types)
    return () if found & ANY_FORMAT else tuple(sorted(str(one) for one in found))


def _last_part(url: str | None) -> str | None:
    """Return the file name in an address that has one."""
    parts = urlsplit(url or "")
    return unquote(parts.path.rsplit("/", 1)[-1]) if parts.scheme in {"http", "https", "ftp", "gxfiles"} else None


def _shown(use: Wire | Ref, records: Records) -> str | None:
    if isinstance(use, Ref):
        return use.key
    return unconverted(use.feed.item, records.item) if use.feed.item else None


def _named(use: Wire | Ref, key: str | None, names: Mapping[Ref, str]) -> str | None:
    if isinstance(use, Ref):
        return names.get(use)
    return names.get(Ref.of_key(key)) if key else None
