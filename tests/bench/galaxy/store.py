"""A Galaxy database to write to: the tables of the committed sample, and rows by the quickest way of each engine."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from tests.bench.galaxy.tables import AUDIT, COLUMNS
from tests.engines.sample_databases import DEMO, unpacked

TRIGGERS = Path(__file__).with_name("triggers.sql")
"""Galaxy's own, that keep `history_audit` on PostgreSQL and notify; for SQLite the sample has them."""

Values = Sequence[Any]


def open_store(url: str) -> Store:
    """Open a database by its SQLAlchemy URL."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteStore(Path(str(parsed.database)))
    return PostgresStore(parsed.set(drivername="postgresql").render_as_string(hide_password=False))


class Store(ABC):
    """Statements are given in one form: `?` stands for a parameter."""

    @abstractmethod
    def create(self) -> None:
        """Make all tables, empty and without indexes."""

    @abstractmethod
    def insert(self, table: str, rows: Iterable[Values]) -> None:
        """Write rows: id first, then as `COLUMNS` says."""

    @abstractmethod
    def finish(self) -> None:
        """Make indexes and triggers, and have the planner look at the tables."""

    @abstractmethod
    def rows(self, statement: str, *values: Any) -> list[Values]:
        """Return what a statement finds."""

    @abstractmethod
    def change(self, statement: str, *values: Any) -> int:
        """Run a statement and return how many rows it changed."""

    @abstractmethod
    def close(self) -> None:
        """Commit and close."""

    def restart_ids(self) -> None:  # noqa: B027 - only PostgreSQL counts by itself
        """Let the ids that the server gives go on after ours."""

    def highest(self) -> dict[str, int]:
        """Return the highest id of each table."""
        return {table: self.rows(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0] for table in COLUMNS}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def columns_of(table: str) -> list[str]:
    return ["history_id", "update_time"] if table == AUDIT else ["id", *COLUMNS[table].split()]


class SqliteStore(Store):
    """A file; the tables, indexes and triggers are those of the sample, word for word."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.exists() and not _is_database(path):
            raise FileExistsError(f"{path} is no SQLite database: it is not written over.")
        self._connection = sqlite3.connect(path, timeout=60)

    def create(self) -> None:
        self._connection.close()
        self._path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        for statement in _sample_statements("table"):
            self._connection.execute(statement)
        self._connection.execute("BEGIN")

    def insert(self, table: str, rows: Iterable[Values]) -> None:
        names = columns_of(table)
        marks = ", ".join("?" * len(names))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def finish(self) -> None:
        for kind in ("index", "trigger"):
            for statement in _sample_statements(kind):
                self._connection.execute(statement)
        self._connection.execute("ANALYZE")
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA journal_mode = DELETE")

    def rows(self, statement: str, *values: Any) -> list[Values]:
        return self._connection.execute(statement, values).fetchall()

    def change(self, statement: str, *values: Any) -> int:
        return self._connection.execute(statement, values).rowcount

    def close(self) -> None:
        if self._connection.in_transaction:
            self._connection.commit()
        self._connection.close()


def _is_database(path: Path) -> bool:
    """Tell a SQLite database, or the empty file that opening one makes, from all else."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(15) in (b"", b"SQLite format 3")


def _sample_statements(kind: str) -> list[str]:
    """The statements of the committed sample database, for tables, indexes or triggers."""
    with TemporaryDirectory() as folder:
        sample = sqlite3.connect(unpacked(DEMO, Path(folder)))
        found = sample.execute(
            "SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'", (kind,)
        ).fetchall()
        sample.close()
    return [statement for (statement,) in found]


class PostgresStore(Store):
    """A database; its tables are those of the sample in PostgreSQL's types, as Galaxy's models have them.

    Foreign keys are left out: they cost while writing and no reader sees them.
    """

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url)
        self._engine_url = sa.make_url(url).set(drivername="postgresql+psycopg")

    def create(self) -> None:
        engine = sa.create_engine(self._engine_url)
        with engine.begin() as connection:
            for table in _sample_tables().tables.values():
                connection.execute(sa.schema.CreateTable(table))
        engine.dispose()

    def insert(self, table: str, rows: Iterable[Values]) -> None:
        names = ", ".join(columns_of(table))
        with self._connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def finish(self) -> None:
        self._connection.commit()
        engine = sa.create_engine(self._engine_url)
        with engine.begin() as connection:
            for table in _sample_tables().tables.values():
                for index in table.indexes:
                    connection.execute(sa.schema.CreateIndex(index))
            connection.exec_driver_sql(TRIGGERS.read_text())
        engine.dispose()
        self.restart_ids()
        self._connection.commit()
        self._connection.autocommit = True
        self._connection.execute("VACUUM ANALYZE")

    def restart_ids(self) -> None:
        for table in COLUMNS:
            self._connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest(max(id), 1)) FROM {table}"
            )

    def rows(self, statement: str, *values: Any) -> list[Values]:
        return self._connection.execute(statement.replace("?", "%s"), values).fetchall()

    def change(self, statement: str, *values: Any) -> int:
        return self._connection.execute(statement.replace("?", "%s"), values).rowcount

    def close(self) -> None:
        self._connection.commit()
        self._connection.close()


def _sample_tables() -> sa.MetaData:
    """The tables of the sample, with what PostgreSQL calls their types."""
    metadata = sa.MetaData()
    with TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{unpacked(DEMO, Path(folder))}")
        metadata.reflect(engine)
        engine.dispose()
    for table in metadata.tables.values():
        table.constraints -= set(table.foreign_key_constraints)
        for named in (*table.constraints, *table.indexes):
            named.name = _short(str(named.name)) if isinstance(named, sa.Index) else None
        for column in table.columns:
            column.type = _for_postgres(column.type)
            column.server_default = None
    return metadata


def _short(name: str) -> str:
    """PostgreSQL cuts names at 63 characters; so does Galaxy, with a digest at the end."""
    return name if len(name) <= 63 else f"{name[:54]}_{sha256(name.encode()).hexdigest()[:8]}"


def _for_postgres(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    if isinstance(kind, sa.JSON):
        return postgresql.JSONB()
    return kind.as_generic()
