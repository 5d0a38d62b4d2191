"""A Galaxy as far as `GET /api/users/current` goes: a real server, which answers as Galaxy 26.1 documents it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from api.ids import IdCodec
from tests.oracle.client import ID_SECRET

ANONYMOUS = {"total_disk_usage": 0, "nice_total_disk_usage": "0 bytes", "quota_percent": None}
NOT_VALID = {"err_msg": "Provided API key is not valid.", "err_code": 401001}


@dataclass
class Galaxy:
    """Users by key; `asked` counts requests by key. `answer`, when it is set, is sent to everybody: status, body."""

    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    answer: tuple[int, bytes] | None = None
    hold: threading.Event | None = None
    url: str = ""

    def add(self, key: str, number: int, *, is_admin: bool = False) -> None:
        encoded = IdCodec(ID_SECRET).encode("user", number)
        self.users[key] = {"id": encoded, "username": f"user-{number}", "email": "a@b.c", "is_admin": is_admin}

    def said(self, path: str, key: str) -> tuple[int, bytes]:
        self.asked[key] += 1
        if self.hold:
            self.hold.wait()
        if self.answer:
            return self.answer
        if path != "/prefix/api/users/current":
            return 404, b"{}"
        if not key:
            return 200, json.dumps(ANONYMOUS).encode()
        user = self.users.get(key)
        return (200, json.dumps(user).encode()) if user else (401, json.dumps(NOT_VALID).encode())


@contextmanager
def galaxy_server(galaxy: Galaxy, port: int = 0) -> Iterator[Galaxy]:
    """Let a Galaxy answer at its `url`, which has a path as behind a proxy; afterwards nobody answers there."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = galaxy.said(self.path, self.headers.get("x-api-key", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        galaxy.url = f"http://127.0.0.1:{server.server_port}/prefix"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield galaxy
        finally:
            server.shutdown()
            thread.join()
