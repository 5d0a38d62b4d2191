"""Load a plain `pg_dump` file into a PostgreSQL database, without psql."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import LiteralString, cast

import psycopg

END_OF_ROWS = "\\.\n"


def load(dump: Iterable[str], url: str) -> None:
    """Run the lines of a dump in one transaction: its statements, and the rows below each `COPY … FROM stdin`."""
    lines = (line for line in dump if not line.startswith(("\\restrict", "\\unrestrict", "--")))
    with psycopg.connect(url) as connection:
        for statement in _statements(lines):
            if not statement.strip():
                continue
            if not _is_copy(statement):
                connection.execute(cast("LiteralString", statement))
                continue
            with connection.cursor().copy(cast("LiteralString", statement)) as rows:
                for line in iter(lines.__next__, END_OF_ROWS):
                    rows.write(line)


def _statements(lines: Iterator[str]) -> Iterator[str]:
    """Yield everything up to a `COPY` in one piece, then the `COPY` alone; the caller takes the rows below it."""
    piece: list[str] = []
    for line in lines:
        if not _is_copy(line):
            piece.append(line)
            continue
        yield "".join(piece)
        piece.clear()
        yield line
    yield "".join(piece)


def _is_copy(text: str) -> bool:
    return text.startswith("COPY ") and text.rstrip().endswith("FROM stdin;")
