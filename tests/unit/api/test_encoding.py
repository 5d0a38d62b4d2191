"""From the explorer's values to JSON with encoded ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.encoding import Encoder
from api.ids import Ids
from explorer.refs import Ref

ONE, TWO = "1fd0db991702dcfa", "a07893e1918ac7a5"
TES_ONE = "f563b8563eb5cac9"
ENCODER = Encoder(Ids({"main": "galaxy-provenance-oracle-secret"}), "main")


@dataclass(frozen=True, slots=True)
class Thing:
    ref: Ref
    name: str | None
    parts: tuple[Any, ...] = ()


def test_a_value_shows_its_reference_among_its_members():
    assert ENCODER.encode(Thing(Ref("hda", 1), None)) == {"src": "hda", "id": ONE, "name": None, "parts": []}


def test_a_reference_is_encoded_in_its_kind():
    assert ENCODER.encode((Ref("tool_execution", 1), Ref("job", 1))) == [
        {"src": "tool_execution", "id": TES_ONE},
        {"src": "job", "id": ONE},
    ]


def test_another_instance_is_named_and_has_its_own_ids():
    assert ENCODER.encode(Ref("hda", 1, "eu")) == {"src": "hda", "id": "1", "instance": "eu"}


def test_what_is_written_at_once_is_as_if_written_by_itself():
    refs = [Ref("hda", 1), Ref("job", 1), Ref("tool_execution", 1), Ref("hda", 2), Ref("hda", 1, "eu")]
    prepared = Encoder(ENCODER.ids, ENCODER.instance)
    prepared.prepare(refs)
    assert prepared.encode(refs) == [Encoder(ENCODER.ids, ENCODER.instance).reference(ref) for ref in refs]


def test_values_inside_values():
    shown = ENCODER.encode(Thing(Ref("hdca", 2), "outer", (Thing(Ref("hda", 1), "inner"),)))
    assert (shown["id"], shown["parts"][0]["id"]) == (TWO, ONE)


def test_in_a_payload_only_references_are_encoded():
    payload = {
        "input": {"__class__": "Batch", "values": [{"src": "hdca", "id": 1, "map_over_type": None}]},
        "id": 7,
        "flag": {"src": "hda", "id": True},
        "url": {"src": "url", "url": "https://example.org"},
        "text": {"src": 1, "id": 2},
    }
    assert ENCODER.encode(payload) == payload | {
        "input": {"__class__": "Batch", "values": [{"src": "hdca", "id": ONE, "map_over_type": None}]}
    }
