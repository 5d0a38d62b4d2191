"""A history that a test makes through Galaxy's API."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

Item = dict[str, str]
"""`{"src": "hda" | "hdca", "id": encoded}`."""

READS = "".join(
    f"@read{n}\n{'ACGTTGCAAGCT'[n % 5 :] * 3}\n+\n{'I' * (3 * len('ACGTTGCAAGCT'[n % 5 :]))}\n" for n in range(9)
)
"""A few reads for the kit's tools."""


class History:
    """One new history of one user. Tools run by `POST /api/jobs`, or by `POST /api/tools` where it says so."""

    def __init__(self, client: Any, name: str) -> None:
        self.client = client
        self.id: str = client.history(name)

    def upload(self, *files: tuple[str, str, str]) -> list[Item]:
        """`files`: name, text, data type."""
        return [{"src": "hda", "id": one} for one in self.client.fetch(self.id, list(files))]

    def reads(self, *names: str) -> list[Item]:
        """Files of reads, each a little different."""
        return self.upload(*((name, READS.replace("read", f"{name}_"), "fastqsanger") for name in names))

    def collect(self, name: str, collection_type: str, **elements: Item) -> Item:
        """Make a collection of what is there."""
        named = [{"name": key, **item} for key, item in elements.items()]
        return {"src": "hdca", "id": self.client.collection(self.id, name, collection_type, named)}

    def paired_list(self, name: str, *pairs: str) -> Item:
        """Fetch a `list:paired` of reads."""
        elements = [{"name": pair, "elements": [_read(pair, end) for end in ("forward", "reverse")]} for pair in pairs]
        return {"src": "hdca", "id": self.client.fetch_collection(self.id, name, "list:paired", elements)}

    def run(self, tool: str, inputs: dict[str, Any], **more: Any) -> list[Item]:
        """Run a tool, wait, and return what is new, collections before datasets."""
        before = self._contents()
        self.client.run(self.id, tool, inputs, **more)
        return self._new(before)

    def run_classic(self, tool: str, inputs: dict[str, Any], **more: Any) -> list[Item]:
        """The same through the classic route, with its flat names."""
        before = self._contents()
        self.client.legacy(self.id, tool, inputs, **more)
        return self._new(before)

    def invoke(self, workflow: dict[str, Any], inputs: dict[str, Any], **more: Any) -> list[Item]:
        """Import a workflow, run it, wait, and return what is new."""
        before = self._contents()
        made = self.client.post("/api/workflows", {"workflow": workflow})["id"]
        asked = {"history_id": self.id, "inputs": inputs, "inputs_by": "name", **more}
        invocation = self.client.post(f"/api/workflows/{made}/invocations", asked)["id"]
        wait_for(self.client, invocation)
        self.client.wait_history(self.id)
        return self._new(before)

    def copy(self, item: Item) -> Item:
        """Copy a dataset or collection into this history, as its menu does."""
        kind = {"hda": "dataset", "hdca": "dataset_collection"}[item["src"]]
        wanted = {"type": kind, "source": item["src"], "content": item["id"]}
        made = self.client.post(f"/api/histories/{self.id}/contents", wanted)
        return {"src": item["src"], "id": made["id"]}

    def rename(self, item: Item, name: str) -> None:
        kind = {"hda": "datasets", "hdca": "dataset_collections"}[item["src"]]
        self.client.put(f"/api/histories/{self.id}/contents/{kind}/{item['id']}", {"name": name})

    def _contents(self) -> set[tuple[str, str]]:
        return {(content["history_content_type"], content["id"]) for content in self.client.contents(self.id)}

    def _new(self, before: set[tuple[str, str]]) -> list[Item]:
        contents = sorted(self.client.contents(self.id), key=lambda content: (content["hid"], content["id"]))
        new = [one for one in contents if (one["history_content_type"], one["id"]) not in before]
        collections = [one for one in new if one["history_content_type"] == "dataset_collection"]
        shown = [one for one in new if one["visible"]]
        return [_item(one) for one in collections or shown or new]


def batch(values: Sequence[Item], **more: Any) -> dict[str, Any]:
    """Map a tool over these values."""
    return {"__class__": "Batch", "values": list(values), **more}


def wait_for(client: Any, invocation: str) -> dict[str, Any]:
    """Wait until nothing more is scheduled for an invocation, and return it."""
    for _ in range(1200):
        answer: dict[str, Any] = client.get(f"/api/invocations/{invocation}")
        if answer["state"] not in {"new", "ready", "requires_materialization", "cancelling"}:
            return answer
        time.sleep(0.5)
    raise TimeoutError(f"invocation {invocation} is still {answer['state']}")


def _read(pair: str, end: str) -> dict[str, str]:
    text = READS.replace("read", f"{pair}_{end}_")
    return {"src": "pasted", "paste_content": text, "name": end, "ext": "fastqsanger", "dbkey": "?"}


def _item(content: dict[str, Any]) -> Item:
    kind = {"dataset": "hda", "dataset_collection": "hdca"}[content["history_content_type"]]
    return {"src": kind, "id": content["id"]}
