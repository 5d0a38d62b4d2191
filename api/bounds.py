"""How much a request may send: its address and its body have a limit, and what is over it is not read."""

from __future__ import annotations

from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ApiError, TooLarge, TooLong
from api.problems import problem


class _Counted:
    """One exchange. What an application says of a body that it could not read to its end is not sent."""

    def __init__(self, most: int, receive: Receive, send: Send) -> None:
        self.left = most
        self.is_answered = False
        self._receive, self._send = receive, send

    async def receive(self) -> Message:
        message = await self._receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLarge
        return message

    async def send(self, message: Message) -> None:
        if self.left >= 0 or self.is_answered:
            self.is_answered = True
            await self._send(message)


class Bounded:
    """Middleware: refuse addresses over `address` bytes (414) and bodies over `body` bytes (413)."""

    def __init__(self, app: ASGIApp, address: int, body: int) -> None:
        self.app = app
        self._address, self._body = address, body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at what is announced, and count what comes without being announced."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if refusal := self._refusal(scope):
            await problem(refusal)(scope, receive, send)
            return
        body = _Counted(self._body, receive, send)
        with suppress(TooLarge):
            await self.app(scope, body.receive, body.send)
        if body.left < 0 and not body.is_answered:
            await problem(TooLarge())(scope, receive, send)

    def _refusal(self, scope: Scope) -> ApiError | None:
        length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if length > self._address:
            return TooLong(f"The address has {length} bytes, and {self._address} at most are read.")
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._body:
            return TooLarge(f"The body has {announced} bytes, and {self._body} at most are read.")
        return None
