"""A Galaxy in which work goes on: new executions with all that belongs to them, and small changes to what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.bench.galaxy.server import Server
from tests.bench.galaxy.store import Store, open_store
from tests.bench.galaxy.tables import Rows
from tests.bench.galaxy.things import History, Item
from tests.bench.galaxy.work import Site

RECENT = 40
"""So many histories are found and worked in."""


@dataclass(frozen=True)
class Growth:
    """What was added and changed, in rows."""

    executions: int
    datasets: int
    rows: int
    changed: int


def add_executions(url: str, count: int, seed: int = 1, now: datetime | None = None, changes: float = 0.05) -> Growth:
    """Add executions to a database that is there, and change `changes` of `count` rows of each kind.

    Equal arguments give much the same work at any size of the database.

    Args:
        url: as for `generate`.
        count: executions: jobs outside of map-overs, and map-overs.
        seed: what is done.
        now: naive UTC, this moment by default; the newest rows are of the seconds before it.
        changes: changed rows of each kind, as a share of `count`.
    """
    end = now or datetime.now(UTC).replace(tzinfo=None)
    with open_store(url) as store:
        rows = Rows(store.highest())
        before = sum(rows.highest.values())
        server = Server(rows, seed, end - timedelta(hours=1), end)
        site = Site(server, _histories(store, Random(seed)))
        while server.executions < count:
            site.go_on()
            server.now = min(server.now + timedelta(seconds=3000 / count), end)
        for table, waiting in rows.taken().items():
            if table != "history_audit":  # the triggers see to it
                store.insert(table, waiting)
        store.restart_ids()
        changed = change(store, int(count * changes), server)
        return Growth(server.executions, server.datasets, sum(rows.highest.values()) - before, changed)


def delete_rows(url: str, count: int, seed: int = 1) -> list[int]:
    """Delete datasets for good, as nobody should, with what points at them; return the ids of the HDAs."""
    with open_store(url) as store:
        random = Random(seed)
        gone = [_near(store, "history_dataset_association", random.random()) for _ in range(count)]
        for hda in gone:
            for table in ("job_to_output_dataset", "job_to_input_dataset"):
                store.change(f"DELETE FROM {table} WHERE dataset_id = ?", hda)
            store.change("UPDATE dataset_collection_element SET hda_id = NULL WHERE hda_id = ?", hda)
            copied = "copied_from_history_dataset_association_id"
            store.change("DELETE FROM history_dataset_association WHERE id = ?", hda)
            store.change(f"UPDATE history_dataset_association SET {copied} = NULL WHERE {copied} = ?", hda)
        return gone


def change(store: Store, count: int, server: Server) -> int:
    """Change rows as Galaxy would: most of them new ones, some from any time."""
    time, changed = server.time(), 0
    for table, statement, with_time in CHANGES:
        for share in _shares(count, server.random):
            values = (time,) if with_time else ()
            changed += store.change(statement, *values, _near(store, table, share))
    return changed


_HDA = "history_dataset_association"
_HDCA = "history_dataset_collection_association"
_TAG = f"INSERT INTO {_HDA}_tag_association ({_HDA}_id, tag_id, user_id, user_tname)"

CHANGES = (
    (_HDA, f"UPDATE {_HDA} SET name = 'renamed', version = version + 1, update_time = ? WHERE id = ?", True),
    (_HDA, f"UPDATE {_HDA} SET deleted = true, update_time = ? WHERE id = ?", True),
    (_HDA, f"{_TAG} SELECT id, 1, 1, 'checked' FROM {_HDA} WHERE id = ?", False),
    (_HDCA, f"UPDATE {_HDCA} SET name = 'renamed', update_time = ? WHERE id = ?", True),
    ("dataset", "UPDATE dataset SET state = 'error', update_time = ? WHERE id = ?", True),
    ("job", "UPDATE job SET state = 'deleted', update_time = ? WHERE id = ?", True),
    ("history", "UPDATE history SET importable = true, update_time = ? WHERE id = ?", True),
    ("tool_request", "UPDATE tool_request SET state = 'submitted' WHERE state = 'new' AND id >= ?", False),
)
"""(table whose row is chosen, what is done to it, whether the time is set)."""


def _shares(count: int, random: Random) -> list[float]:
    """Where in a table rows are chosen: nine of ten near its end."""
    return [1 - random.random() ** 12 if random.random() < 0.9 else random.random() for _ in range(count)]


def _near(store: Store, table: str, share: float) -> int:
    """The id at this share of the table, or the next that is there."""
    highest = store.rows(f"SELECT max(id) FROM {table}")[0][0] or 0
    return store.rows(f"SELECT min(id) FROM {table} WHERE id >= ?", max(1, int(highest * share)))[0][0] or 0


def _histories(store: Store, random: Random) -> list[History]:
    """The newest histories with 20 datasets to work on, as their users have them open."""
    found = store.rows("SELECT h.id, h.user_id, h.hid_counter FROM history h ORDER BY h.id DESC LIMIT 100")
    histories = [History(id_, user, size=10**9, hid=hid) for id_, user, hid in found]
    for history in histories:
        rows = store.rows(
            "SELECT id, dataset_id, name, extension FROM history_dataset_association WHERE history_id = ? AND visible"
            " ORDER BY id DESC LIMIT 20",
            history.id,
        )
        history.items = [Item(*row) for row in reversed(rows)]
    histories = [history for history in histories if len(history.items) == 20][:RECENT]
    random.shuffle(histories)
    return histories
