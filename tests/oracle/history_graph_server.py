"""Galaxy's own HistoryGraphBuilder behind a pipe: a JSON request a line in, a JSON answer a line out.

Runs in `.venv-galaxy`, so that Galaxy's pins never bind ours; it imports nothing of this repository.

    {"database": PATH of a SQLite file or URL, "history_id": 1, "ids": "encoded" | "raw", "id_secret": …,
     "limit", "include_deleted", "seed", "direction", "depth", "seed_scope"}      seeds: {"src": "hda", "id": …}
 -> {"graph": {"nodes", "edges", "truncated"}, "seconds": to build it and to write it as JSON}
    or  {"error": {"status": 400, "message": …}}
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TextIO

from galaxy.exceptions import MessageException, ObjectNotFound
from galaxy.managers.history_graph import HistoryGraphBuilder
from galaxy.model import HistoryDatasetAssociation, HistoryDatasetCollectionAssociation
from galaxy.schema.history_graph import NodeRef
from galaxy.security.idencoding import IdEncodingHelper
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session

ITEMS = {"hda": HistoryDatasetAssociation, "hdca": HistoryDatasetCollectionAssociation}


class RawIds:
    """Stands in for Galaxy's encoding where the database ids are wanted as they are."""

    def encode_id(self, obj_id: int) -> str:
        """Return the number as text."""
        return str(obj_id)

    def decode_id(self, encoded: str) -> int:
        """Return the number."""
        return int(encoded)


Encoding = IdEncodingHelper | RawIds


@cache
def engine(database: str) -> Engine:
    """Open a database once: a file of SQLite, or what an URL names."""
    return create_engine(database if "://" in database else f"sqlite:///file:{database}?mode=ro&uri=true")


@contextmanager
def counting(database: Engine) -> Iterator[Counter[str]]:
    """Count the statements that are sent meanwhile."""
    sent = Counter[str]()

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent[statement] += 1

    event.listen(database, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(database, "before_cursor_execute", count)


@cache
def security(ids: str, secret: str) -> Encoding:
    """Return what encodes ids."""
    return RawIds() if ids == "raw" else IdEncodingHelper(id_secret=secret)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Build one graph as Galaxy's API does; what Galaxy refuses becomes an error object."""
    begun = time.perf_counter()
    try:
        database = engine(request.pop("database"))
        with counting(database) as asked, Session(database) as session:
            encoding = security(request.pop("ids"), request.pop("id_secret"))
            built = graph(session, encoding, **request)
            json.dumps(built)
            return {"graph": built, "seconds": time.perf_counter() - begun, "statements": asked.total()}
    except MessageException as error:
        return {"error": {"status": error.status_code, "message": str(error)}}


def graph(
    session: Session,
    encoding: Encoding,
    history_id: int,
    *,
    seed: dict[str, str] | None = None,
    seed_scope: dict[str, str] | None = None,
    **options: Any,
) -> dict[str, Any]:
    """Return what `GET /api/histories/{id}/graph` answers; its defaults, for the builder has others."""
    builder = HistoryGraphBuilder(
        sa_session=session,
        security=encoding,
        history_id=history_id,
        seed=NodeRef(**seed) if seed else None,
        seed_scope_hid=hid_of(session, history_id, encoding, seed_scope) if seed_scope else None,
        **{"limit": 500, "include_deleted": False, "direction": "both", "depth": 20} | options,
    )
    return builder.build().model_dump(mode="json")


def hid_of(session: Session, history_id: int, encoding: Encoding, ref: dict[str, str]) -> int:
    """Find the number in the history that the window is centred on, as the route does."""
    item = ITEMS[ref["src"]]
    wanted = select(item.hid).where(item.id == encoding.decode_id(ref["id"]), item.history_id == history_id)
    hid = session.execute(wanted).scalar_one_or_none()
    if hid is None:
        raise ObjectNotFound(f"seed_scope {ref['src']}:{ref['id']} not found in history.")
    return hid


def serve(requests: TextIO, answers: TextIO) -> None:
    """Answer until the requests end."""
    for line in requests:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    pipe, sys.stdout = sys.stdout, sys.stderr  # nothing that Galaxy prints gets between our answers
    serve(sys.stdin, pipe)
