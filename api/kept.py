"""Answers that are kept, and given again while the graph, the caller and the question are the same.

An answer is kept under its ETag, which is made of just these, with the version of the graph read before the question
is asked. So a sync, which moves the version, makes every kept answer stale at once; a share that ends does, for it is
a write to the graph; and nobody gets what was made for somebody else. What a sync changes while an answer is made can
only get under a tag that nobody asks for again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final, NamedTuple

from cachetools import LRUCache
from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

OK: Final = 200
ROOM: Final = 64 * 2**20
"""Bytes of answers at most, in one process."""


class Answer(NamedTuple):
    """An answer as it was sent: its body before it is compressed, and its headers."""

    body: bytes
    headers: list[tuple[bytes, bytes]]


class Again(Exception):
    """The answer to this question is kept."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Kept:
    """The kept answers of one process, the last asked ones; safe to share between threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._answers: LRUCache[str, Answer] = LRUCache(room, getsizeof=_size)
        self._lock = threading.Lock()

    def get(self, tag: str) -> Answer | None:
        """Return the answer with this ETag, when it is kept."""
        with self._lock:
            return self._answers.get(tag)

    def keep(self, tag: str, answer: Answer) -> None:
        """Keep an answer; one that is too large for the room is not."""
        if _size(answer) <= self._answers.maxsize:
            with self._lock:
                self._answers[tag] = answer


class KeptRoute(APIRoute):
    """A route whose answers are kept, when its `fresh` dependency has given the request a tag."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            begun = time.monotonic()
            try:
                response = await make(request)
            except Again as known:
                return _sent_again(known.answer)
            shared, tag = request.app.state.server, getattr(request.state, "tag", None)
            in_time = time.monotonic() - begun < shared.settings.deadline  # else it may be a partial one
            if tag is not None and in_time and request.method == "GET" and response.status_code == OK:
                shared.kept.keep(tag, Answer(bytes(response.body), [*response.raw_headers]))
            return response

        return answer


def _sent_again(answer: Answer) -> Response:
    response = Response(answer.body)
    response.raw_headers = [*answer.headers]  # a copy: what compresses the answer changes it
    return response


def _size(answer: Answer) -> int:
    return len(answer.body) + sum(len(name) + len(value) for name, value in answer.headers)
