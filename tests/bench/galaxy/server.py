"""The made-up server: its clock, its ids, and the records that Galaxy writes for each thing that happens."""

# ruff: noqa: FBT003 - the values of a row stand in the order of its columns

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from tests.bench.galaxy.tables import Rows
from tests.bench.galaxy.things import Collection, Element, History, Item, Job
from tests.bench.galaxy.tools import CHOICES, Tool, make_tools

T = TypeVar("T")

METADATA = (
    b'{"column_names": [], "columns": 4, "comment_lines": 0, "data_lines": 1200, "dbkey": ["?"], "delimiter": "\\t"}'
)
FINAL = {"ok", "error", "deleted", "skipped"}
REQUESTED = 0.3
"""The share of runs from the tool form that went through the asynchronous API, over six years."""


class Server:
    """Writes rows; `now` moves on as things happen, `end` is when the story ends: later jobs are not finished.

    `requested` is the share of runs from the tool form that leave a tool request; on a new server all do.
    """

    def __init__(self, rows: Rows, seed: int, now: datetime, end: datetime, requested: float = REQUESTED) -> None:
        self.rows, self.random = rows, Random(seed)
        self._uuids = Random(f"{seed} after {rows.highest['dataset']}")
        self.now, self.end, self.requested = now, end, requested
        self.tools = make_tools()
        self.executions = 0
        self.datasets = 0
        self.by_reads = {
            reads: [t for t in self.tools if t.reads == reads] for reads in ("dataset", "paired", "collection")
        }

    def pick(self, among: Sequence[T]) -> T:
        """Choose one; takes as much randomness from a short list as from a long one."""
        return among[int(self.random.random() * len(among))]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def uuid(self) -> str:
        return f"{self._uuids.getrandbits(128):032x}"

    def time(self, seconds: float = 0) -> str:
        """The moment, or one so many seconds later but not after the end, as Galaxy stores it."""
        return min(self.now + timedelta(seconds=seconds), self.end).isoformat(" ", "microseconds")

    def user(self) -> int:
        number, time = self.rows.highest["galaxy_user"] + 1, self.time()
        mail = f"user{number}@example.org"
        password = "PBKDF2$sha256$100000$made.up"
        user = self.rows.add("galaxy_user", time, time, mail, f"user-{number}", password, False, False, False, 0, True)
        role = self.rows.add("role", time, time, mail, f"Private role for {mail}", "private", False)
        self.rows.add("user_role_association", user, role, time, time)
        return user

    def history(self, user: int, size: int) -> History:
        time, is_open = self.time(), self.chance(0.05)
        name = f"{self.pick(TOPICS)} {self.rows.highest['history']}"
        gone = self.chance(0.04)
        slug = f"history-{self.rows.highest['history']}" if is_open else None
        history = History(
            self.rows.add(
                "history", time, time, user, name, size, gone, gone and self.chance(0.5), False, is_open, slug,
                is_open and self.chance(0.5), self.chance(0.02),
            ),
            user,
            size,
        )  # fmt: skip
        self.rows.audit(history.id, time)
        if self.chance(0.1) and user > 1:
            self.rows.add("history_user_share_association", history.id, 1 + int(self.random.random() * (user - 1)))
        if self.chance(0.1):
            self.rows.add("history_annotation_association", history.id, user, "What I did and why, in a few words.")
        if self.chance(0.1):
            self.rows.add("history_tag_association", history.id, 1, user, "name", f"p{user}", f"p{user}")
        return history

    def job(self, history: History, tool: str, version: str, seconds: float | None = None, **known: Any) -> Job:
        """Queue a job: it starts and ends after a while, unless the story ends before."""
        length = self.random.expovariate(1 / 900) if seconds is None else seconds
        state, took = self._outcome(length)
        ended = state in FINAL
        texts = ("", "", "", "Segmentation fault" if state == "error" else "") if ended else (None, None, None, None)
        job = self.rows.add(
            "job", self.time(), self.time(took), history.id, tool, version, "26.1", state,
            f"set -e; {tool.rpartition('/')[0][-20:]} --threads 4 'dataset_{self.uuid()}.dat' > 'dataset_out.dat'",
            b"[]", b"[]", *texts, (1 if state == "error" else 0) if ended else None, history.user, "slurm",
            str(self.rows.highest["job"]), "cluster", False, "main", "files", known.get("request"),
            known.get("state", "null"),
        )  # fmt: skip
        for entered, after in _states(state, took):
            self.rows.add("job_state_history", self.time(after), job, entered)
        return Job(job, state, self.time(took))

    def _outcome(self, length: float) -> tuple[str, float]:
        fate = self.random.random()
        left = (self.end - self.now).total_seconds()
        if fate < 0.0015:
            return ("paused" if fate < 0.0012 else "new"), 1
        if length / 4 > left:
            return "queued", 0
        if length > left:
            return "running", length / 4
        return ("error" if fate < 0.045 else "deleted" if fate < 0.055 else "ok"), length

    def parameters(self, job: int, values: dict[str, Any]) -> None:
        for name, value in values.items():
            self.rows.add("job_parameter", job, name, json.dumps(value))

    def item(self, history: History, name: str, extension: str, job: Job | None, **how: Any) -> Item:
        """An HDA: a new dataset, or that of another HDA which it is a copy of."""
        original: Item | None = how.get("copy_of")
        dataset = original.dataset if original else self._dataset(history, job)
        state = original.state if original else job.dataset_state if job else "ok"
        time, gone = self.time(), self.chance(0.06)
        hda = self.rows.add(
            "history_dataset_association", history.id, dataset, time, self.time(3), original and original.hda,
            name[:255], "", "1,200 lines", "chr1\t100\t200\tgene", "", extension, METADATA, False, gone,
            how.get("visible", True), 2, how.get("hid") or history.next_hid(), gone and self.chance(0.5), "unknown",
        )  # fmt: skip
        self.rows.audit(history.id, time)
        self.datasets += 1
        history.made += 1
        self._label(hda, history)
        item = Item(hda, dataset, name, extension, state)
        if how.get("visible", True):
            history.keep(item)
        return item

    def _dataset(self, history: History, job: Job | None) -> int:
        state, time = job.dataset_state if job else "ok", self.time()
        size = int(self.random.lognormvariate(13, 3)) if state == "ok" else None
        gone = self.chance(0.12)
        dataset = self.rows.add(
            "dataset", job and job.id, time, job.end if job else time, state, gone, gone, True, "files", size, size,
            self.uuid(),
        )  # fmt: skip
        self.rows.add("dataset_permissions", time, time, "manage permissions", dataset, history.user)
        if history.user % 20 == 0:
            self.rows.add("dataset_permissions", time, time, "access", dataset, history.user)
        return dataset

    def _label(self, hda: int, history: History) -> None:
        chance = self.random.random()
        if chance < 0.04:
            table = "history_dataset_association_tag_association"
            self.rows.add(table, hda, 1, history.user, "name", f"s{history.hid}", f"s{history.hid}")
        elif chance < 0.05:
            self.rows.add("history_dataset_association_annotation_association", hda, history.user, "Looks fine.")

    def collection(self, history: History, name: str, type_: str, elements: list[Element], **how: Any) -> Collection:
        """An HDCA with its stored collection, its elements and, when nested, the collections inside."""
        time, inner = self.time(), type_.rpartition(":")[2]
        for element in elements:
            if element.inner:
                element.collection = self._stored(inner, element.inner, time)
        hdca = self.rows.add(
            "history_dataset_collection_association", self._stored(type_, elements, time), history.id, name[:255],
            how.get("hid") or history.next_hid(), True, self.chance(0.05), how.get("copied_from"), how.get("output"),
            how.get("job"), how.get("icj"), time, self.time(2),
        )  # fmt: skip
        self.rows.audit(history.id, time)
        if self.chance(0.05):
            table = "history_dataset_collection_tag_association"
            self.rows.add(table, hdca, 1, history.user, "name", "all", "all")
        collection = Collection(hdca, type_, name, elements)
        history.keep(collection)
        return collection

    def _stored(self, type_: str, elements: list[Element], time: str) -> int:
        stored = self.rows.add("dataset_collection", type_, "ok", len(elements), time, time)
        for index, element in enumerate(elements):
            hda = element.item and element.item.hda
            id_ = self.rows.add(
                "dataset_collection_element", stored, hda, element.collection, index, element.identifier
            )
            element.id = element.id or id_
        return stored

    def values_of(self, tool: Tool) -> dict[str, Any]:
        """What a user sets in a tool's form."""
        return {
            name: self.pick(CHOICES) if len(name) % 2 else int(self.random.random() * 100) for name in tool.parameters
        }

    def request(self, history: History, tool: Tool, payload: dict[str, Any]) -> int:
        """A tool request with its tool source: in this release each request has one of its own."""
        source = self.rows.add("tool_source", "TODO", json.dumps(tool.source).encode(), "XmlToolSource")
        body = json.dumps(payload, sort_keys=True).encode()
        is_waiting = self.end - self.now < timedelta(minutes=10) and self.chance(0.5)
        state = "new" if is_waiting else "submitted"
        return self.rows.add("tool_request", source, history.id, body, state, None)


def _states(state: str, took: float) -> list[tuple[str, float]]:
    """What a job went through, and after how many seconds: a fourth of its time it waits."""
    if state == "running":
        return [("new", 0), ("queued", 1), ("running", took)]
    if state in FINAL:
        return [("new", 0), ("queued", 1), ("running", took / 4), (state, took)]
    return list(dict.fromkeys([("new", 0.0), (state, 0.0)]))


TOPICS = (
    "RNA-seq",
    "Variants of",
    "ChIP-seq",
    "Assembly of",
    "Course",
    "imported: run",
    "Unnamed history",
    "Methylation",
)
