"""What a server is started with: options of `serve`, or environment variables `GALAXY_LINEAGE_…`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.auth import require_loopback
from api.errors import BadConfiguration
from api.places import DEFAULT_INSTANCE, DEFAULT_PORT, INSTANCE, default_graph, require_instance

PREFIX: Final = "GALAXY_LINEAGE_"


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
    auth: Literal["local"] = Field(default="local", description="who may ask: `local`, everybody on this machine")
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=DEFAULT_PORT, ge=0, le=65535, description="port to listen on; 0 takes a free one")

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

    @field_validator("id_secret", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_instance(self.instance)
        if not self.published_on_loopback:
            require_loopback(self.host)
        return self

    @property
    def secrets(self) -> dict[str, str]:
        """The `id_secret` of each instance that has one."""
        return read_secrets((s.get_secret_value() for s in self.id_secret), self.instance)


def read_secrets(texts: Iterable[str], default: str) -> dict[str, str]:
    """Read `SECRET` (of the default instance) and `NAME=SECRET`; a secret that holds `=` is written in full."""
    return dict(_read_secret(text, default) for text in texts)


def _read_secret(text: str, default: str) -> tuple[str, str]:
    named = re.fullmatch(rf"({INSTANCE})=(.+)", text, re.DOTALL)
    return (named[1], named[2]) if named else (default, text)
