"""What stands between us and another server in a test, so that it can be away without anybody stopping it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Relay:
    """Passes connections on to the server at a URL; while it is cut, nobody answers at its `port`."""

    def __init__(self, url: str) -> None:
        """Take a port, which stays the same."""
        found = urlsplit(url)
        self._target, self._open = (found.hostname, found.port), list[socket.socket]()
        self._listening = self._listen(0)
        self.port: int = self._listening.getsockname()[1]

    @property
    def url(self) -> str:
        """Where a server that speaks HTTP seems to be."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Let nobody in any more, and end the connections that are open."""
        for end in (self._listening, *self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def mend(self) -> None:
        """Let them in again."""
        self._listening = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()
        return listening

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.create_connection(self._target)
                self._open += [client, server]
                for source, target in ((client, server), (server, client)):
                    threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until one side ends."""
    with suppress(OSError), source, target:
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """Yield a way to a server that can be cut."""
    relay = Relay(url)
    try:
        yield relay
    finally:
        relay.cut()
