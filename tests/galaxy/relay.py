"""What stands between our server and Galaxy in a test, so that Galaxy can be away without anybody stopping it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Relay:
    """Passes connections on to Galaxy while it is open; closed, nobody answers at its `url`."""

    def __init__(self, galaxy_url: str) -> None:
        """Take a port, which stays the same."""
        found = urlsplit(galaxy_url)
        self._galaxy = found.hostname, found.port
        self._listening = self._listen(0)
        self._port: int = self._listening.getsockname()[1]

    @property
    def url(self) -> str:
        """Where Galaxy seems to be."""
        return f"http://127.0.0.1:{self._port}"

    def close(self) -> None:
        """Let nobody in any more; a connection that is open ends with its next bytes."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def open(self) -> None:
        """Let them in again."""
        self._listening = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()
        return listening

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                galaxy = socket.create_connection(self._galaxy)
                for source, target in ((client, galaxy), (galaxy, client)):
                    threading.Thread(target=_pass_on, args=(listening, source, target), daemon=True).start()


def _pass_on(listening: socket.socket, source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until one side ends, or the relay is closed."""
    with suppress(OSError), source, target:
        while (data := source.recv(65_536)) and listening.fileno() >= 0:
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def relayed(galaxy_url: str) -> Iterator[Relay]:
    """Yield a way to Galaxy that can be closed."""
    relay = Relay(galaxy_url)
    try:
        yield relay
    finally:
        relay.close()
