"""Histories, whose they are and whom they are shared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from loaders import labels, values
from loaders.batch import Batch
from loaders.record import Record
from loaders.source import Source
from loaders.streams.base import Stream
from loaders.values import BadValue


class Histories(Stream):
    """history → History, OWNS, MAY_READ."""

    name = "histories"
    table = "history"
    columns = (
        "user_id", "name", "create_time", "update_time", "deleted", "purged", "importable", "published", "archived",
        "slug",
    )  # fmt: skip
    kinds = (("History", "history"),)

    def load(self, records: Sequence[Record]) -> Batch:
        """(:User)-[:OWNS]->(:History), (:User)-[:MAY_READ]->(:History)."""
        batch = Batch()
        shares = read_shares(self.source, (record.id for record in records))
        notes = self._labels(records)
        for history in records:
            batch.begin(history.id)
            name = self.keys.history(history.id)
            batch.node(name, **_describe(history), **notes[history.id])
            batch.own(name, "OWNS", "MAY_READ")
            if (owner := history.integer("user_id")) is not None:
                batch.edge("OWNS", self.keys.user(owner), name)
            for user in shares[history.id]:
                batch.edge("MAY_READ", self.keys.user(user), name)
        return batch

    def _labels(self, records: Sequence[Record]) -> dict[int, dict[str, object]]:
        """Return tags, annotation and the time of the last change by history: its own `update_time` lags."""
        owners = {history.id: history.integer("user_id") for history in records}
        tags = labels.read_tags(self.source, labels.HISTORIES, owners)
        annotations = labels.read_annotations(self.source, labels.HISTORIES, owners)
        audited = self.source.latest("history_audit", "update_time", "history_id", owners)
        return {
            history.id: {
                "tags": tags.get(history.id),
                "annotation": annotations.get(history.id),
                "update_time": _latest(history, audited.get(history.id)),
            }
            for history in records
        }


def read_shares(source: Source, histories: Iterable[int]) -> dict[int, set[int]]:
    """Return the users with whom each history is shared."""
    shares: dict[int, set[int]] = defaultdict(set)
    for row in source.lookup("history_user_share_association", ("user_id",), "history_id", histories):
        shares[row["history_id"]].add(row["user_id"])
    return defaultdict(set, {history: users - {None} for history, users in shares.items()})


def _latest(history: Record, audited: object) -> str | None:
    try:
        return values.as_time(audited) or history.time("update_time")
    except BadValue as problem:
        history.note(f"history_audit: {problem}")
        return None


def _describe(history: Record) -> dict[str, object]:
    return {
        "name": history.text("name"),
        "slug": history.text("slug"),
        "create_time": history.time("create_time"),
        **{flag: history.boolean(flag) for flag in ("deleted", "purged", "importable", "published", "archived")},
    }
