"""A running Galaxy server as its database sees it: one transaction after the other, and some that commit late."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from tests.integration.loaders.changes.ids import Ids, Sequences
from tests.integration.loaders.changes.world import CHANGES, Change, Choice, NothingToChangeError, Schema, World

LONG_AGO = timedelta(days=3)
"""When tests begin in which much time passes: a clock that is far ahead would count as wrong."""


@dataclass(frozen=True, slots=True)
class Held:
    """A transaction that has begun and not yet committed: its ids and its time are taken."""

    change: Change
    ids: dict[str, list[int]]
    time: datetime


class Server:
    """The database of a running Galaxy, and its clock.

    The ids are given here, so that one connection can play several whose ids commit in another order. Real concurrent
    transactions are played with `transaction()`: there the database gives them.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.behind = timedelta()
        """How far Galaxy's clock is behind ours; negative when it is ahead."""

        self._engine = sa.create_engine(url)
        self._schema = Schema(self._engine)
        self._sequences = Sequences(reuses=self._engine.dialect.name == "sqlite")

    def let_pass(self, time: timedelta) -> None:
        self.behind -= time

    def close(self) -> None:
        self._engine.dispose()

    def now(self) -> datetime:
        return datetime.now(UTC) - self.behind

    def apply(self, happening: Change) -> bool:
        """Let a change happen; tell whether it could."""
        ids = Ids(self._sequences)
        with self._engine.connect() as connection:
            if not self._happen(connection, happening, self.now(), ids):
                return False
            connection.commit()
        return True

    def hold(self, happening: Change) -> Held | None:
        """Begin a transaction: nobody sees it, and nobody else gets its ids. None when there is nothing to do."""
        ids, time = Ids(self._sequences), self.now()
        with self._engine.connect() as connection:
            if not self._happen(connection, happening, time, ids):
                return None
            connection.rollback()
        self._sequences.keep(ids.taken)
        return Held(happening, dict(ids.taken), time)

    def commit(self, held: Held) -> bool:
        """Commit a transaction that was held, with the ids and the time that it took when it began."""
        with self._engine.connect() as connection:
            if not self._happen(connection, held.change, held.time, Ids(self._sequences, held.ids)):
                return False
            connection.commit()
        return True

    @contextmanager
    def transaction(self) -> Iterator[World]:
        """One transaction that ends with the block; the database gives the ids."""
        with self._engine.begin() as connection:
            yield World(connection, self._schema, self.now())

    def _happen(self, connection: sa.Connection, happening: Change, time: datetime, ids: Ids) -> bool:
        try:
            CHANGES[happening.kind](World(connection, self._schema, time, ids), Choice(happening.seed))
        except NothingToChangeError:
            return False
        return True
