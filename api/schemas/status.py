"""The state of the server, and errors."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.base import Absent, Answer, Time


class Synced(Answer):
    """When a Galaxy was last synced; `synced` is null before its first sync has ended."""

    instance: str
    synced: Time | None
    age: float | None = Field(description="seconds")


class Sync(Answer):
    """The Galaxy servers in the graph."""

    instances: list[Synced]


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
