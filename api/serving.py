"""Run the application on a port of this machine until somebody interrupts it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from api.app import create_app
from api.auth.loopback import LOCAL_NAME, is_loopback
from api.errors import BadConfiguration
from api.settings import Settings
from cypher import open_graph

BACKLOG = 128
LONGEST_HEAD = 64 * 1024  # bytes of a request before its body; over it the connection ends
KEEP_ALIVE = 75  # seconds; longer than proxies and clients keep a connection that nobody uses, so they are who ends it
STOP_WITHIN = 5  # seconds for requests that are still being answered


def serve(settings: Settings, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Answer on an open port until interrupted; `ready` is told the address once requests are answered.

    Raises:
        GraphError: the graph cannot be used; that is found out before anybody is answered.
    """
    app = create_app(settings)
    open_graph(settings.graph).close()
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_config=None,
        access_log=False,  # it would show keys: ours does not
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=STOP_WITHIN,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )
    server = _Announcing(config, lambda: ready(_address(settings.host, listener)))
    server.run(sockets=[listener])
    if not server.started:
        raise BadConfiguration("The server could not start: --log-level info shows more.")


def listen(host: str, port: int) -> socket.socket:
    """Open a port; 0 takes a free one.

    Raises:
        BadConfiguration: the address is not one of this machine, or somebody listens there.
    """
    try:
        found: list[Any] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, _, _, _, address = found[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        raise BadConfiguration(
            f"Cannot listen on {host}, port {port} ({os.strerror(error.errno or 0)}): choose another one with --port."
        ) from error


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


def _address(host: str, listener: socket.socket) -> str:
    name = host if is_loopback(host) else LOCAL_NAME  # a container's port is published under another address
    return f"http://{f'[{name}]' if ':' in name else name}:{listener.getsockname()[1]}/"
