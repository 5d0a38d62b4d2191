"""A graph on a Bolt server: open it, ask it by statement name, write to it.

The official driver is the only way in, for every engine. Writes are managed transactions, reads are transactions of
their own; a cluster routes both, and both are tried again after transient errors. One bookmark manager per graph makes
reads see the writes before them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import neo4j
from filelock import FileLock
from neo4j import Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, unit_of_work
from neo4j.exceptions import ConfigurationError, ConstraintError
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from cypher.address import Address, parse_address
from cypher.catalog import Engine, statement
from cypher.definitions import definitions, local_search_script, search_definitions, wait_for_indexes
from cypher.errors import BadGraphUrl, GraphError, GraphUnavailable, NotSearchableYet, StatementFailed
from cypher.local import LocalServer, run_script
from cypher.patience import seconds_left
from cypher.schema import BY_LABEL
from cypher.translation import one_line, translated
from cypher.writer import Writer
from cypher.writes import (
    count_by_range,
    find_all,
    find_among,
    find_between,
    find_highest,
    find_keys,
    sample_words,
    scan_nodes,
    search_nodes,
)

T = TypeVar("T")
MOST_MATCHES = 20_000
"""Of so many matches of an index one looks at the other words: about 100 ms."""

_RETRY_WITHIN = 5.0  # seconds; then the server is away, and who asked should know
_RETRY_LOCAL = 0.5  # seconds; a local server that does not answer is started again
_RETRY_READ = 0.5  # seconds
_AWAY = 1.0  # seconds that a server which does not answer is not asked again
_WIDE = 50_000  # ids; a wider range is scanned, not looked up id by id
_TURN_WITHIN = 600.0  # seconds that other writers may take for their transactions
_INDEXING = 600.0  # seconds that indexes may take for who has no bound
_OVERTAKEN = Retrying(
    retry=retry_if_exception_type(ConstraintError),
    stop=stop_after_attempt(5),
    wait=wait_random_exponential(multiplier=0.05, max=2),
    reraise=True,
)
"""Another writer has made the same node since we looked: look again. Transient errors are retried by the driver."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words of a thing must be.

    `lucene`: what the index is asked for, in Lucene's language; empty: it is not asked, things are looked at one by one
    until there are enough, which is quick for what many have. `texts`: what ` <words> ` must contain, the words without
    their ends.
    """

    lucene: str
    texts: tuple[str, ...]


def open_graph(url: str) -> Graph:
    """Open the graph at `local:PATH`, `bolt://…` or `neo4j://…`; a local server is started when none runs.

    Raises:
        BadGraphUrl: the address cannot be read.
        GraphUnavailable, GraphRefused, LocalServerError: the server cannot be used.
    """
    return Graph(parse_address(url))


class Graph:
    """An open graph; a context manager. Safe to share between threads."""

    def __init__(self, address: Address) -> None:
        """Connect, and fail at once when the server cannot be used."""
        self._address = address
        self._reconnecting = threading.Lock()
        self._away_until = 0.0
        self._driver, self._database = self._connect()
        self.engine: Engine = self._recognise()

    @property
    def server(self) -> str:
        """The server's own name and version, such as `Neo4j/5.26.30`."""
        with translated(self._address):
            return self._driver.get_server_info().agent

    def read(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run the statement file `topic/name` and return its rows as dictionaries, in its order."""
        text = statement(name, self.engine).text
        return self._try_again(lambda: self._execute_read(text, parameters))

    def keys(self, label: str, prefix: str, low: int, high: int) -> list[str]:
        """Return the keys of a label that begin with `prefix` and whose Galaxy id lies between `low` and `high`.

        Labels that have no Galaxy id give all keys with the prefix.
        """
        if not BY_LABEL[label].has_galaxy_id:
            text = find_all(label)
        else:
            text = find_among(label) if high - low < _WIDE else find_between(label)
        parameters = {"prefix": prefix, "low": low, "high": high}
        return list(self._try_again(lambda: self._execute_read(text, parameters))[0]["found"])

    def existing(self, label: str, keys: Sequence[str]) -> list[str]:
        """Return those of these keys that are in the graph."""
        return list(self._try_again(lambda: self._execute_read(find_keys(label), {"keys": list(keys)}))[0]["found"])

    def count(self, label: str, prefix: str, size: int) -> dict[int, int]:
        """Return how many nodes have a key with this prefix, by their Galaxy id divided by `size`; scans the label."""
        rows = self._try_again(lambda: self._execute_read(count_by_range(label), {"prefix": prefix, "size": size}))
        return {row["number"]: row["nodes"] for row in rows}

    def highest(self, label: str, prefix: str) -> int:
        """Return the highest Galaxy id of a label's keys that begin with `prefix`; -1 when there are none."""
        rows = self._try_again(lambda: self._execute_read(find_highest(label), {"prefix": prefix}))
        return int(rows[0]["found"])

    def search(self, label: str, wanted: Wanted, prefix: str, limit: int) -> list[tuple[str, str | None, str]]:
        """Return things whose words are wanted and whose key begins with `prefix`: key, title and words of each.

        The order says nothing. The index is made when it is not there yet.

        Args:
            label: one of `schema.SEARCHED`.
            wanted: what the words must be, and whether the index is asked.
            prefix: of which Galaxy.
            limit: how many at most.
        """
        parameters = {"wanted": list(wanted.texts), "prefix": prefix, "limit": limit}
        if not wanted.lucene:
            return self._found(scan_nodes(label), parameters)
        parameters |= {"lucene": wanted.lucene, "most": MOST_MATCHES}
        try:
            return self._found(search_nodes(label), parameters)
        except StatementFailed:
            self.ensure_searchable()
            return self._found(search_nodes(label), parameters)

    def sample_words(self, label: str, limit: int) -> list[str]:
        """Return the words of some things of a label."""
        rows = self._try_again(lambda: self._execute_read(sample_words(label), {"limit": limit}))
        return list(rows[0]["found"])

    def _found(self, text: str, parameters: dict[str, Any]) -> list[tuple[str, str | None, str]]:
        return [tuple(row) for row in self._try_again(lambda: self._execute_read(text, parameters))[0]["found"]]

    def version(self) -> int:
        """Return a counter that moves with every write that changes what a dump shows; 0 in an empty graph."""
        rows = self.read("graph/version")
        return int(rows[0]["version"]) if rows else 0

    def writer(self) -> Writer:
        """Return a writer; the graph's constraints are made first."""
        self.ensure_schema()
        return Writer(self._execute_write)

    def ensure_schema(self) -> None:
        """Make constraints and indexes that are not there yet."""
        self._try_again(lambda: self._define(definitions()))

    def ensure_searchable(self) -> None:
        """Make the full-text indexes that are not there yet, and wait until they can be asked.

        The first search does so: a first load would take longer for it, and longer still to keep them up meanwhile.

        Raises:
            NotSearchableYet: it takes longer than one may wait.
        """
        self.ensure_schema()
        with self._reconnecting, self._turn():
            if self._address.kind == "local":
                run_script(LocalServer(Path(self._address.place)).start(), local_search_script())
            else:
                self._define(search_definitions())
                self._wait_for_indexes()

    def _wait_for_indexes(self) -> None:
        """Wait as long as one may; Neo4j goes on with them in any case."""
        seconds = ceil(min(seconds_left() or _INDEXING, _INDEXING))
        try:
            self._define([wait_for_indexes(seconds)])
        except StatementFailed as error:
            raise NotSearchableYet from error

    def _define(self, statements: Iterable[str]) -> None:
        with translated(self._address), self._session() as session:
            for text in statements:
                session.run(text).consume()

    def stream(self, text: str) -> Iterator[list[Any]]:
        """Run a generated read and yield its records one by one, in constant memory; it is not retried."""
        with (
            translated(self._address),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            for record in transaction.run(text):
                yield record.values()

    def close(self) -> None:
        """Close the connections; a local server goes on for other users and ends when it is idle."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _connect(self) -> tuple[Driver, str | None]:
        address = self._address
        if address.kind == "local":
            connection = LocalServer(Path(address.place)).start()
            driver = _driver(connection.url, connection.user, connection.password, retry_within=_RETRY_LOCAL)
            database: str | None = connection.database
        else:
            driver, database = (
                _driver(address.place, address.user, address.password, retry_within=_RETRY_WITHIN),
                address.database,
            )
        try:
            with translated(address):
                driver.verify_connectivity()
        except GraphError:
            driver.close()
            raise
        return driver, database

    def _recognise(self) -> Engine:
        return "local" if "ArcadeDB" in self.server else "neo4j"

    def _session(self, access: str = neo4j.WRITE_ACCESS, **config: Any) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
            default_access_mode=access,
            **config,
        )

    def _execute_read(self, text: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Run a read in a managed transaction, which the driver tries again for a moment: a connection may have died.

        A server that is still away then is known to be for a second, so that those who ask meanwhile need not wait.
        """

        def read(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            result = transaction.run(text, parameters)
            names = result.keys()
            return [dict(zip(names, record.values(), strict=True)) for record in result]

        if time.monotonic() < self._away_until:
            raise GraphUnavailable(f"The graph server at {self._address.place} does not answer: check that it runs.")
        try:
            with (
                translated(self._address),
                self._session(neo4j.READ_ACCESS, max_transaction_retry_time=_RETRY_READ) as session,
            ):
                return session.execute_read(unit_of_work(timeout=seconds_left())(read))
        except GraphUnavailable:
            if self._address.kind != "local":  # which is started again
                self._away_until = time.monotonic() + _AWAY
            raise

    def _execute_write(self, work: Callable[[ManagedTransaction], T]) -> T:
        def execute() -> T:
            with translated(self._address), self._session() as session:
                for attempt in _OVERTAKEN.copy():
                    with attempt, self._turn():
                        done = session.execute_write(work)
                return done

        return self._try_again(execute)

    def _turn(self) -> AbstractContextManager[object]:
        """Wait for other writers: a local server meets conflicts only at the commit, Neo4j waits by itself."""
        if self._address.kind != "local":
            return nullcontext()
        return FileLock(Path(self._address.place) / "write.lock", timeout=_TURN_WITHIN)

    def _try_again(self, execute: Callable[[], T]) -> T:
        """Run; when a local server is gone (idle, killed), start it again and run once more."""
        driver = self._driver
        try:
            return execute()
        except GraphUnavailable:
            if self._address.kind != "local":
                raise
            self._reconnect(driver)
            return execute()

    def _reconnect(self, lost: Driver) -> None:
        with self._reconnecting:
            if self._driver is lost:  # else another thread was faster
                self._driver, self._database = self._connect()
                lost.close()


def _driver(url: str, user: str, password: str, *, retry_within: float) -> Driver:
    auth = neo4j.basic_auth(user, password) if password else None
    try:
        return GraphDatabase.driver(
            url,
            auth=auth,
            max_transaction_retry_time=retry_within,
            connection_timeout=10,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            user_agent="galaxy-lineage",
        )
    except (ConfigurationError, ValueError) as error:
        raise BadGraphUrl(f"{urlsplit(url).hostname}: {one_line(error)}") from error
