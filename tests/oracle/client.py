"""Asks Galaxy's own HistoryGraphBuilder, in its own process, about a database file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from tests.oracle.environment import galaxy_python

ID_SECRET = "galaxy-provenance-oracle-secret"
"""The `id_secret` of the servers whose databases and answers the tests use."""


class Refused(Exception):
    """Galaxy answers with an error: its HTTP status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status
        self.message = message


class OracleProcess:
    """The process; a context manager. Galaxy's imports take 5 to 10 s, so one process serves all databases."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("history_graph_server.py")
        self._process = subprocess.Popen(
            [str(galaxy_python()), "-W", "ignore", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request, wait for its answer: `graph`, `seconds`, `statements`; raise `Refused` for an HTTP error."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(request), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("Galaxy's history graph builder ended; its traceback is on stderr.")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise Refused(**answer["error"])
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._process:
            assert self._process.stdin
            self._process.stdin.close()


class Oracle:
    """What Galaxy answers about the histories of one database file."""

    def __init__(self, process: OracleProcess, database: Path) -> None:
        self._process = process
        self._database = database

    def graph(self, history_id: int, ids: Literal["encoded", "raw"] = "encoded", **parameters: Any) -> dict[str, Any]:
        """Return `{nodes, edges, truncated}` of `GET /api/histories/{id}/graph`, without tool names.

        Args:
            history_id: the database id.
            ids: how ids look in the answer, and in `seed` and `seed_scope`: as Galaxy encodes them, or as decimals.
            **parameters: `limit`, `include_deleted`, `direction`, `depth`; `seed`, `seed_scope`: `{"src", "id"}`.

        Raises:
            Refused: Galaxy answers with an error.
        """
        request = {"database": str(self._database), "history_id": history_id, "ids": ids, "id_secret": ID_SECRET}
        graph: dict[str, Any] = self._process.ask(request | parameters)["graph"]
        return graph
