"""What a server is started with: options of `serve`, or environment variables `GALAXY_LINEAGE_…`."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.auth.loopback import require_loopback
from api.errors import BadConfiguration
from api.places import DEFAULT_INSTANCE, DEFAULT_PORT, INSTANCE, default_graph, require_instance

PREFIX: Final = "GALAXY_LINEAGE_"
EVERY_ORIGIN: Final = "*"
Way = Literal["local", "galaxy", "token"]


class Settings(BaseSettings):
    """Settings of the HTTP server; `BadConfiguration` when one of them cannot be used."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    graph: str = Field(default_factory=default_graph, description="address of the graph")
    instance: str = Field(
        default=DEFAULT_INSTANCE, description="the Galaxy that is asked about when a request names none"
    )
    id_secret: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="`SECRET` of the default instance, or `NAME=SECRET`; several with spaces between"
    )
    auth: Way = Field(
        default="local",
        description="who may ask: `local`, everybody on this machine, as an administrator; `galaxy`, users with their"
        " API keys; `token`, who has a token",
    )
    galaxy_url: str = Field(
        default="",
        description="where Galaxy is, `https://…`: it checks keys (`auth=galaxy`) and knows its tools, and with an"
        " `id_secret` the page links to it",
    )
    tokens: Path | None = Field(default=None, description="`auth=token`: the file of tokens")
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=DEFAULT_PORT, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    deadline: float = Field(default=10, gt=0, le=3600, description="seconds after which a long answer is cut short")
    max_body: int = Field(default=1024 * 1024, ge=0, description="bytes of a request's body at most")
    max_address: int = Field(default=16 * 1024, ge=1024, le=60_000, description="bytes of path and query at most")
    rate_limit: str = Field(
        default="1200/minute",
        description="requests of one key, or of one address without key; empty: no limit. Not with `auth=local`",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="origins whose pages may ask, such as `https://galaxy.example.org`; default: none"
    )
    signing_secret: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_urlsafe()),
        min_length=16,
        description="protects cursors and ETags; servers that share their clients need the same one. Default: a new"
        " one at each start",
    )
    published_on_loopback: bool = Field(
        default=False,
        description="this runs in a container whose port is published on its host's loopback only: any address will do",
    )

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            found = (f"{PREFIX}{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors())
            raise BadConfiguration("; ".join(found)) from error

    @field_validator("id_secret", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_instance(self.instance)
        if self.galaxy_url:
            require_address(self.galaxy_url)
        if self.auth == "local" and not self.published_on_loopback:
            require_loopback(self.host)
        if self.auth == "local" and EVERY_ORIGIN in self.cors_origins:
            raise BadConfiguration("With --auth local any web page could read everything: name the origins.")
        return self

    @property
    def secrets(self) -> dict[str, str]:
        """The `id_secret` of each instance that has one."""
        return read_secrets((s.get_secret_value() for s in self.id_secret), self.instance)


def require_address(url: str) -> str:
    """Give Galaxy's address back, or raise `BadConfiguration` when it is none."""
    try:
        found = urlsplit(url)
        is_address = found.scheme in {"http", "https"} and bool(found.hostname) and not found.username
    except ValueError:
        is_address = False
    if not is_address:
        raise BadConfiguration("Galaxy's address is written as https://usegalaxy.org, with nobody's name in it.")
    return url


def read_secrets(texts: Iterable[str], default: str) -> dict[str, str]:
    """Read `SECRET` (of the default instance) and `NAME=SECRET`; a secret that holds `=` is written in full."""
    return dict(_read_secret(text, default) for text in texts)


def _read_secret(text: str, default: str) -> tuple[str, str]:
    named = re.fullmatch(rf"({INSTANCE})=(.+)", text, re.DOTALL)
    return (named[1], named[2]) if named else (default, text)
