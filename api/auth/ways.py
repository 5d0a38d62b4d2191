"""The ways to find out who asks, by the name that `--auth` gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from api.auth.galaxy import GalaxyKeys
from api.auth.identity import Authenticator, Local
from api.auth.tokens import Tokens
from api.errors import BadConfiguration
from api.ids import Ids
from api.settings import Settings


def _local(_: Settings) -> Authenticator:
    return Local()


def _galaxy(settings: Settings) -> Authenticator:
    if not settings.galaxy_url:
        raise BadConfiguration("--auth galaxy asks Galaxy whose key it is: say where it is with --galaxy-url.")
    if settings.instance not in settings.secrets:
        raise BadConfiguration("--auth galaxy reads the users' ids as Galaxy encodes them: give its --id-secret.")
    return GalaxyKeys(settings.galaxy_url, Ids(settings.secrets).of(settings.instance))


def _token(settings: Settings) -> Authenticator:
    if settings.tokens is None:
        raise BadConfiguration("--auth token needs a file of tokens: --tokens FILE; `galaxy-lineage token` makes one.")
    return Tokens(settings.tokens)


WAYS: Final[Mapping[str, Callable[[Settings], Authenticator]]] = {"local": _local, "galaxy": _galaxy, "token": _token}


def authenticator(settings: Settings) -> Authenticator:
    """Return what `--auth` names.

    Raises:
        BadConfiguration: something that it needs is missing or wrong.
    """
    return WAYS[settings.auth](settings)
