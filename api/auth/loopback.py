"""`--auth local`: whoever is on this machine may ask, as an administrator; so nobody else may get in.

A name server of somebody else can let a browser's page speak to this port under a name of its own ("DNS
rebinding"). The `Host` header gives that away: here it has to be a name of this machine.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import BadConfiguration, NotAllowed
from api.problems import problem

LOCAL_NAME = "localhost"


def is_loopback(host: str) -> bool:
    """Say whether this name or address means the machine itself and nothing else."""
    if host.lower().rstrip(".") == LOCAL_NAME:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def require_loopback(host: str) -> None:
    """Raise `BadConfiguration` when others than this machine could reach this address."""
    if not is_loopback(host):
        raise BadConfiguration(
            f"--auth local answers everybody as an administrator, so it listens on this machine only:"
            f" use --host 127.0.0.1 instead of {host}."
        )


class LocalNamesOnly:
    """Middleware: refuse requests that were sent to another name than one of this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 to a foreign `Host`, otherwise pass on."""
        if scope["type"] == "http" and not is_loopback(_host_name(Headers(scope=scope))):
            refusal = problem(NotAllowed("This server answers on localhost only: use http://127.0.0.1 and its port."))
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _host_name(headers: Headers) -> str:
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""
