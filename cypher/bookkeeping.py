"""What the loaders remember in the graph: no part of a dump."""

from __future__ import annotations

from cypher.declaration import Node, integer, json, string, time

BOOKKEEPING: tuple[Node, ...] = (
    Node(
        "Quarantined",
        ("quarantined",),
        "A row that could not be loaded; retried at the next sync.",
        (
            string("stream", "the stream that read it"),
            string("row", "which row: its id, or table and id"),
            string("reason", "what is wrong with it"),
            time("since", "when it was first seen"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Stream",
        ("stream",),
        "What the last sync of one stream did.",
        (
            string("name", "the stream"),
            time("synced", "when it ended"),
            json("report", "its line of the report"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Watermark",
        ("watermark",),
        "How far a table of the source was read; it moves in the transaction of the rows that it covers.",
        (string("name", "the stream or the table"), json("state", "which ids were read, and up to which time")),
        has_galaxy_id=False,
    ),
    Node(
        "Marked",
        ("marked",),
        "A row to be read again: it has changed, or it may still change without a clock.",
        (
            string("stream", "the stream that reads it"),
            integer("row", "its id"),
            string("because", "`changed`, `late`, `differs` or `open`"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Chunk",
        ("chunk",),
        "A range of ids of a stream, and the checksum of its rows when they were last read as a whole.",
        (
            string("stream", "the stream"),
            integer("number", "the range: its lowest id divided by the size of chunks"),
            string("checksum", "of all rows of the source that belong to it"),
        ),
        has_galaxy_id=False,
    ),
    Node(
        "Turn",
        ("turn",),
        "Which sync of a Galaxy may write: the one that began last.",
        (string("holder", "its writer"),),
        has_galaxy_id=False,
    ),
    Node(
        "GraphVersion",
        ("version",),
        "A counter that moves with every transaction that changes what is dumped; and the last sync.",
        (integer("version", "the counter"), time("synced", "when the last sync of the instance ended")),
        has_galaxy_id=False,
    ),
)
"""Labels that are not part of a dump."""
