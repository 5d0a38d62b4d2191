"""The state of the server, and errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import Absent, Answer, Time

Age = Annotated[float | None, Field(description="seconds since then")]


class StreamReport(Answer):
    """Source rows: read = written + unchanged + quarantined. `removed`: nodes that Galaxy no longer has."""

    read: int
    written: int
    unchanged: int
    removed: int
    quarantined: int
    seconds: float


class Stream(Answer):
    """One stream of a Galaxy, and what its last sync did."""

    name: str = Field(examples=["datasets"])
    synced: Time | None
    age: Age
    last: StreamReport


class Watermark(Answer):
    """How far one table, or stream, was read."""

    name: str = Field(examples=["history_dataset_association"])
    ids: Absent[int] = Field(default=None, description="up to which id, where it is followed by ids")
    time: Absent[Time] = Field(default=None, description="up to which time, where it is followed by a clock")


class Synced(Answer):
    """When a Galaxy was last synced; `synced` is null before its first sync has ended."""

    instance: str
    synced: Time | None
    age: Age
    quarantined: int = Field(description="rows that could not be loaded in full")
    galaxy_url: Absent[str] = Field(default=None, description="where it is, when its pages can be linked to")
    streams: list[Stream]
    watermarks: list[Watermark]


class Reader(Answer):
    """Who asks: without a name and no administrator, anybody."""

    name: str | None = Field(description="public name in Galaxy", examples=["mei-tanaka"])
    is_admin: bool = Field(description="may read everything, and sync")


class QuarantinedRow(Answer):
    """A row of Galaxy's database that could not be loaded in full. It is tried again at every sync."""

    instance: str
    stream: str = Field(examples=["datasets"])
    row: str = Field(description="its id in Galaxy's database, decimal", examples=["42"])
    reason: str
    since: Time | None = Field(description="when it was first found")


class Quarantined(Answer):
    """A page of the rows that could not be loaded in full, in a fixed order."""

    total: int
    rows: list[QuarantinedRow]
    next: str | None = Field(description="`cursor` of the next page; null when this is the last")


class Sync(Answer):
    """The Galaxy servers in the graph; what could not be loaded is told to administrators."""

    instances: list[Synced]
    reader: Reader
    quarantined: Absent[Quarantined] = Field(default=None)


class Health(Answer):
    """The state of the server."""

    status: Literal["ok"] = "ok"


class Problem(Answer):
    """An error (RFC 9457), with the members that Galaxy's errors have."""

    type: str = "about:blank"
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str
    err_msg: str = Field(description="the same as `detail`")
    err_code: int = Field(examples=[404001])
    validation_errors: Absent[list[str]] = None
