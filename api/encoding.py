"""From the explorer's values to plain JSON with encoded ids; `schemas` decides which members are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Final

from api.ids import Ids
from explorer.access import Restricted
from explorer.refs import Ref

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
"""What JSON has as it is."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """Writes the answers of one question. `instance` is the Galaxy that was asked about.

    A node is named by its edges too, and to encrypt an id takes longer than all else that is written of an edge: so
    references that were written are remembered, for this one question, and those of many nodes are written at once.
    """

    ids: Ids
    instance: str
    _written: dict[Ref, dict[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def encode(self, value: Any) -> Any:
        """Turn one of the explorer's answers into dictionaries, lists and scalars.

        A `Ref` becomes `{src, id}`, with `instance` when it is another one than asked; a value that holds its own
        reference as `ref` shows it among its members. In JSON that Galaxy stored, such as a payload, every
        `{src, id}` with a number is a reference of the Galaxy that was asked about.
        """
        if value.__class__ in _PLAIN:
            return value
        if isinstance(value, Ref):
            return self.reference(value)
        if is_dataclass(value) or hasattr(value, "_fields"):
            return self._record(value)
        if isinstance(value, Mapping):
            return self._stored(value)
        if isinstance(value, list | tuple):
            self.prepare(value)
            return [self.encode(each) for each in value]
        return value

    def reference(self, ref: Ref) -> dict[str, Any]:
        """Write a reference with its id encoded by its own Galaxy's secret; that of a stub is random and says so."""
        if isinstance(ref, Restricted):
            return {"src": ref.src, "id": ref.shown, "restricted": True}
        written = self._written.get(ref)
        return self._remember(ref, self.ids.of(ref.instance).encode(ref.src, ref.id)) if written is None else written

    def prepare(self, values: Iterable[Any]) -> None:
        """Write the references of many values at once, to remember them: their ids are encrypted in one go."""
        kinds: dict[tuple[str, str], list[Ref]] = defaultdict(list)
        for value in values:
            ref = getattr(value, "ref", value)
            if isinstance(ref, Ref) and not isinstance(ref, Restricted):
                kinds[ref.instance, ref.src].append(ref)
        for (instance, src), alike in kinds.items():
            texts = self.ids.of(instance).encode_all(src, [ref.id for ref in alike])
            for ref, text in zip(alike, texts, strict=True):
                self._remember(ref, text)

    def _remember(self, ref: Ref, text: str) -> dict[str, Any]:
        written = self._written[ref] = {"src": ref.src, "id": text}
        if ref.instance != self.instance:
            written["instance"] = ref.instance
        return written

    def _record(self, value: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for name in members(value.__class__):
            member = getattr(value, name)
            if member.__class__ in _PLAIN:  # most of them: not worth a call each
                shown[name] = member
            elif name == "ref":
                shown |= self.reference(member)
            else:
                shown[name] = self.encode(member)
        return shown

    def _stored(self, value: Mapping[str, Any]) -> dict[str, Any]:
        shown = {name: self.encode(member) for name, member in value.items()}
        src, number = value.get("src"), value.get("id")
        if isinstance(src, str) and isinstance(number, int) and not isinstance(number, bool):
            shown["id"] = self.ids.of(self.instance).encode(src, number)
        return shown


@cache
def members(kind: Any) -> tuple[str, ...]:
    """Return the names of the members of a class of the explorer's values."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else kind._fields
